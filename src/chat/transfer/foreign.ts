import type { Conversation, Message } from '../conversation.ts'
import { type TreeNode, treeOf } from './import-tree.ts'
import { safeId } from './safe-id.ts'

/** Another app's chat, as far as Hermit has a place for it. Times in milliseconds since the epoch. */
export interface ForeignChat {
  readonly app: 'chatgpt' | 'open-webui'
  /** Undefined where the file names none: then its place in the file serves. */
  readonly id: string | undefined
  readonly index: number
  readonly title: string | null | undefined
  readonly createdAt: number | undefined
  readonly updatedAt: number | undefined
  readonly nodes: readonly TreeNode[]
  readonly leafId: string | null | undefined
  readonly more: Pick<Conversation, 'isPinned' | 'isArchived' | 'folder' | 'settings'>
}

/** A chat of another app as a conversation; undefined where nobody says anything in it. */
export function conversationOf(chat: ForeignChat): Conversation | undefined {
  const { app, id, index, title, nodes, leafId, more } = chat
  const tree = treeOf(nodes.map(node => withSafeIds(node)))
  if (tree.messages.length === 0) return undefined
  const times = tree.messages.map(({ createdAt }) => createdAt).filter(time => time > 0)
  const first = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const createdAt = chat.createdAt ?? (Number.isFinite(first) ? first : 0)
  const updatedAt = times.reduce((a, b) => Math.max(a, b), chat.updatedAt ?? createdAt)
  const name = title?.trim() ?? ''
  return {
    id: safeId(app, id ?? `${index}-${Math.round(createdAt)}`),
    title: name === '' ? null : name,
    createdAt,
    updatedAt,
    leafId: tree.leafOf(leafId ? safeId('m', leafId) : null) ?? tree.messages.at(-1)?.id ?? null,
    contextStartId: null,
    messages: tree.messages.map(message => (message.createdAt > 0 ? message : { ...message, createdAt })),
    ...more,
  }
}

function withSafeIds(node: TreeNode): TreeNode {
  return {
    ...node,
    id: safeId('m', node.id),
    parentId: node.parentId === null ? null : safeId('m', node.parentId),
  }
}

const latestTime = 8.64e15

/** Seconds, milliseconds or nanoseconds since the epoch as milliseconds; undefined where it is no time. */
export function timeOf(value: number | null | undefined): number | undefined {
  if (typeof value !== 'number' || !(value > 0)) return undefined
  const ms = value > 1e16 ? value / 1e6 : value > 1e11 ? value : value * 1000
  return ms <= latestTime ? Math.round(ms) : undefined
}

/** What a message of another app is in Hermit. @param modelName '' where the file does not say. */
export function foreignMessage(
  role: Message['role'],
  text: string,
  createdAt: number | undefined,
  modelName: string,
): NonNullable<TreeNode['message']> {
  return {
    role,
    text,
    createdAt: createdAt ?? 0,
    status: 'done',
    ...(role === 'assistant' && modelName !== '' && { modelName }),
  }
}
