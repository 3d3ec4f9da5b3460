import { appendMessage, branch, type Conversation, type Message } from '../conversation.ts'
import type { Summary } from './summary.ts'

/** A message of the person and what answers it: what is pinned, left out or summarised as one. */
export interface Turn {
  /** Of its first message. */
  readonly id: string
  readonly messages: readonly Message[]
}

/** Why the model reads a turn or does not. 'dropped' is before the message that it reads from. */
export type TurnState = 'read' | 'pinned' | 'left-out' | 'summarised' | 'dropped'

/** A turn of the branch in view, and what the model reads of it. */
export interface TurnReading {
  readonly turn: Turn
  readonly state: TurnState
  /** What is sent of it as it stands; empty where it is not read. */
  readonly messages: readonly Message[]
  /** The summary in force that stands for it, though a pinned turn is read beside it. */
  readonly summary?: Summary
  /** True on the first turn of a summary: there its text stands in the prompt. */
  readonly beginsSummary: boolean
  /** Something of it is before the message that the model reads from. */
  readonly isBeforeStart: boolean
}

/** The turns of a branch, oldest first. Answers that follow no question (a foreign export) are a turn of their own. */
export function turnsOf(messages: readonly Message[]): Turn[] {
  const turns: { id: string; messages: Message[] }[] = []
  for (const message of messages) {
    const last = turns.at(-1)
    if (last && message.role === 'assistant') last.messages.push(message)
    else turns.push({ id: message.id, messages: [message] })
  }
  return turns
}

/**
 * The summaries that hold in a branch: those of which every message is in it, and of two that share a message the
 * newer one. None holds that would hide the newest question.
 */
function summariesInForce(
  { summaries = [] }: Pick<Conversation, 'summaries'>,
  messages: readonly Message[],
  newest: Turn | undefined,
): Map<string, Summary> {
  const byMessage = new Map<string, Summary>()
  if (summaries.length === 0) return byMessage
  const open = new Set(messages.map(({ id }) => id))
  for (const { id } of newest?.messages ?? []) open.delete(id)
  for (const summary of summaries.toReversed()) {
    const { messageIds, text } = summary
    if (text.trim() === '' || messageIds.length === 0 || !messageIds.every(id => open.has(id))) continue
    for (const id of messageIds) {
      byMessage.set(id, summary)
      open.delete(id)
    }
  }
  return byMessage
}

/**
 * Nothing in the documents answered it, so that no model was asked: the words about it are Hermit's, and a question
 * without an answer would only be answered along with the next one.
 */
function isUnanswerable({ messages }: Turn): boolean {
  return messages.at(-1)?.documents === 'nothing-found'
}

/** Every turn of the branch in view, oldest first, and what the model reads of it. The last one is always read. */
export function readTurns(conversation: Conversation): TurnReading[] {
  const messages = branch(conversation)
  const turns = turnsOf(messages)
  const newest = turns.at(-1)
  const byMessage = summariesInForce(conversation, messages, newest)
  const places = new Map(messages.map(({ id }, index) => [id, index]))
  const start = conversation.contextStartId === null ? 0 : (places.get(conversation.contextStartId) ?? 0)
  const begun = new Set<Summary>()
  return turns.map(turn => {
    const summary = byMessage.get(turn.id)
    const beginsSummary = summary !== undefined && !begun.has(summary)
    if (summary) begun.add(summary)
    const mark = turn === newest ? undefined : turn.messages[0]?.context
    const afterStart = turn.messages.filter(({ id }) => (places.get(id) ?? 0) >= start)
    const state: TurnState =
      mark === 'pinned'
        ? 'pinned'
        : summary
          ? 'summarised'
          : mark === 'left-out'
            ? 'left-out'
            : afterStart.length === 0
              ? 'dropped'
              : 'read'
    const isRead = turn === newest || !isUnanswerable(turn)
    const sent = !isRead ? [] : state === 'pinned' ? turn.messages : state === 'read' ? afterStart : []
    const isBeforeStart = afterStart.length < turn.messages.length
    return { turn, state, messages: sent, beginsSummary, isBeforeStart, ...(summary ? { summary } : {}) }
  })
}

/** The conversation as it will be when a text has been sent. */
export function withQuestion(conversation: Conversation, text: string): Conversation {
  const { leafId: parentId, updatedAt: createdAt } = conversation
  return appendMessage(conversation, {
    id: 'the-next-question',
    parentId,
    role: 'user',
    text,
    createdAt,
    status: 'done',
  })
}

/** The turns there are, and what the model will read of them with the next question. */
export function readTurnsNext(conversation: Conversation): TurnReading[] {
  return readTurns(withQuestion(conversation, '')).slice(0, -1)
}

/** The ids of all messages that a summary of these turns stands for; what they were summarised to is summarised too. */
export function coveredBy(readings: readonly TurnReading[]): string[] {
  const summaries = readings.flatMap(({ summary }) => summary?.messageIds ?? [])
  const turns = readings.flatMap(({ turn }) => turn.messages.map(({ id }) => id))
  return [...new Set([...summaries, ...turns])]
}
