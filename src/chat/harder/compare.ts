import type { PromptMessage } from '../../engines/engine.ts'
import type { AnswerModel } from '../answering.ts'

/** Room for {"best":1} and what a chat template puts round it, in tokens. */
const replyTokens = 24
/** A candidate of fewer characters than this says too little to be compared. */
const fewestCharacters = 40
/** A candidate is never shown longer than this: reading costs as much as writing on a processor. */
const mostCharacters = 1200

interface Comparison {
  readonly question: string
  /** Two or more texts. */
  readonly candidates: readonly string[]
}

/**
 * Has the model read the question and the numbered candidates, and choose one of them under a JSON schema.
 * @returns Its index; undefined where the model gave none or the candidates do not fit in the context.
 * Throws what AnswerModel throws.
 */
export async function chooseBest(
  model: Pick<AnswerModel, 'generate' | 'countTokens' | 'contextTokens'>,
  comparison: Comparison,
  signal: AbortSignal,
): Promise<number | undefined> {
  const messages = await promptThatFits(model, comparison, signal)
  if (!messages) return undefined
  const numbers = comparison.candidates.map((_, index) => index + 1)
  const jsonSchema = {
    type: 'object',
    properties: { best: { enum: numbers } },
    required: ['best'],
    additionalProperties: false,
  }
  let text = ''
  const request = { messages, jsonSchema, temperature: 0, maxTokens: replyTokens, thinking: false }
  for await (const event of model.generate(request, signal)) {
    if (event.type === 'text-delta') text += event.text
    if (event.type === 'text-end' && event.reason === 'cancelled') return undefined
  }
  const best = Number(/"best"\s*:\s*(\d+)/.exec(text)?.[1])
  return numbers.includes(best) ? best - 1 : undefined
}

/** The longest form of the prompt that fits; undefined where even a short one does not. */
async function promptThatFits(
  model: Pick<AnswerModel, 'countTokens' | 'contextTokens'>,
  comparison: Comparison,
  signal: AbortSignal,
): Promise<readonly PromptMessage[] | undefined> {
  const contextTokens = model.contextTokens() ?? Number.POSITIVE_INFINITY
  for (
    let characters = mostCharacters;
    characters >= fewestCharacters;
    characters = Math.floor(characters / 2)
  ) {
    const messages = comparisonPrompt(comparison, characters)
    if ((await model.countTokens(messages, signal)) + replyTokens <= contextTokens) return messages
  }
  return undefined
}

function comparisonPrompt({ question, candidates }: Comparison, characters: number): PromptMessage[] {
  const answers = candidates.map((text, index) => `Answer ${index + 1}:\n${ending(text, characters)}`)
  const content = [
    `Question:\n${ending(question, characters)}`,
    ...answers,
    `Which of the ${candidates.length} answers is correct? Give its number as "best".`,
  ].join('\n\n')
  return [{ role: 'user', content }]
}

/** The end of a text, where its conclusion stands. */
function ending(text: string, characters: number): string {
  const all = Array.from(text.trim())
  return all.length > characters ? `… ${all.slice(1 - characters).join('')}` : all.join('')
}
