import type { PromptMessage } from '../engines/engine.ts'
import { type Fault, FaultError } from '../fault.ts'
import type { AnswerModel } from './answering.ts'
import { answerReserveTokens, systemMessages } from './prompt.ts'

/** How far a prompt is over what leaves room for an answer, in tokens; 0 or less fits. */
export async function overBy(
  model: AnswerModel,
  prompt: readonly PromptMessage[],
  signal: AbortSignal,
): Promise<number> {
  const tokens = await model.countTokens(prompt, signal)
  const contextTokens = model.contextTokens()
  return contextTokens === undefined ? 0 : tokens + answerReserveTokens - contextTokens
}

/** Refuses a prompt that does not fit and says by how much; nothing is ever cut silently. */
export async function checkLength(
  model: AnswerModel,
  prompt: readonly PromptMessage[],
  signal: AbortSignal,
): Promise<void> {
  const overTokens = await overBy(model, prompt, signal)
  if (overTokens <= 0) return
  const isContinued = prompt.at(-1)?.role === 'assistant'
  const alone = await overBy(model, [...systemMessages, ...prompt.slice(isContinued ? -2 : -1)], signal)
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
