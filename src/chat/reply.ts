import type { GenerateEvent, GenerateRequest, PromptMessage, Usage } from '../engines/engine.ts'
import type { AnswerModel } from './answering.ts'
import type { ThinkingBudget } from './chat-settings.ts'
import { answerReserveTokens } from './prompt.ts'
import { createCall, createReplyLog, type ReplyCall } from './reply-call.ts'
import { thoughtLimits } from './thinking/budget.ts'
import type { Thought } from './thinking/thought.ts'

/** What has closed a thought. */
export type ClosedBy = NonNullable<Thought['closedBy']>

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

/** What writes replies. */
export type ReplyModel = Pick<AnswerModel, 'generate'> &
  Partial<Pick<AnswerModel, 'thinking' | 'contextTokens'>>

/**
 * Writes one reply. A thought that has used up its budget, or that the person cuts short, is closed by ending the
 * call and going on from there with another, for which the KV cache has all but the closing. `maxTokens` is of the
 * answer; of a model not known to think, a thought counts in it. Throws what AnswerModel.generate throws.
 */
export function writeReply(
  model: ReplyModel,
  asked: ReplyRequest,
  signal: AbortSignal,
): AsyncIterable<ReplyEvent> {
  const { request } = asked
  const begun = begunAnswer(request)
  if (request.jsonSchema) {
    // A schema holds from the first letter: there is no place for a thought.
    const messages = model.thinking?.() && !begun ? withClosedThought(request, '') : request.messages
    return model.generate({ ...request, messages, thinking: false }, signal)
  }
  if (begun && begun.thought?.isClosed !== false) return model.generate(request, signal)
  return writeCalls(model, asked, signal)
}

/** One call after the other, as long as there is a thought to be closed. */
async function* writeCalls(
  model: ReplyModel,
  asked: ReplyRequest,
  signal: AbortSignal,
): AsyncGenerator<ReplyEvent> {
  const { request, budget, now, thoughtMs = 0 } = asked
  const begun = begunAnswer(request)
  const log = createReplyLog(begun?.thought?.text ?? '', thoughtMs, now)
  let { messages } = request
  let begins = beginsAt(model, begun)
  if (thoughtLimits[budget] === 0 && (model.thinking?.() || begun)) {
    if (begun) yield { type: 'thought-end', by: 'budget', ms: log.ms() }
    messages = withClosedThought(request, log.thought())
    begins = 'answer'
  }
  let spent: Usage | undefined
  for (let closings = 0; ; closings++) {
    const call = createCall(model, asked, { messages, begins, closings }, log)
    try {
      for await (const event of model.generate(call.request, AbortSignal.any([signal, call.signal]))) {
        for (const told of call.take(event)) yield told
      }
    } catch (error) {
      for (const told of call.end()) yield told
      throw error
    } finally {
      call.close()
    }
    for (const told of call.end()) yield told
    const { reason, usage, closedBy } = call.outcome(signal.aborted)
    spent = spent ? sum(spent, usage) : usage
    const kept = closedBy === undefined ? 0 : keptPart(usage, model.contextTokens?.())
    if (closedBy === undefined || kept <= 0) return yield { type: 'text-end', reason, usage: spent }
    yield { type: 'thought-end', by: closedBy, ms: log.ms() }
    const thought = log.thought()
    messages = withClosedThought(request, thought.slice(0, Math.floor(thought.length * kept)))
    begins = 'answer'
  }
}

/** The answer that is gone on with. */
function begunAnswer({ messages }: GenerateRequest): PromptMessage | undefined {
  const last = messages.at(-1)
  return last?.role === 'assistant' ? last : undefined
}

/** The prompt for an answer that follows this thought. */
function withClosedThought(request: GenerateRequest, text: string): readonly PromptMessage[] {
  const { messages } = request
  const before = begunAnswer(request) ? messages.slice(0, -1) : messages
  return [...before, { role: 'assistant', content: '', thought: { text, isClosed: true } }]
}

function beginsAt(model: ReplyModel, begun: PromptMessage | undefined): ReplyCall['begins'] {
  if (begun?.thought && begun.thought.text !== '') return 'mid-thought'
  return begun || model.thinking?.() === 'opened' ? 'thought' : 'answer'
}

/**
 * How much of a thought the answer is written from: all of it, but for an end that has left the answer no room (a
 * piece of text may be several tokens). A fourth more is taken away, since tokens are of different lengths.
 */
function keptPart(
  { promptTokens, completionTokens }: Usage,
  contextTokens = Number.POSITIVE_INFINITY,
): number {
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
