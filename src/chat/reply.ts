import type { GenerateEvent, GenerateRequest } from '../engines/engine.ts'
import type { AnswerModel } from './answering.ts'
import type { ThinkingBudget } from './chat-settings.ts'
import type { Thought } from './thinking/thought.ts'

/**
 * What comes of one reply: the engine's events, with the thought taken out of the text. 'text-end' comes once and
 * last; its usage is of all calls that the reply took. `ms` is since the thought began.
 */
export type ReplyEvent =
  | GenerateEvent
  | { readonly type: 'thought-delta'; readonly text: string; readonly ms: number }
  | { readonly type: 'thought-end'; readonly by: NonNullable<Thought['closedBy']>; readonly ms: number }

/** One reply to be written. */
export interface ReplyRequest {
  /** A last message of the assistant, with the thought it had, is gone on with. */
  readonly request: GenerateRequest
  readonly budget: ThinkingBudget
  /** Aborted when the person wants the answer now: the thought is closed and the model answers from what it has. */
  readonly answerNow: AbortSignal
  /** Milliseconds; for the thought's time. */
  readonly now: () => number
}

/** Writes one reply. Throws what AnswerModel.generate throws. */
export async function* writeReply(
  model: Pick<AnswerModel, 'generate'>,
  { request }: ReplyRequest,
  signal: AbortSignal,
): AsyncGenerator<ReplyEvent> {
  yield* model.generate(request, signal)
}
