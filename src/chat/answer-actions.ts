import type { AgentDesk } from '../agent/desk.ts'
import type { RetryOptions } from './branches.ts'
import type { SourceActions } from './passages.ts'

/** Another model that is on this device. */
export interface OtherModel {
  readonly id: string
  readonly name: string
}

/** What the model is asked for beyond a new message; a stopped one is woken first. */
export interface AnswerActions {
  /** As `Branches.retry`. */
  retry(messageId: string, options?: RetryOptions): void
  /** The same after another model has been put to use; it stays in use. */
  retryWithModel(messageId: string, modelId: string): void
  /** As `Branches.edit`. */
  edit(questionId: string, text: string): boolean
  /** As `Branches.continueAnswer`. */
  continueAnswer(answerId: string): void
  /** The models to choose from, as they are now. */
  otherModels(): readonly OtherModel[]
  /** What does steps; without it they are shown and cannot be changed. Always the same function. */
  readonly agent?: () => Promise<AgentDesk>
  /** The documents that answers are drawn from; without it what was quoted is still shown. */
  readonly sources?: SourceActions
}
