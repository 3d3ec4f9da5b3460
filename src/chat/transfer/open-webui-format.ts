import * as z from 'zod/mini'
import type { Conversation } from '../conversation.ts'
import { conversationOf, foreignMessage, timeOf } from './foreign.ts'
import type { TreeNode } from './import-tree.ts'
import type { PartWords } from './imported.ts'
import { splitInlineThought } from './inline-thought.ts'
import { refuseIssue } from './refusal.ts'

const maybe = <T extends z.ZodMiniType>(schema: T) => z.optional(z.nullable(schema))

const partSchema = z.object({ type: maybe(z.string()), text: maybe(z.string()) })
const messageSchema = z.object({
  id: maybe(z.string()),
  parentId: maybe(z.string()),
  role: z.string(),
  content: maybe(z.union([z.string(), z.array(partSchema)])),
  timestamp: maybe(z.number()),
  model: maybe(z.string()),
  modelName: maybe(z.string()),
  files: maybe(z.array(z.object({ type: maybe(z.string()), name: maybe(z.string()) }))),
})
const chatSchema = z.object({
  title: maybe(z.string()),
  system: maybe(z.string()),
  params: maybe(z.object({ system: maybe(z.string()) })),
  timestamp: maybe(z.number()),
  history: maybe(z.object({ messages: z.record(z.string(), messageSchema), currentId: maybe(z.string()) })),
  /** The branch in view; in older files it is all there is. */
  messages: maybe(z.array(messageSchema)),
})
const itemSchema = z.object({
  id: maybe(z.string()),
  title: maybe(z.string()),
  chat: chatSchema,
  created_at: maybe(z.number()),
  updated_at: maybe(z.number()),
  archived: maybe(z.boolean()),
  pinned: maybe(z.boolean()),
  folder: maybe(z.unknown()),
})
type OpenWebUiMessage = z.infer<typeof messageSchema>

/**
 * A chat of Open WebUI's export. Tags and the ids of folders are left out: they name nothing by themselves.
 * Undefined where nobody says anything in it. Throws ImportRefusal.
 */
export function openWebUiChat(value: unknown, index: number, words: PartWords): Conversation | undefined {
  const parsed = itemSchema.safeParse(value)
  if (!parsed.success) throw refuseIssue(`[${index}]`, parsed.error.issues)
  const { id, title, chat, created_at, updated_at, archived, pinned, folder } = parsed.data
  const inHistory = Object.entries(chat.history?.messages ?? {})
  const nodes = inHistory.length > 0 ? treeNodes(inHistory, words) : listNodes(chat.messages ?? [], words)
  const instructions = chat.params?.system ?? chat.system ?? ''
  const folderName = nameOf(folder)
  return conversationOf({
    app: 'open-webui',
    id: id ?? undefined,
    index,
    title: title ?? chat.title,
    createdAt: timeOf(created_at) ?? timeOf(chat.timestamp),
    updatedAt: timeOf(updated_at),
    nodes,
    leafId: chat.history?.currentId ?? nodes.at(-1)?.id,
    more: {
      ...(pinned && { isPinned: true }),
      ...(archived && { isArchived: true }),
      ...(folderName !== '' && { folder: folderName }),
      ...(instructions !== '' && { settings: { instructions } }),
    },
  })
}

function nameOf(folder: unknown): string {
  if (typeof folder === 'string') return folder.trim()
  const name: unknown = typeof folder === 'object' && folder !== null ? Reflect.get(folder, 'name') : ''
  return typeof name === 'string' ? name.trim() : ''
}

function treeNodes(entries: readonly (readonly [string, OpenWebUiMessage])[], words: PartWords): TreeNode[] {
  return entries.map(([id, message]) => nodeOf(id, message.parentId ?? null, message, words))
}

function listNodes(messages: readonly OpenWebUiMessage[], words: PartWords): TreeNode[] {
  return messages.map((message, index) =>
    nodeOf(String(index), index === 0 ? null : String(index - 1), message, words),
  )
}

function nodeOf(id: string, parentId: string | null, message: OpenWebUiMessage, words: PartWords): TreeNode {
  const { role, timestamp, model, modelName, files } = message
  const place = { id, parentId }
  if (role !== 'user' && role !== 'assistant') return place
  const attached = (files ?? []).map(({ type, name }) => {
    const word = type === 'image' ? words.image : words.file
    return `[${word}${name ? `: ${name}` : ''}]`
  })
  const text = [...attached, contentText(message.content, words)].join('\n').trim()
  const base = foreignMessage(role, text, timeOf(timestamp), modelName ?? model ?? '')
  // An answer that failed is empty; it still holds its place, or what was asked next would follow the question.
  return { ...place, message: role === 'user' ? base : { ...base, ...splitInlineThought(text) } }
}

function contentText(content: OpenWebUiMessage['content'], words: PartWords): string {
  if (typeof content === 'string') return content
  return (content ?? []).map(({ type, text }) => text ?? (type ? `[${words.image}]` : '')).join('\n')
}
