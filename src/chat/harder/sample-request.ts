import type { GenerateRequest } from '../../engines/engine.ts'
import { samplingFor } from '../answer-once.ts'
import type { AnswerTask } from '../answering.ts'
import type { Sampling } from '../chat-settings.ts'
import type { Message } from '../conversation.ts'

/**
 * The first sample is the answer that a single question would get (greedy, unless the chat says otherwise), so that
 * more of them are never a worse start. The others have to differ from it to be worth their time.
 */
const otherSampling = { temperature: 0.7, topP: 0.95, repeatPenalty: 1.05 } satisfies Sampling
const seedLimit = 2 ** 32

/** How a sample is asked for: the first as a single answer is, each with a seed of its own. */
export function sampleRequest(
  task: AnswerTask,
  index: number,
  tokensSoFar: number,
): Partial<GenerateRequest> {
  const { conversation, answer, model } = task
  const chosen = { ...otherSampling, ...conversation.settings?.sampling, ...answer.sampling }
  // Greedy samples would all be the same one.
  const other = { ...chosen, temperature: chosen.temperature || otherSampling.temperature }
  const { maxTokens: most, ...own } = index === 0 ? samplingFor(task) : other
  const maxTokens = most ?? model.maxAnswerTokens
  const seed = ((answer.sampling?.seed ?? 0) + index) % seedLimit
  // One that has used up its longest length is given as much again when it is gone on with.
  const left = maxTokens === undefined ? {} : { maxTokens: maxTokens - (tokensSoFar % maxTokens) }
  return { ...own, seed, ...left }
}

/** The answer with the seed that its samples' seeds are counted from, so that it can be asked for again. */
export function withSeed({ answer, conversation }: AnswerTask): Message {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
  const seed = answer.sampling?.seed ?? conversation.settings?.sampling?.seed ?? random
  return { ...answer, sampling: { ...answer.sampling, seed } }
}
