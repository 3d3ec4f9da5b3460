import type { PromptMessage } from '../engines/engine.ts'
import type { Fault } from '../fault.ts'
import type { AnswerModel } from './answering.ts'
import type { Conversation } from './conversation.ts'
import { answerReserveTokens, buildNewestPrompt } from './prompt.ts'

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

/**
 * Why a conversation whose prompt is so far over does not fit: its newest turn alone is too long, its answer is, or
 * all that came before.
 */
export async function lengthFault(
  model: AnswerModel,
  conversation: Conversation,
  overTokens: number,
  signal: AbortSignal,
): Promise<Fault> {
  const newest = buildNewestPrompt(conversation)
  const alone = await overBy(model, newest, signal)
  const contextTokens = model.contextTokens() ?? 0
  if (alone <= 0) return { code: 'chat-too-long', numbers: { overTokens, contextTokens } }
  // With a question that fits, it is the answer itself that has filled the context: there is no going on.
  return newest.at(-1)?.role === 'assistant'
    ? { code: 'context-overflow' }
    : { code: 'message-too-long', numbers: { overTokens: alone, contextTokens } }
}
