import * as z from 'zod/mini'
import type { Conversation } from '../conversation.ts'
import { conversationOf, foreignMessage, timeOf } from './foreign.ts'
import type { TreeNode } from './import-tree.ts'
import type { PartWords } from './imported.ts'
import { splitInlineThought, thoughtOf } from './inline-thought.ts'
import { refuseIssue } from './refusal.ts'

const maybe = <T extends z.ZodMiniType>(schema: T) => z.optional(z.nullable(schema))

const contentSchema = z.object({
  content_type: maybe(z.string()),
  parts: maybe(z.array(z.unknown())),
  text: maybe(z.unknown()),
  thoughts: maybe(z.array(z.object({ content: maybe(z.string()) }))),
})
const messageSchema = z.object({
  author: z.object({ role: z.string() }),
  create_time: maybe(z.number()),
  content: maybe(contentSchema),
  /** 'all' is the person; anything else is a tool. */
  recipient: maybe(z.string()),
  metadata: maybe(
    z.object({
      model_slug: maybe(z.string()),
      is_visually_hidden_from_conversation: maybe(z.boolean()),
      attachments: maybe(z.array(z.object({ name: maybe(z.string()) }))),
    }),
  ),
})
const nodeSchema = z.object({ parent: maybe(z.string()), message: maybe(messageSchema) })
const chatSchema = z.object({
  id: maybe(z.string()),
  conversation_id: maybe(z.string()),
  title: maybe(z.string()),
  create_time: maybe(z.number()),
  update_time: maybe(z.number()),
  current_node: maybe(z.string()),
  is_archived: maybe(z.boolean()),
  is_starred: maybe(z.boolean()),
  mapping: z.record(z.string(), nodeSchema),
})
type Node = z.infer<typeof nodeSchema>
type ChatGptMessage = z.infer<typeof messageSchema>

/**
 * A chat of ChatGPT's conversations.json. What system and tools say, and what the model says to tools, is left out;
 * pictures and the like become a word in brackets; what the model thought goes with the answer after it.
 * Undefined where nobody says anything in it. Throws ImportRefusal.
 */
export function chatGptChat(value: unknown, index: number, words: PartWords): Conversation | undefined {
  const parsed = chatSchema.safeParse(value)
  if (!parsed.success) throw refuseIssue(`[${index}]`, parsed.error.issues)
  const { mapping, title, create_time, update_time, current_node, is_archived, is_starred } = parsed.data
  const nodes = new Map(Object.entries(mapping))
  return conversationOf({
    app: 'chatgpt',
    id: parsed.data.conversation_id ?? parsed.data.id ?? undefined,
    index,
    title,
    createdAt: timeOf(create_time),
    updatedAt: timeOf(update_time),
    nodes: [...nodes].map(([id, node]) => treeNodeOf(id, node, nodes, words)),
    leafId: current_node,
    more: { ...(is_archived && { isArchived: true }), ...(is_starred && { isPinned: true }) },
  })
}

function treeNodeOf(id: string, node: Node, nodes: ReadonlyMap<string, Node>, words: PartWords): TreeNode {
  const place = { id, parentId: node.parent ?? null }
  const said = node.message && spoken(node.message, words)
  if (!node.message || !said) return place
  const { role, text } = said
  const base = foreignMessage(role, text, timeOf(node.message.create_time), said.modelName)
  if (role === 'user') return { ...place, message: base }
  const split = splitInlineThought(text)
  const thought = split.thought ?? thoughtAbove(node, nodes)
  return { ...place, message: { ...base, text: split.text, ...(thought && { thought }) } }
}

function spoken(message: ChatGptMessage, words: PartWords) {
  const { author, recipient, content, metadata } = message
  const { role } = author
  if (role !== 'user' && role !== 'assistant') return undefined
  if ((recipient ?? 'all') !== 'all' || metadata?.is_visually_hidden_from_conversation) return undefined
  const files = (metadata?.attachments ?? []).map(({ name }) => `[${words.file}${name ? `: ${name}` : ''}]`)
  const text = [...files, ...textsOf(content, words)].join('\n').trim()
  return text === '' ? undefined : ({ role, text, modelName: metadata?.model_slug ?? '' } as const)
}

function textsOf(content: ChatGptMessage['content'], words: PartWords): string[] {
  switch (content?.content_type ?? 'text') {
    case 'text':
    case 'multimodal_text':
      return (content?.parts ?? []).map(part => partText(part, words))
    case 'code':
      return typeof content?.text === 'string' ? [content.text] : []
    default:
      // Instructions, what tools gave, and thoughts, which go with the answer below them.
      return []
  }
}

function partText(part: unknown, words: PartWords): string {
  if (typeof part === 'string') return part
  if (typeof part !== 'object' || part === null) return ''
  const text: unknown = Reflect.get(part, 'text')
  if (typeof text === 'string') return text
  const type = String(Reflect.get(part, 'content_type') ?? '')
  if (type.startsWith('image')) return `[${words.image}]`
  return `[${/audio|video/.test(type) ? words.audio : words.file}]`
}

/** How far above an answer its thought may stand. */
const thoughtReach = 8

/** What the model thought on its way to an answer: between it and the message before it. */
function thoughtAbove(node: Node, nodes: ReadonlyMap<string, Node>) {
  let above = node.parent ? nodes.get(node.parent) : undefined
  for (let steps = 0; above && steps < thoughtReach; steps++) {
    if (above.message?.author.role === 'user') return undefined
    const { content } = above.message ?? {}
    if (content?.content_type === 'thoughts') {
      return thoughtOf((content.thoughts ?? []).map(({ content: text }) => text ?? '').join('\n\n'), 0)
    }
    above = above.parent ? nodes.get(above.parent) : undefined
  }
  return undefined
}
