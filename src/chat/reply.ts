import type { EndReason, GenerateEvent, GenerateRequest, PromptMessage, Usage } from '../engines/engine.ts'
import { noUsage } from '../engines/usage.ts'
import type { AnswerModel } from './answering.ts'
import type { ThinkingBudget } from './chat-settings.ts'
import { answerReserveTokens } from './prompt.ts'
import { thoughtLimits } from './thinking/budget.ts'
import { type AnswerPiece, createSplitter } from './thinking/reasoning.ts'
import type { Thought } from './thinking/thought.ts'

type ClosedBy = NonNullable<Thought['closedBy']>

/**
 * What comes of one reply: the engine's events, with the thought taken out of the text. 'text-was-thought' says that
 * all text so far was thought, since the model has closed a thought that it was not seen to open. 'text-end' comes
 * once and last; its usage is of all calls that the reply took. `ms` is since the thought began, `tokens` are pieces.
 */
export type ReplyEvent =
  | GenerateEvent
  | { readonly type: 'thought-delta'; readonly text: string; readonly ms: number }
  | { readonly type: 'thought-end'; readonly by: ClosedBy; readonly ms: number }
  | { readonly type: 'text-was-thought'; readonly tokens: number; readonly ms: number }

/** One reply to be written. */
export interface ReplyRequest {
  /** A last message of the assistant, with the thought it had, is gone on with. */
  readonly request: GenerateRequest
  readonly budget: ThinkingBudget
  /** Aborted when the person wants the answer now: the thought is closed and the model answers from what it has. */
  readonly answerNow: AbortSignal
  /** Milliseconds; for the thought's time. */
  readonly now: () => number
  /** Of a thought that is gone on with: so long it took before. */
  readonly thoughtMs?: number
}

type ReplyModel = Pick<AnswerModel, 'generate'> & Partial<Pick<AnswerModel, 'thinking' | 'contextTokens'>>

/** A model that opens a thought again after it was closed for it is let have its way at last. */
const mostClosings = 2
/** Of a later call's prompt, whose beginning the KV cache has: below this, reading it is not worth telling. */
const quietTokens = 32

/**
 * Writes one reply. A thought that has used up its budget, or that the person cuts short, is closed by ending the
 * call and going on from there with another, for which the KV cache has all but the closing. `maxTokens` is of the
 * answer; of a model not known to think, a thought counts in it. Throws what AnswerModel.generate throws.
 */
export async function* writeReply(
  model: ReplyModel,
  { request, budget, answerNow, now, thoughtMs = 0 }: ReplyRequest,
  signal: AbortSignal,
): AsyncGenerator<ReplyEvent> {
  const thinks = model.thinking?.()
  const last = request.messages.at(-1)
  const begun = last?.role === 'assistant' ? last : undefined
  const before = begun ? request.messages.slice(0, -1) : request.messages
  const closed = (text: string): readonly PromptMessage[] => [
    ...before,
    { role: 'assistant', content: '', thought: { text, isClosed: true } },
  ]
  const isInText = begun !== undefined && begun.thought?.isClosed !== false
  if (request.jsonSchema) {
    // A schema holds from the first letter: there is no place for a thought.
    const messages = thinks && !begun ? closed('') : request.messages
    return yield* model.generate({ ...request, messages, thinking: false }, signal)
  }
  if (isInText) return yield* model.generate(request, signal)

  const limit = thoughtLimits[budget]
  const contextTokens = model.contextTokens?.() ?? Number.POSITIVE_INFINITY
  const { maxTokens, ...rest } = request
  let messages = request.messages
  let begins: Parameters<typeof createSplitter>[0] =
    begun?.thought && begun.thought.text !== ''
      ? 'mid-thought'
      : begun || thinks === 'opened'
        ? 'thought'
        : 'answer'
  let thought = begun?.thought?.text ?? ''
  let since: number | undefined
  let textPieces = 0
  let spent: Usage | undefined
  const ms = () => thoughtMs + (since === undefined ? 0 : now() - since)

  function told(piece: AnswerPiece): ReplyEvent {
    if (piece.type === 'thought-end') return { type: 'thought-end', by: 'model', ms: ms() }
    if (piece.type === 'text-was-thought') return { type: piece.type, tokens: textPieces, ms: ms() }
    if (piece.type === 'text') {
      textPieces += 1
      return { type: 'text-delta', text: piece.text }
    }
    since ??= now()
    thought += piece.text
    return { type: 'thought-delta', text: piece.text, ms: ms() }
  }

  /** One call, up to its end or to where the thought is to be closed. */
  async function* call(closings: number): AsyncGenerator<ReplyEvent, Outcome> {
    const splitter = createSplitter(begins)
    const abort = new AbortController()
    let closedBy: ClosedBy | undefined
    const close = (by: ClosedBy) => {
      if (closings === mostClosings || !splitter.isThinking()) return
      closedBy ??= by
      abort.abort()
    }
    const onAnswerNow = () => close('person')
    answerNow.addEventListener('abort', onAnswerNow)
    if (answerNow.aborted) onAnswerNow()
    // The engine counts all tokens alike: where a thought may come first, those of the answer are counted here.
    const isCountedHere = maxTokens !== undefined && thinks !== undefined && limit > 0 && closings === 0
    let [promptTokens, thoughtTokens, answerTokens] = [0, 0, 0]
    let outcome: Outcome = { reason: 'cancelled', usage: noUsage }
    try {
      const asked = {
        ...rest,
        messages,
        ...(maxTokens === undefined || isCountedHere ? {} : { maxTokens }),
        ...(budget === 'off' ? { thinking: false } : {}),
      }
      for await (const event of model.generate(asked, AbortSignal.any([signal, abort.signal]))) {
        if (event.type === 'prefill-progress') {
          promptTokens = event.of
          if (!spent || event.of - event.tokens > quietTokens) yield event
        } else if (event.type === 'text-end') outcome = event
        else if (!abort.signal.aborted) {
          const textBefore = textPieces
          for (const piece of splitter.push(event.text)) yield told(piece)
          if (splitter.isThinking()) {
            thoughtTokens += 1
            const roomTokens = contextTokens - promptTokens - thoughtTokens
            if (answerNow.aborted) close('person')
            else if (thoughtTokens >= limit || roomTokens <= answerReserveTokens) close('budget')
          } else if (isCountedHere && textPieces > textBefore) {
            answerTokens += 1
            if (answerTokens >= maxTokens) abort.abort()
          }
        }
      }
    } catch (error) {
      for (const piece of splitter.end()) yield told(piece)
      throw error
    } finally {
      answerNow.removeEventListener('abort', onAnswerNow)
    }
    const { reason, usage } = outcome
    const wasThinking = splitter.isThinking()
    for (const piece of splitter.end()) yield told(piece)
    if (signal.aborted) return { reason: 'cancelled', usage }
    if (!wasThinking) return { reason: abort.signal.aborted ? 'length' : reason, usage }
    // Some models end their turn in mid-thought.
    closedBy ??= closings === mostClosings || reason === 'cancelled' ? undefined : ended[reason]
    return { reason, usage, ...(closedBy ? { closedBy } : {}) }
  }

  if (limit === 0 && (thinks || begun)) {
    if (begun) yield { type: 'thought-end', by: 'budget', ms: ms() }
    messages = closed(thought)
    begins = 'answer'
  }
  for (let closings = 0; ; closings++) {
    const { reason, usage, closedBy } = yield* call(closings)
    spent = spent ? sum(spent, usage) : usage
    const kept = closedBy === undefined ? 0 : keptPart(usage, contextTokens)
    if (closedBy === undefined || kept <= 0) return yield { type: 'text-end', reason, usage: spent }
    yield { type: 'thought-end', by: closedBy, ms: ms() }
    messages = closed(thought.slice(0, Math.floor(thought.length * kept)))
    begins = 'answer'
  }
}

/** How a call went; `closedBy` where its thought is to be closed and the reply gone on with. */
interface Outcome {
  readonly reason: EndReason
  readonly usage: Usage
  readonly closedBy?: ClosedBy
}

/** What has closed a thought in which a call has ended by itself. */
const ended = { stop: 'model', length: 'budget' } as const

/**
 * How much of a thought the answer is written from: all of it, but for an end that has left the answer no room (a
 * piece of text may be several tokens). A fourth more is taken away, since tokens are of different lengths.
 */
function keptPart({ promptTokens, completionTokens }: Usage, contextTokens: number): number {
  const missing = answerReserveTokens - (contextTokens - promptTokens - completionTokens)
  return missing <= 0 || completionTokens === 0 ? 1 : 1 - (1.25 * missing) / completionTokens
}

/** What several calls of one reply cost: the first one's prompt was read, of the others only what was new. */
function sum(first: Usage, next: Usage): Usage {
  return {
    ...(first.promptTokens === 0 ? next : first),
    completionTokens: first.completionTokens + next.completionTokens,
    prefillMs: first.prefillMs + next.prefillMs,
    decodeMs: first.decodeMs + next.decodeMs,
  }
}
