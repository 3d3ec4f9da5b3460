import type { GenerateEvent, GenerateRequest, PromptMessage } from '../engines/engine.ts'
import { type Fault, FaultError, toFault } from '../fault.ts'
import type { Running } from './chat.ts'
import { applyEvent, type Conversation, type Message, versionsOf } from './conversation.ts'
import { answerReserveTokens, buildPrompt, buildShortestPrompt } from './prompt.ts'

/** What answers: the session over an engine. */
export interface AnswerModel {
  readonly name: string
  readonly maxAnswerTokens?: number | undefined
  /** Context window in tokens, once loaded. */
  contextTokens(): number | undefined
  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerateEvent>
  countTokens(messages: readonly PromptMessage[], signal: AbortSignal): Promise<number>
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
  /** Fills the (empty, streaming) answer; resolves when it has ended, however it ended. */
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
  async function checkLength(prompt: readonly PromptMessage[], question: string, signal: AbortSignal) {
    const overTokens = await overBy(prompt, signal)
    if (overTokens <= 0) return
    const alone = await overBy(buildShortestPrompt(question), signal)
    const contextTokens = model.contextTokens() ?? 0
    const fault: Fault =
      alone > 0
        ? { code: 'message-too-long', numbers: { overTokens: alone, contextTokens } }
        : { code: 'chat-too-long', numbers: { overTokens, contextTokens } }
    throw new FaultError(fault)
  }

  async function fill(conversationId: string, answerId: string, signal: AbortSignal): Promise<void> {
    const conversation = options.find(conversationId)
    let answer = conversation?.messages.find(message => message.id === answerId)
    if (!conversation || !answer) return
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
      await checkLength(messages, messages.at(-1)?.content ?? '', signal)
      const isRetry = versionsOf(conversation, answer).length > 1
      const sampling = isRetry ? retrySampling : firstSampling
      const { maxAnswerTokens: maxTokens } = model
      const request = { messages, ...sampling, ...(maxTokens === undefined ? {} : { maxTokens }) }
      for await (const event of model.generate(request, signal)) {
        if (event.type === 'prefill-progress') {
          running = { ...running, stage: 'reading', readTokens: event.tokens, ofTokens: event.of }
        } else if (event.type === 'text-delta') {
          firstTokenMs ??= options.now() - startedAt
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
