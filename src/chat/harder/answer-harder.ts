import { answerOnce } from '../answer-once.ts'
import type { AnswerStep, AnswerTask } from '../answering.ts'

/** Answers several times and picks one: see harder.ts. Stopping keeps the best so far. */
export async function* answerHarder(task: AnswerTask, signal: AbortSignal): AsyncGenerator<AnswerStep> {
  yield* answerOnce(task, signal)
}
