import { type Step, stoppedSteps } from '../agent/step.ts'
import type { Usage } from '../engines/engine.ts'
import type { Fault } from '../fault.ts'
import type { ChatSettings, Sampling } from './chat-settings.ts'
import type { ContextMark, Summary } from './context/summary.ts'
import type { Harder } from './harder/harder.ts'
import type { Passage } from './passages.ts'
import type { ReplyEvent } from './reply.ts'
import type { Thought } from './thinking/thought.ts'

/**
 * How a message stands. 'stopped' by the person, 'length' at the end of the context window, 'interrupted' by a
 * page that went away in mid-answer, 'failed' by the fault beside it. Whatever text had arrived is kept in all.
 */
export type MessageStatus = 'streaming' | 'done' | 'stopped' | 'length' | 'interrupted' | 'failed'

/**
 * What one answer cost, for the line under it. An answer that was continued took several runs; a run whose end
 * the engine did not tell (it crashed, its page went away) is known by its text alone.
 */
export interface AnswerStats {
  /** Of the last run; where the answer was continued, the text that was there already is part of the prompt. */
  readonly promptTokens: number
  /** Of the last run. */
  readonly cachedTokens: number
  /** Of all runs together; the text of a run whose end is not known was counted by the tokenizer. */
  readonly completionTokens: number
  /** From the press of Send to the first piece of text, as the person saw it: of the first run; 0 if not known. */
  readonly firstTokenMs: number
  /** Decode speed of the last run by the engine's own clock; absent where fewer than two tokens were decoded. */
  readonly tokensPerSecond?: number
}

/** What wrote an answer: its receipt. */
export interface Writer {
  readonly modelName: string
  /** By EngineInfo.id. */
  readonly engineId: string
  /** Quantisation and the beginning of the weights' hash: "Q4_1 d674e60b". */
  readonly build: string
}

export interface Message {
  readonly id: string
  /** The message this one follows; null at the top. Messages that share a parent are versions of each other. */
  readonly parentId: string | null
  readonly role: 'user' | 'assistant'
  readonly text: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly status: MessageStatus
  /** Of answers from before there were receipts. */
  readonly modelName?: string
  /** In order: an answer may be continued by another model. */
  readonly writtenBy?: readonly Writer[]
  readonly stats?: AnswerStats
  readonly fault?: Fault
  readonly thought?: Thought
  /** Set from the start on an answer that is chosen from several. */
  readonly harder?: Harder
  /** What this one answer was asked with, over the chat's own. */
  readonly sampling?: Sampling
  /** The JSON schema, as text, that this answer was decoded under. */
  readonly jsonSchema?: string
  /** On a message of the person: what the model reads of it and of what answers it. */
  readonly context?: ContextMark
  /**
   * On an answer: what was found for it in the chat's documents, best first; a passage's number is its place, from 1. It
   * stays with the answer, so that a version of last week is still seen beside what it was drawn from.
   */
  readonly passages?: readonly Passage[]
  /**
   * On an answer in a chat with documents: nothing in them has to do with the question, so that no model was asked and
   * the text is empty; or the person had it answered without them.
   */
  readonly documents?: 'nothing-found' | 'not-used'
  /** On an answer: what tools did for it, in order. Where no model wrote it, its text is what they said. */
  readonly steps?: readonly Step[]
  /** On an answer: the person had it answered without tools. */
  readonly tools?: 'not-used'
}

/** A tree of messages; `leafId` names the end of the branch in view. */
export interface Conversation {
  readonly id: string
  /** The name the person gave; null while the first message serves as one. */
  readonly title: string | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly leafId: string | null
  /** The model reads from this message on; null is from the start. Set only by the person. */
  readonly contextStartId: string | null
  readonly messages: readonly Message[]
  /** Who named it, where it has a title; the person where absent. */
  readonly titledBy?: 'model'
  readonly isPinned?: boolean
  readonly isArchived?: boolean
  /** The name of the folder it is in. */
  readonly folder?: string
  readonly settings?: ChatSettings
  readonly summaries?: readonly Summary[]
}

/** An empty conversation. */
export function newConversation(id: string, now: number): Conversation {
  return { id, title: null, createdAt: now, updatedAt: now, leafId: null, contextStartId: null, messages: [] }
}

/** Adds a message and makes it the end of the branch in view. */
export function appendMessage(conversation: Conversation, message: Message): Conversation {
  return {
    ...conversation,
    messages: [...conversation.messages, message],
    leafId: message.id,
    updatedAt: Math.max(conversation.updatedAt, message.createdAt),
  }
}

/** Puts a changed message in the place of the one with its id. */
export function replaceMessage(conversation: Conversation, message: Message): Conversation {
  const messages = conversation.messages.map(other => (other.id === message.id ? message : other))
  return { ...conversation, messages }
}

/** The branch in view, oldest first. A record with a loop or a missing parent ends there instead of hanging. */
export function branch(conversation: Conversation, leafId = conversation.leafId): Message[] {
  const byId = new Map(conversation.messages.map(message => [message.id, message]))
  const result: Message[] = []
  const seen = new Set<string>()
  for (let id = leafId; id !== null && !seen.has(id); ) {
    const message = byId.get(id)
    if (!message) break
    seen.add(id)
    result.push(message)
    id = message.parentId
  }
  return result.reverse()
}

/** The messages of a branch that the model still reads. */
export function contextOf(conversation: Conversation): Message[] {
  const messages = branch(conversation)
  const start = messages.findIndex(message => message.id === conversation.contextStartId)
  return start > 0 ? messages.slice(start) : messages
}

/** All versions of a message (itself included), oldest first. */
export function versionsOf(conversation: Conversation, message: Message): Message[] {
  return conversation.messages.filter(
    other => other.parentId === message.parentId && other.role === message.role,
  )
}

/** Brings a version into view, with the newest branch below it. */
export function selectVersion(conversation: Conversation, messageId: string): Conversation {
  let leafId = messageId
  const seen = new Set([leafId])
  for (;;) {
    const child = conversation.messages.findLast(message => message.parentId === leafId)
    if (!child || seen.has(child.id)) return { ...conversation, leafId }
    seen.add(child.id)
    leafId = child.id
  }
}

/**
 * Folds one event of the engine into the answer it belongs to. `firstTokenMs` is known from the first text on.
 * Stats that the answer has already are those of its earlier runs.
 */
export function applyEvent(answer: Message, event: ReplyEvent, firstTokenMs: number): Message {
  switch (event.type) {
    case 'queued':
    case 'prefill-progress':
      return answer
    case 'thought-delta': {
      const { text, tokens } = answer.thought ?? { text: '', tokens: 0 }
      const thought = { text: text + event.text, isClosed: false, ms: event.ms, tokens: tokens + 1 }
      return { ...answer, thought }
    }
    case 'thought-end':
      if (!answer.thought) return answer
      return { ...answer, thought: { ...answer.thought, isClosed: true, closedBy: event.by, ms: event.ms } }
    case 'text-was-thought': {
      const { text = '', tokens = 0, closedBy = 'model' } = answer.thought ?? {}
      const whole = [text, answer.text.trimEnd()].filter(part => part !== '').join('\n\n')
      const thought = { text: whole, isClosed: true, closedBy, ms: event.ms, tokens: tokens + event.tokens }
      return { ...answer, text: '', thought }
    }
    case 'text-delta':
      return { ...answer, text: answer.text + event.text }
    case 'text-end': {
      const status = event.reason === 'stop' ? 'done' : event.reason === 'length' ? 'length' : 'stopped'
      return { ...answer, status, stats: statsOf(event.usage, firstTokenMs, answer.stats) }
    }
  }
}

function statsOf(usage: Usage, firstTokenMs: number, before: AnswerStats | undefined): AnswerStats {
  const { promptTokens, cachedTokens, completionTokens, decodeMs } = usage
  // A run that was stopped before it began has cost nothing and knows nothing.
  if (before && promptTokens === 0) return before
  const stats = {
    promptTokens,
    cachedTokens,
    completionTokens: completionTokens + (before?.completionTokens ?? 0),
    firstTokenMs: before?.firstTokenMs ?? firstTokenMs,
  }
  const tokensPerSecond =
    decodeMs > 0 && completionTokens > 1 ? (completionTokens / decodeMs) * 1000 : before?.tokensPerSecond
  return tokensPerSecond === undefined ? stats : { ...stats, tokensPerSecond }
}

/** The answer with one who (also) wrote it, from here on. */
export function addWriter(answer: Message, writer: Writer): Message {
  const { writtenBy = [] } = answer
  const last = writtenBy.at(-1)
  const isSame = last && last.engineId === writer.engineId && last.build === writer.build
  return isSame && last.modelName === writer.modelName
    ? answer
    : { ...answer, writtenBy: [...writtenBy, writer] }
}

/** An answer that was cut with some text there: the model can go on with it to the letter. */
export function wasCut({ role, status, text, thought, fault, steps, writtenBy }: Message): boolean {
  if (role !== 'assistant' || (text === '' && !thought)) return false
  // What tools said is no text of a model's: there is nothing to go on with.
  if (steps && !writtenBy) return false
  if (status === 'failed') return fault?.code !== 'context-overflow' && !(fault && isLengthFault(fault))
  return status === 'stopped' || status === 'length' || status === 'interrupted'
}

/** The faults of a prompt that is too long, which one action on the answer itself can mend. */
export function isLengthFault(fault: Fault): boolean {
  return fault.code === 'message-too-long' || fault.code === 'chat-too-long'
}

/** The answer without its stats, for a text that they do not account for. */
export function withoutStats(answer: Message): Message {
  const { stats: _, ...others } = answer
  return others
}

/** An answer whose page went away while it was written. */
export function interrupted(answer: Message): Message {
  return { ...withStoppedSteps(withoutStats(answer)), status: 'interrupted' }
}

function withStoppedSteps(answer: Message): Message {
  return answer.steps ? { ...answer, steps: stoppedSteps(answer.steps) } : answer
}

/** Marks answers that were streaming, and steps that were running, when their page went away. */
export function closeInterrupted(conversation: Conversation): Conversation {
  const isRunning = ({ status }: Step) => status === 'running'
  const isOpen = ({ status, steps }: Message) => status === 'streaming' || steps?.some(isRunning)
  if (!conversation.messages.some(isOpen)) return conversation
  const messages = conversation.messages.map(message => {
    if (message.status === 'streaming') return interrupted(message)
    return isOpen(message) ? withStoppedSteps(message) : message
  })
  return { ...conversation, messages }
}

const titleLength = 60

/** The name to show: the given one, or the first line of the first message; empty for an empty chat. */
export function titleOf(conversation: Conversation): string {
  if (conversation.title !== null) return conversation.title
  const first = conversation.messages.find(message => message.role === 'user')
  const line = first?.text.trim().split('\n', 1)[0] ?? ''
  const characters = Array.from(line)
  return characters.length > titleLength ? `${characters.slice(0, titleLength - 1).join('')}…` : line
}
