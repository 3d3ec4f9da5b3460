import type { GenerateEvent, GenerateRequest, PromptMessage } from '../engines/engine.ts'
import { type Fault, FaultError, toFault } from '../fault.ts'
import type { Running } from './chat.ts'
import {
  type AnswerStats,
  addWriter,
  applyEvent,
  type Conversation,
  type Message,
  versionsOf,
  type Writer,
  withoutStats,
} from './conversation.ts'
import { answerReserveTokens, buildPrompt, systemMessages } from './prompt.ts'

/** What answers: the session over an engine. */
export interface AnswerModel {
  /** What writes, once it is loaded. */
  writer(): Writer | undefined
  readonly maxAnswerTokens?: number | undefined
  /** Context window in tokens, once loaded. */
  contextTokens(): number | undefined
  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerateEvent>
  countTokens(messages: readonly PromptMessage[], signal: AbortSignal): Promise<number>
  /** Told when an answer will soon be wanted: a model that was let go of for being idle comes back. */
  wake?(): void
}

interface AnsweringOptions {
  readonly model: AnswerModel
  readonly now: () => number
  readonly onFrame: (callback: () => void) => void
  readonly find: (conversationId: string) => Conversation | undefined
  readonly replace: (conversationId: string, message: Message) => void
  readonly setRunning: (conversationId: string, running: Running | undefined) => void
}

/** Runs answers: one a conversation, each with its own abort. */
export interface Answering {
  /** Fills the streaming answer, from its text on where it has one; resolves when it has ended, however it ended. */
  run(conversationId: string, answerId: string): Promise<void>
  stop(conversationId: string): void
  stopAll(): Promise<void>
  /** Whether a prompt leaves room for an answer. */
  fits(prompt: readonly PromptMessage[]): Promise<boolean>
}

/**
 * The first answer is the model's best guess: greedy, with a light penalty on loops (10 of 10 plain questions right
 * with the embedded model; at temperature 0.2 two of five answers on "the capital of France" were in French).
 * A retry asks for something else, so it samples.
 */
const firstSampling = { temperature: 0, repeatPenalty: 1.05 }
const retrySampling = { temperature: 0.5, topP: 0.9, repeatPenalty: 1.05 }

/** Builds the part of the chat that talks to the model. */
export function createAnswering(options: AnsweringOptions): Answering {
  const { model, setRunning } = options
  const active = new Map<string, { abort: AbortController; ended: Promise<void> }>()
  const never = new AbortController().signal

  async function overBy(prompt: readonly PromptMessage[], signal: AbortSignal): Promise<number> {
    const tokens = await model.countTokens(prompt, signal)
    const contextTokens = model.contextTokens()
    return contextTokens === undefined ? 0 : tokens + answerReserveTokens - contextTokens
  }

  /** Refuses a prompt that does not fit and says by how much; nothing is ever cut silently. */
  async function checkLength(prompt: readonly PromptMessage[], signal: AbortSignal) {
    const overTokens = await overBy(prompt, signal)
    if (overTokens <= 0) return
    const isContinued = prompt.at(-1)?.role === 'assistant'
    const alone = await overBy([...systemMessages, ...prompt.slice(isContinued ? -2 : -1)], signal)
    const contextTokens = model.contextTokens() ?? 0
    let fault: Fault = { code: 'chat-too-long', numbers: { overTokens, contextTokens } }
    if (alone > 0) {
      // With a question that fits, it is the answer itself that has filled the context: there is no going on.
      fault = isContinued
        ? { code: 'context-overflow' }
        : { code: 'message-too-long', numbers: { overTokens: alone, contextTokens } }
    }
    throw new FaultError(fault)
  }

  /** What is known of the runs that wrote the text of an answer so far; counted where the engine did not tell. */
  async function statsSoFar(prompt: readonly PromptMessage[], signal: AbortSignal): Promise<AnswerStats> {
    const promptTokens = await model.countTokens(prompt.slice(0, -1), signal)
    const completionTokens = Math.max(0, (await model.countTokens(prompt, signal)) - promptTokens)
    return { promptTokens, cachedTokens: 0, completionTokens, firstTokenMs: 0 }
  }

  async function fill(conversationId: string, answerId: string, signal: AbortSignal): Promise<void> {
    const conversation = options.find(conversationId)
    let answer = conversation?.messages.find(message => message.id === answerId)
    if (!conversation || !answer) return
    const textBefore = answer.text
    const startedAt = options.now()
    let firstTokenMs: number | undefined
    let running: Running = { messageId: answerId, stage: 'waiting', readTokens: 0, ofTokens: 0 }
    let framePending = false
    let shown = answer

    const show = () => {
      framePending = false
      if (!answer || active.get(conversationId)?.abort.signal !== signal) return
      // While a prompt is read only `running` changes: nothing to write to the disk.
      if (answer !== shown) options.replace(conversationId, answer)
      shown = answer
      setRunning(conversationId, answer.status === 'streaming' ? running : undefined)
    }
    const showSoon = () => {
      if (framePending) return
      framePending = true
      options.onFrame(show)
    }

    setRunning(conversationId, running)
    try {
      const messages = buildPrompt(conversation)
      await checkLength(messages, signal)
      if (textBefore !== '' && !answer.stats) {
        answer = { ...answer, stats: await statsSoFar(messages, signal) }
      }
      const isRetry = versionsOf(conversation, answer)[0]?.id !== answerId
      const sampling = isRetry ? retrySampling : firstSampling
      const maxTokens = allowance(model.maxAnswerTokens, answer.stats?.completionTokens ?? 0)
      const request = { messages, ...sampling, ...(maxTokens === undefined ? {} : { maxTokens }) }
      for await (const event of model.generate(request, signal)) {
        if (event.type === 'prefill-progress') {
          running = { ...running, stage: 'reading', readTokens: event.tokens, ofTokens: event.of }
        } else if (event.type === 'text-delta') {
          firstTokenMs ??= options.now() - startedAt
          const writer = model.writer()
          if (writer) answer = addWriter(answer, writer)
          running = { ...running, stage: 'writing' }
        }
        answer = applyEvent(answer, event, firstTokenMs ?? 0)
        showSoon()
      }
      if (answer.status === 'streaming') answer = { ...answer, status: 'stopped' }
    } catch (error) {
      answer = signal.aborted
        ? { ...answer, status: 'stopped' }
        : { ...answer, status: 'failed', fault: toFault(error) }
      if (answer.text !== textBefore) answer = withoutStats(answer)
    }
    show()
  }

  return {
    run(conversationId, answerId) {
      const abort = new AbortController()
      // Set before fill starts: show() asks whether this answer is still the active one.
      const entry = { abort, ended: Promise.resolve() }
      active.set(conversationId, entry)
      entry.ended = fill(conversationId, answerId, abort.signal).finally(() => {
        if (active.get(conversationId) === entry) active.delete(conversationId)
        setRunning(conversationId, undefined)
      })
      return entry.ended
    },
    stop(conversationId) {
      active.get(conversationId)?.abort.abort()
    },
    async stopAll() {
      const all = [...active.values()]
      for (const { abort } of all) abort.abort()
      await Promise.all(all.map(({ ended }) => ended))
    },
    async fits(prompt) {
      return (await overBy(prompt, never)) <= 0
    },
  }
}

/** What is left of an answer's longest length; one that has used it up is given as much again when it is continued. */
function allowance(maxAnswerTokens: number | undefined, tokensSoFar: number): number | undefined {
  return maxAnswerTokens === undefined ? undefined : maxAnswerTokens - (tokensSoFar % maxAnswerTokens)
}
