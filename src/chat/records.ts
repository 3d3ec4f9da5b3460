import * as z from 'zod/mini'
import type { Conversation } from './conversation.ts'

const nonNegative = z.number().check(z.nonnegative())
const faultSchema = z.object({
  code: z.string(),
  numbers: z.optional(z.record(z.string(), z.number())),
  detail: z.optional(z.string()),
})
const messageSchema = z.object({
  id: z.string(),
  parentId: z.nullable(z.string()),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  createdAt: nonNegative,
  status: z.enum(['streaming', 'done', 'stopped', 'length', 'interrupted', 'failed']),
  modelName: z.optional(z.string()),
  writtenBy: z.optional(
    z.array(z.object({ modelName: z.string(), engineId: z.string(), build: z.string() })),
  ),
  stats: z.optional(
    z.object({
      promptTokens: nonNegative,
      cachedTokens: nonNegative,
      completionTokens: nonNegative,
      firstTokenMs: nonNegative,
      tokensPerSecond: z.optional(nonNegative),
    }),
  ),
  fault: z.optional(faultSchema),
})
const conversationSchema = z.object({
  id: z.string(),
  title: z.nullable(z.string()),
  createdAt: nonNegative,
  updatedAt: nonNegative,
  leafId: z.nullable(z.string()),
  contextStartId: z.nullable(z.string()),
  messages: z.array(messageSchema),
})

/** Keys of chat records in the database. */
export const conversationPrefix = 'conversation/'
export const conversationKey = (id: string) => `${conversationPrefix}${id}`

/** What lies under a conversation's key, checked; undefined if it has another shape or another id than its key. */
export function parseConversation(key: string, value: unknown): Conversation | undefined {
  const parsed = conversationSchema.safeParse(value)
  if (!parsed.success || conversationKey(parsed.data.id) !== key) return undefined
  // The schema checks every field; only a fault's code is wider there (an unknown code shows as a general sentence).
  return parsed.data as Conversation
}

/** Unsent text by conversation id; 'new' for a chat that has no message yet. */
export type Drafts = Readonly<Record<string, string>>
export const draftsKey = 'drafts'
const draftsSchema = z.record(z.string(), z.string())

/** Drafts off the disk; whatever is not a draft is dropped. */
export function parseDrafts(value: unknown): Drafts {
  const parsed = draftsSchema.safeParse(value)
  return parsed.success ? parsed.data : {}
}
