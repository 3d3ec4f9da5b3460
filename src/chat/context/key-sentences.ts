import { atOnce, chooseSentences } from './rank-sentences.ts'
import { saidIn } from './summarise.ts'
import type { TurnReading } from './turns.ts'

/** In characters: about as long as the model's own summaries may be. */
const longestExtract = 600

/**
 * The sentences of some texts that say most, word for word and in their order: what a small model would lose of names
 * and numbers is in them.
 * @param mostCharacters How long they may be together; at least one is given where there is any.
 */
export function keySentences(texts: readonly string[], mostCharacters: number): string[] {
  const sentences = texts.flatMap(sentencesOf)
  const chosen = atOnce(
    chooseSentences(
      sentences.map(text => ({ text })),
      { mostCharacters },
    ),
  )
  return chosen.toSorted((a, b) => a - b).flatMap(place => sentences[place] ?? [])
}

function sentencesOf(text: string): string[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)]
    .flatMap(({ segment }) => segment.split('\n'))
    .map(sentence => sentence.trim())
    .filter(sentence => /[\p{L}\p{N}]/u.test(sentence))
}

/** The key sentences of some turns: a summary without a model. */
export function extractOf(readings: readonly TurnReading[]): string {
  const texts = saidIn(readings).map(({ text }) => text)
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  return keySentences(texts, Math.min(longestExtract, Math.ceil(characters / 3))).join(' ')
}
