import type { Processor } from '../../engines/ladder.ts'
import { answerReserveTokens } from '../prompt.ts'

/** Passages never take more of the context than this: the chat needs the rest. */
const mostOfContext = 1 / 3
/**
 * A processor reads about 25 tokens a second with the embedded model: 450 tokens are 18 seconds before the first word.
 * A GPU reads as many in a second or less, but a small model loses the thread in long quotes.
 */
const mostTokens: Readonly<Record<Processor, number>> = { cpu: 450, gpu: 1500 }
/** However long the question is: with less than a sentence or two there is nothing to answer from. */
const fewestTokens = 64

/** What the room for passages depends on. */
export interface PassageRoom {
  /** Context window in tokens. */
  readonly contextTokens: number
  readonly processor: Processor
  /** Tokens of the system prompt and the question without passages. */
  readonly promptTokens: number
}

/** How many tokens of passages a question may bring. */
export function passageBudget({ contextTokens, processor, promptTokens }: PassageRoom): number {
  const left = contextTokens - answerReserveTokens - promptTokens
  const most = Math.min(mostTokens[processor], Math.floor(contextTokens * mostOfContext), left)
  return Math.max(fewestTokens, most)
}

/** What is looked for while it is not known what will read it: as much as any processor is given. */
export const widestBudget = mostTokens.gpu
/** What is shown of it until then. */
export const firstBudget = mostTokens.cpu

/** An estimate on the high side, for when no tokenizer is there: 4 letters a token, 1.5 tokens an ideograph. */
export function roughTokens(text: string): number {
  const ideographs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)
  const dense = ideographs?.length ?? 0
  return Math.ceil(dense * 1.5 + (text.length - dense) / 4)
}
