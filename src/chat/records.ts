import * as z from 'zod/mini'
import type { Conversation } from './conversation.ts'

const nonNegative = z.number().check(z.nonnegative())
const faultSchema = z.object({
  code: z.string(),
  numbers: z.optional(z.record(z.string(), z.number())),
  detail: z.optional(z.string()),
})
const thoughtSchema = z.object({
  text: z.string(),
  isClosed: z.boolean(),
  closedBy: z.optional(z.enum(['model', 'budget', 'person'])),
  ms: nonNegative,
  tokens: nonNegative,
})
const sampleSchema = z.object({
  text: z.string(),
  thought: z.optional(thoughtSchema),
  final: z.nullable(z.string()),
  status: z.enum(['streaming', 'done', 'length', 'stopped']),
  tokens: nonNegative,
})
const harderSchema = z.object({
  method: z.enum(['majority', 'model']),
  of: z.int().check(z.gte(2), z.lte(8)),
  samples: z.array(sampleSchema),
  picked: z.nullable(z.int().check(z.nonnegative())),
  pickedBy: z.optional(z.enum(['model', 'person'])),
})
/** What a person may set of sampling; the bounds are those of the controls. */
export const samplingSchema = z.object({
  temperature: z.optional(z.number().check(z.gte(0), z.lte(2))),
  topP: z.optional(z.number().check(z.gt(0), z.lte(1))),
  repeatPenalty: z.optional(z.number().check(z.gte(1), z.lte(2))),
  seed: z.optional(z.int().check(z.nonnegative())),
  maxTokens: z.optional(z.int().check(z.positive())),
})
const settingsSchema = z.object({
  instructions: z.optional(z.string()),
  personaId: z.optional(z.string()),
  sampling: z.optional(samplingSchema),
  thinking: z.optional(z.enum(['off', 'short', 'long', 'unlimited'])),
  overflow: z.optional(z.enum(['ask', 'drop', 'summarise'])),
  jsonSchema: z.optional(z.string()),
  documents: z.optional(z.array(z.string())),
  tools: z.optional(z.literal('off')),
})
const passageSchema = z.object({
  documentId: z.string(),
  title: z.string(),
  start: z.int().check(z.nonnegative()),
  end: z.int().check(z.nonnegative()),
  page: z.optional(z.int().check(z.positive())),
  text: z.string(),
})
const summarySchema = z.object({
  id: z.string(),
  messageIds: z.array(z.string()),
  text: z.string(),
  createdAt: nonNegative,
  modelName: z.optional(z.string()),
  tokens: z.optional(z.object({ summary: nonNegative, instead: nonNegative })),
})
const json = z.record(z.string(), z.unknown())
/** A step as it is kept. That the person has allowed it is not: what is read from a disk or a file is asked for again. */
export const stepSchema = z.object({
  id: z.string(),
  tool: z.string(),
  title: z.string(),
  source: z.optional(z.string()),
  effects: z.array(z.enum(['reads', 'writes', 'leaves-device', 'costs-money'])),
  args: json,
  status: z.enum(['planned', 'missing', 'asking', 'running', 'done', 'failed', 'stopped', 'refused']),
  words: z.string(),
  missing: z.optional(z.string()),
  preview: z.optional(z.string()),
  startedAt: z.optional(nonNegative),
  ms: z.optional(nonNegative),
  said: z.optional(z.string()),
  plain: z.optional(z.string()),
  result: z.optional(z.unknown()),
  isCut: z.optional(z.boolean()),
  isForeign: z.optional(z.boolean()),
  fault: z.optional(faultSchema),
  refusedBy: z.optional(
    z.enum(['person', 'foreign-text', 'too-many-steps', 'unknown-tool', 'wrong-arguments']),
  ),
  undo: z.optional(z.unknown()),
  isUndone: z.optional(z.boolean()),
})
/** One message, likewise. */
export const messageSchema = z.object({
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
  thought: z.optional(thoughtSchema),
  harder: z.optional(harderSchema),
  sampling: z.optional(samplingSchema),
  jsonSchema: z.optional(z.string()),
  context: z.optional(z.enum(['pinned', 'left-out'])),
  passages: z.optional(z.array(passageSchema)),
  documents: z.optional(z.enum(['nothing-found', 'not-used'])),
  steps: z.optional(z.array(stepSchema)),
  tools: z.optional(z.literal('not-used')),
})
/** One conversation as it lies on disk and in an export; only a fault's code is wider here than in its type. */
export const conversationSchema = z.object({
  id: z.string(),
  title: z.nullable(z.string()),
  createdAt: nonNegative,
  updatedAt: nonNegative,
  leafId: z.nullable(z.string()),
  contextStartId: z.nullable(z.string()),
  messages: z.array(messageSchema),
  titledBy: z.optional(z.literal('model')),
  isPinned: z.optional(z.boolean()),
  isArchived: z.optional(z.boolean()),
  folder: z.optional(z.string()),
  settings: z.optional(settingsSchema),
  summaries: z.optional(z.array(summarySchema)),
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
