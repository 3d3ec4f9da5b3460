import { type Conversation, type Message, selectVersion, versionsOf } from './conversation.ts'

/** The ids of a message and of everything that follows it, in whatever version. */
export function branchBelow(conversation: Conversation, messageId: string): Set<string> {
  const children = new Map<string, string[]>()
  for (const { id, parentId } of conversation.messages) {
    if (parentId === null) continue
    const group = children.get(parentId)
    if (group) group.push(id)
    else children.set(parentId, [id])
  }
  const found = new Set<string>()
  const open = [messageId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    // A record with a loop is walked once.
    if (found.has(id)) continue
    found.add(id)
    open.push(...(children.get(id) ?? []))
  }
  return found
}

/**
 * The conversation without a message and all that follows it. In view is then the version before it, else the one
 * after it, else what it followed; a chat whose only first question is deleted is an empty one.
 */
export function withoutBranch(conversation: Conversation, message: Message): Conversation {
  const gone = branchBelow(conversation, message.id)
  const versions = versionsOf(conversation, message)
  const place = versions.findIndex(({ id }) => id === message.id)
  const next = versions[place - 1] ?? versions[place + 1]
  const { contextStartId, summaries } = conversation
  const isStartGone = contextStartId !== null && gone.has(contextStartId)
  const left: Conversation = {
    ...conversation,
    messages: conversation.messages.filter(({ id }) => !gone.has(id)),
    contextStartId: isStartGone ? null : contextStartId,
    ...(summaries && {
      summaries: summaries.filter(({ messageIds }) => !messageIds.some(id => gone.has(id))),
    }),
  }
  if (conversation.leafId !== null && !gone.has(conversation.leafId)) return left
  return next ? selectVersion(left, next.id) : { ...left, leafId: message.parentId }
}

/**
 * A conversation with what was deleted from it in its place again.
 * @param before The conversation as it was when it was deleted.
 * @param now The conversation as it has become since.
 * @param isLeafKept The branch in view stays there.
 */
export function withBranchAgain(before: Conversation, now: Conversation, isLeafKept: boolean): Conversation {
  const current = new Map(now.messages.map(message => [message.id, message]))
  const known = new Set(before.messages.map(({ id }) => id))
  const summaryIds = new Set(now.summaries?.map(({ id }) => id))
  const summaries = [
    ...(now.summaries ?? []),
    ...(before.summaries ?? []).filter(({ id }) => !summaryIds.has(id)),
  ]
  const whole: Conversation = {
    ...now,
    messages: [
      ...before.messages.map(message => current.get(message.id) ?? message),
      ...now.messages.filter(({ id }) => !known.has(id)),
    ],
    contextStartId: now.contextStartId ?? before.contextStartId,
    ...(summaries.length > 0 && { summaries }),
  }
  if (isLeafKept) return whole
  // What was in view then may have been gone on from since.
  return before.leafId === null ? { ...whole, leafId: null } : selectVersion(whole, before.leafId)
}
