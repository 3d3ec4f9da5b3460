import type { EndReason, GenerateEvent, GenerateRequest, Usage } from '../engines/engine.ts'
import { noUsage } from '../engines/usage.ts'
import { answerReserveTokens } from './prompt.ts'
import type { ClosedBy, ReplyEvent, ReplyModel, ReplyRequest } from './reply.ts'
import { thoughtLimits } from './thinking/budget.ts'
import { type AnswerPiece, createSplitter, type ReasoningSplitter } from './thinking/reasoning.ts'

/** One of the calls of the engine that a reply takes. */
export interface ReplyCall {
  readonly messages: GenerateRequest['messages']
  /** Where the prompt ends. */
  readonly begins: Parameters<typeof createSplitter>[0]
  /** How often the thought was closed before this call; 0 in the first one. */
  readonly closings: number
}

/** How a call went; `closedBy` where its thought is to be closed and the reply gone on with. */
export interface CallOutcome {
  readonly reason: EndReason
  readonly usage: Usage
  readonly closedBy?: ClosedBy
}

/** What was written so far, over all calls of a reply. */
export interface ReplyLog {
  /** Notes a piece, and gives what is to be told of it. */
  note(piece: AnswerPiece): ReplyEvent
  thought(): string
  /** Pieces of the answer itself. */
  textPieces(): number
  /** Milliseconds since the thought began. */
  ms(): number
}

/** A model that opens a thought again after it was closed for it is let have its way at last. */
const mostClosings = 2
/** Of a later call's prompt, whose beginning the KV cache has: below this, reading it is not worth telling. */
const quietTokens = 32
/** What has closed a thought in which a call has ended by itself. */
const ended = { stop: 'model', length: 'budget' } as const

/** Begins the log of a reply that goes on with this thought, which took so long. */
export function createReplyLog(begun: string, begunMs: number, now: () => number): ReplyLog {
  let thought = begun
  let since: number | undefined
  let textPieces = 0
  const ms = () => begunMs + (since === undefined ? 0 : now() - since)
  return {
    thought: () => thought,
    textPieces: () => textPieces,
    ms,
    note(piece) {
      if (piece.type === 'thought-end') return { type: 'thought-end', by: 'model', ms: ms() }
      if (piece.type === 'text-was-thought') return { type: piece.type, tokens: textPieces, ms: ms() }
      if (piece.type === 'text') {
        textPieces += 1
        return { type: 'text-delta', text: piece.text }
      }
      since ??= now()
      thought += piece.text
      return { type: 'thought-delta', text: piece.text, ms: ms() }
    },
  }
}

/** One call while it runs: what it is asked for, what comes of its events, and how it went. */
export interface RunningCall {
  readonly request: GenerateRequest
  /** Aborted where the call is to end before the engine ends it. */
  readonly signal: AbortSignal
  /** What is to be told of an event of the engine. */
  take(event: GenerateEvent): readonly ReplyEvent[]
  /** What was held back of the text, when no event follows any more. */
  end(): readonly ReplyEvent[]
  /** It listens to nobody from then on. */
  close(): void
  /** After end(). @param isStopped The person has stopped the reply. */
  outcome(isStopped: boolean): CallOutcome
}

/**
 * Begins one call. It is told each event and gives at once what comes of it: a generator around the engine's would
 * cost every token several turns of the microtasks.
 */
export function createCall(
  model: ReplyModel,
  asked: ReplyRequest,
  call: ReplyCall,
  log: ReplyLog,
): RunningCall {
  const { answerNow } = asked
  const splitter = createSplitter(call.begins)
  const cut = createCut(model, asked, call, splitter)
  const onAnswerNow = () => cut.close('person')
  answerNow.addEventListener('abort', onAnswerNow)
  if (answerNow.aborted) onAnswerNow()
  let ending: Pick<CallOutcome, 'reason' | 'usage'> = { reason: 'cancelled', usage: noUsage }
  let wasThinking = false

  function write(text: string): readonly ReplyEvent[] {
    if (cut.signal.aborted) return []
    const textBefore = log.textPieces()
    const events = splitter.push(text).map(log.note)
    cut.tokenWritten(log.textPieces() > textBefore)
    return events
  }

  return {
    request: cut.request,
    signal: cut.signal,
    take(event) {
      switch (event.type) {
        case 'text-delta':
          return write(event.text)
        case 'prefill-progress':
          cut.promptRead(event.of)
          return call.closings === 0 || event.of - event.tokens > quietTokens ? [event] : []
        case 'queued':
          return [event]
        case 'text-end':
          ending = event
          return []
      }
    },
    end() {
      wasThinking = splitter.isThinking()
      return splitter.end().map(log.note)
    },
    close: () => answerNow.removeEventListener('abort', onAnswerNow),
    outcome(isStopped) {
      const { reason, usage } = ending
      if (isStopped) return { reason: 'cancelled', usage }
      if (!wasThinking) return { reason: cut.signal.aborted ? 'length' : reason, usage }
      // Some models end their turn in mid-thought.
      const isLast = call.closings === mostClosings || reason === 'cancelled'
      const closedBy = cut.closedBy() ?? (isLast ? undefined : ended[reason])
      return { reason, usage, ...(closedBy ? { closedBy } : {}) }
    },
  }
}

interface Cut {
  /** What the engine is asked for. */
  readonly request: GenerateRequest
  /** Aborted where the call is to end. */
  readonly signal: AbortSignal
  readonly closedBy: () => ClosedBy | undefined
  close(by: ClosedBy): void
  promptRead(tokens: number): void
  /** A token has come; `isText` where it gave some of the answer itself. */
  tokenWritten(isText: boolean): void
}

/** Knows where a call is to end: by the budget of its thought, by the room in the context and by the answer's length. */
function createCut(
  model: ReplyModel,
  { request, budget, answerNow }: ReplyRequest,
  { messages, closings }: ReplyCall,
  splitter: ReasoningSplitter,
): Cut {
  const { maxTokens, ...rest } = request
  const abort = new AbortController()
  const limit = thoughtLimits[budget]
  const contextTokens = model.contextTokens?.() ?? Number.POSITIVE_INFINITY
  // The engine counts all tokens alike: where a thought may come first, those of the answer are counted here.
  const isCountedHere = model.thinking?.() !== undefined && limit > 0 && closings === 0
  let closedBy: ClosedBy | undefined
  let [promptTokens, thoughtTokens, answerTokens] = [0, 0, 0]

  function close(by: ClosedBy): void {
    if (closings === mostClosings || !splitter.isThinking()) return
    closedBy ??= by
    abort.abort()
  }

  return {
    signal: abort.signal,
    request: {
      ...rest,
      messages,
      ...(maxTokens === undefined || isCountedHere ? {} : { maxTokens }),
      ...(budget === 'off' ? { thinking: false } : {}),
    },
    closedBy: () => closedBy,
    close,
    promptRead(tokens) {
      promptTokens = tokens
    },
    tokenWritten(isText) {
      if (splitter.isThinking()) {
        thoughtTokens += 1
        const roomTokens = contextTokens - promptTokens - thoughtTokens
        if (answerNow.aborted) close('person')
        else if (thoughtTokens >= limit || roomTokens <= answerReserveTokens) close('budget')
      } else if (isCountedHere && isText) {
        answerTokens += 1
        if (maxTokens !== undefined && answerTokens >= maxTokens) abort.abort()
      }
    },
  }
}
