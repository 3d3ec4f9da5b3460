import type { Message } from '../conversation.ts'

/** A place in another app's tree. Places without a message (system and tool calls) are passed over. */
export interface TreeNode {
  readonly id: string
  readonly parentId: string | null
  readonly message?: Omit<Message, 'id' | 'parentId'>
}

export interface MessageTree {
  readonly messages: Message[]
  /** The message that stands for a place: itself, the one it was joined to, or the nearest above it. */
  leafOf(nodeId: string | null | undefined): string | null
}

/**
 * The messages of a tree, each behind the one it follows. A missing parent is a beginning, and a loop is cut where it
 * closes. What one side says in several messages in a row, with nothing beside them, becomes one.
 */
export function treeOf(nodes: readonly TreeNode[]): MessageTree {
  const byId = new Map(nodes.map(node => [node.id, node]))
  const parents = withoutLoops(nodes, byId)
  const visible = visibleParents(nodes, byId, parents)
  const childrenOf = new Map<string | null, TreeNode[]>()
  for (const node of nodes) {
    if (!node.message) continue
    const above = visible.get(node.id) ?? null
    const siblings = childrenOf.get(above)
    if (siblings) siblings.push(node)
    else childrenOf.set(above, [node])
  }
  const messages = new Map<string, Message>()
  const joined = new Map<string, string>()
  const waiting = [...(childrenOf.get(null) ?? [])].reverse()
  for (let node = waiting.pop(); node?.message; node = waiting.pop()) {
    const above = visible.get(node.id) ?? null
    const parentId = above === null ? null : (joined.get(above) ?? above)
    const parent = parentId === null ? undefined : messages.get(parentId)
    if (parent && parent.role === node.message.role && childrenOf.get(above)?.length === 1) {
      messages.set(parent.id, join(parent, node.message))
      joined.set(node.id, parent.id)
    } else messages.set(node.id, { ...node.message, id: node.id, parentId })
    waiting.push(...(childrenOf.get(node.id) ?? []).toReversed())
  }
  return {
    messages: [...messages.values()],
    leafOf(nodeId) {
      if (!nodeId || !byId.has(nodeId)) return null
      const id = byId.get(nodeId)?.message ? nodeId : (visible.get(nodeId) ?? null)
      return id === null ? null : (joined.get(id) ?? id)
    },
  }
}

/** Every place's parent, as far as it is there and leads to no loop. */
function withoutLoops(
  nodes: readonly TreeNode[],
  byId: ReadonlyMap<string, TreeNode>,
): Map<string, string | null> {
  const parents = new Map<string, string | null>()
  for (const start of nodes) {
    const path = new Set<string>()
    for (let node: TreeNode | undefined = start; node && !parents.has(node.id); ) {
      path.add(node.id)
      const parent: TreeNode | undefined = node.parentId === null ? undefined : byId.get(node.parentId)
      const closes: boolean = parent !== undefined && path.has(parent.id)
      parents.set(node.id, parent && !closes ? parent.id : null)
      node = closes ? undefined : parent
    }
  }
  return parents
}

/** The nearest place above each that has a message. */
function visibleParents(
  nodes: readonly TreeNode[],
  byId: ReadonlyMap<string, TreeNode>,
  parents: ReadonlyMap<string, string | null>,
): Map<string, string | null> {
  const visible = new Map<string, string | null>()
  for (const start of nodes) {
    const path: string[] = []
    let found: string | null = null
    for (let id: string | null = start.id; id !== null; ) {
      const known: string | null | undefined = visible.get(id)
      if (known !== undefined) {
        found = known
        break
      }
      path.push(id)
      const parent: string | null = parents.get(id) ?? null
      if (parent !== null && byId.get(parent)?.message) {
        found = parent
        break
      }
      id = parent
    }
    for (const id of path) visible.set(id, found)
  }
  return visible
}

function join(first: Message, next: Omit<Message, 'id' | 'parentId'>): Message {
  const text =
    first.text === '' || next.text === '' ? first.text + next.text : `${first.text}\n\n${next.text}`
  const { thought = next.thought, writtenBy = next.writtenBy } = first
  return { ...first, text, ...(thought && { thought }), ...(writtenBy && { writtenBy }) }
}

/** Messages of a file whose parents are all there and lead to no loop; those that are so already stay as they are. */
export function mendParents(messages: readonly Message[]): readonly Message[] {
  const parents = withoutLoops(messages, new Map(messages.map(message => [message.id, message])))
  return messages.every(({ id, parentId }) => parents.get(id) === parentId)
    ? messages
    : messages.map(message => ({ ...message, parentId: parents.get(message.id) ?? null }))
}
