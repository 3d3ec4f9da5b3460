import { byId, mergeOrder } from '../storage/three-way.ts'
import type { Conversation, Message } from './conversation.ts'

/** A question with its versions, and the message that the next one follows. */
interface Turn {
  readonly id: string
  readonly createdAt: number
  readonly questions: readonly Message[]
  readonly tip: Message
}

/**
 * Makes one line of what both sides have asked from the same point on, by time: questions that were sent at once are no
 * versions of each other. Where there was a question at that point before, a new one is a version of it and stays one.
 * @param messages Those of the merged conversation.
 */
export function lineUp(
  base: Conversation,
  mine: Conversation,
  theirs: Conversation,
  messages: readonly Message[],
): Message[] {
  const known = byId(base.messages)
  const asked = new Set(base.messages.filter(({ role }) => role === 'user').map(({ parentId }) => parentId))
  const [here, there] = [childrenOf(mine.messages), childrenOf(theirs.messages)]
  const merged = childrenOf(messages)
  const parentIds = new Map<string, string | null>()
  const lined = new Set<string | null>()
  for (const { role, id, parentId } of messages) {
    if (role !== 'user' || known.has(id) || asked.has(parentId) || lined.has(parentId)) continue
    const [mineHere, theirsHere] = [lineFrom(parentId, here), lineFrom(parentId, there)]
    if (mineHere.length === 0 || theirsHere.length === 0) continue
    let tipId = parentId
    for (const turn of mergeOrder(mineHere, theirsHere, isEarlier)) {
      for (const question of turn.questions) parentIds.set(question.id, tipId)
      lined.add(tipId)
      tipId = turn.tip.id
    }
  }
  return messages.map(message => {
    const parentId = parentIds.get(message.id)
    return parentId === undefined || parentId === message.parentId ? message : { ...message, parentId }
  })

  /** The new turns from a message on, as one side has them in view last; answers are those of both sides. */
  function lineFrom(
    parentId: string | null,
    children: ReadonlyMap<string | null, readonly Message[]>,
  ): Turn[] {
    const line: Turn[] = []
    const seen = new Set<string | null>()
    for (let from = parentId; !seen.has(from); ) {
      seen.add(from)
      const questions = (children.get(from) ?? []).filter(({ id, role }) => role === 'user' && !known.has(id))
      const [first] = questions.toSorted((a, b) => (isEarlier(a, b) ? -1 : 1))
      const last = questions.at(-1)
      if (!first || !last) break
      const tip = merged.get(last.id)?.findLast(({ role }) => role === 'assistant') ?? last
      line.push({ id: first.id, createdAt: first.createdAt, questions, tip })
      from = tip.id
    }
    return line
  }
}

function childrenOf(messages: readonly Message[]): Map<string | null, Message[]> {
  const children = new Map<string | null, Message[]>()
  for (const message of messages) {
    const group = children.get(message.parentId)
    if (group) group.push(message)
    else children.set(message.parentId, [message])
  }
  return children
}

interface Timed {
  readonly id: string
  readonly createdAt: number
}

/** The order of what was said: by time, and of the same moment by id. */
export function isEarlier(a: Timed, b: Timed): boolean {
  return a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id)
}
