import type { GenerateRequest, PromptMessage } from '../engines/engine.ts'
import type { AnswerModel, AnswerStep, AnswerTask } from './answering.ts'
import type { Sampling } from './chat-settings.ts'
import { type AnswerStats, addWriter, applyEvent, versionsOf } from './conversation.ts'
import { parseSchema } from './json/schema.ts'
import { buildPrompt } from './prompt.ts'
import { writeReply } from './reply.ts'

/**
 * The first answer is the model's best guess: greedy, with a light penalty on loops (10 of 10 plain questions right
 * with the embedded model; at temperature 0.2 two of five answers on "the capital of France" were in French).
 * A retry asks for something else, so it samples.
 */
const firstSampling: Sampling = { temperature: 0, repeatPenalty: 1.05 }
const retrySampling: Sampling = { temperature: 0.5, topP: 0.9, repeatPenalty: 1.05 }

const writing: AnswerStep['running'] = { stage: 'writing' }

/** How an answer is sampled: as it was asked for itself, else as its chat says, else as Hermit does. */
export function samplingFor({ conversation, answer }: Pick<AnswerTask, 'conversation' | 'answer'>): Sampling {
  const isRetry = versionsOf(conversation, answer)[0]?.id !== answer.id
  const own = isRetry ? retrySampling : firstSampling
  return { ...own, ...conversation.settings?.sampling, ...answer.sampling }
}

/** Writes an answer in one go, from its text on where it has one. Throws what AnswerModel.generate throws. */
export async function answerOnce(
  task: AnswerTask,
  signal: AbortSignal,
  onStep: (step: AnswerStep) => void,
): Promise<void> {
  const { model, conversation, now, startedAt, answerNow } = task
  let { answer } = task
  const messages = buildPrompt(conversation)
  if ((answer.text !== '' || answer.thought) && !answer.stats) {
    answer = { ...answer, stats: await statsSoFar(model, messages, signal) }
  }
  const { maxTokens: mostTokens, ...sampling } = samplingFor(task)
  // The longest length is of the answer: what was thought before it does not count.
  const { ms: thoughtMs = 0, tokens: thoughtTokens = 0 } = answer.thought ?? {}
  const tokensSoFar = Math.max(0, (answer.stats?.completionTokens ?? 0) - thoughtTokens)
  const maxTokens = allowance(mostTokens ?? model.maxAnswerTokens, tokensSoFar)
  const request: GenerateRequest = {
    messages,
    ...sampling,
    ...(maxTokens === undefined ? {} : { maxTokens }),
    // A grammar begins at the beginning: an answer that is gone on with is only checked when it has ended.
    ...(answer.jsonSchema === undefined || answer.text !== ''
      ? {}
      : { jsonSchema: parseSchema(answer.jsonSchema) }),
  }
  const budget = conversation.settings?.thinking ?? 'unlimited'
  let firstTokenMs: number | undefined
  /** Known from the first text of a call on: whatever is read or waited for again may be another model's. */
  let isWriterKnown = false
  for await (const event of writeReply(model, { request, budget, answerNow, now, thoughtMs }, signal)) {
    if (event.type === 'text-delta' || event.type === 'thought-delta') {
      firstTokenMs ??= now() - startedAt
      const writer = isWriterKnown ? undefined : model.writer()
      if (writer) {
        answer = addWriter(answer, writer)
        isWriterKnown = true
      }
    } else isWriterKnown = false
    answer = applyEvent(answer, event, firstTokenMs ?? 0)
    if (event.type === 'prefill-progress') {
      onStep({ answer, running: { stage: 'reading', readTokens: event.tokens, ofTokens: event.of } })
    } else if (event.type === 'queued') {
      onStep({ answer, running: { stage: event.ahead > 0 ? 'queued' : 'waiting', ahead: event.ahead } })
    } else {
      onStep({ answer, running: writing })
    }
  }
}

/** What is known of the runs that wrote the text of an answer so far; counted where the engine did not tell. */
async function statsSoFar(
  model: AnswerModel,
  prompt: readonly PromptMessage[],
  signal: AbortSignal,
): Promise<AnswerStats> {
  const promptTokens = await model.countTokens(prompt.slice(0, -1), signal)
  const completionTokens = Math.max(0, (await model.countTokens(prompt, signal)) - promptTokens)
  return { promptTokens, cachedTokens: 0, completionTokens, firstTokenMs: 0 }
}

/** What is left of an answer's longest length; one that has used it up is given as much again when it is continued. */
function allowance(maxAnswerTokens: number | undefined, tokensSoFar: number): number | undefined {
  return maxAnswerTokens === undefined ? undefined : maxAnswerTokens - (tokensSoFar % maxAnswerTokens)
}
