import { plainWords } from '../finding/plain-words.ts'
import { saidIn } from './summarise.ts'
import type { TurnReading } from './turns.ts'

/** In characters: about as long as the model's own summaries may be. */
const longestExtract = 600

interface Sentence {
  readonly text: string
  readonly place: number
  readonly score: number
}

/**
 * The sentences of some texts that say most, word for word and in their order: what a small model would lose of names
 * and numbers is in them.
 * @param mostCharacters How long they may be together; at least one is given where there is any.
 */
export function keySentences(texts: readonly string[], mostCharacters: number): string[] {
  const sentences = texts.flatMap(sentencesOf)
  const wordsOf = sentences.map(contentWords)
  const frequency = new Map<string, number>()
  for (const word of wordsOf.flat()) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  const ranked = sentences
    .map((text, place): Sentence => {
      const words = wordsOf[place] ?? []
      const common = words.reduce((sum, word) => sum + (frequency.get(word) ?? 0), 0)
      // Numbers and names are what cannot be guessed again.
      const facts =
        (text.match(/\d+/g)?.length ?? 0) * 2 + (text.match(/(?<=\S\s)\p{Lu}\p{L}+/gu)?.length ?? 0) * 2
      return { text, place, score: (common + facts * 2) / Math.sqrt(words.length + 4) }
    })
    .toSorted((a, b) => b.score - a.score || a.place - b.place)
  const kept: Sentence[] = []
  const seen = new Set<string>()
  let characters = 0
  for (const sentence of ranked) {
    if (seen.has(sentence.text)) continue
    // What would still fit after it says less.
    if (kept.length > 0 && characters + sentence.text.length > mostCharacters) break
    seen.add(sentence.text)
    kept.push(sentence)
    characters += sentence.text.length
  }
  return kept.toSorted((a, b) => a.place - b.place).map(({ text }) => text)
}

function sentencesOf(text: string): string[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)]
    .flatMap(({ segment }) => segment.split('\n'))
    .map(sentence => sentence.trim())
    .filter(sentence => /[\p{L}\p{N}]/u.test(sentence))
}

function contentWords(sentence: string): string[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(sentence)].flatMap(
    ({ segment, isWordLike }) => {
      const word = segment.toLowerCase()
      return isWordLike && !plainWords.has(word) ? [word] : []
    },
  )
}

/** The key sentences of some turns: a summary without a model. */
export function extractOf(readings: readonly TurnReading[]): string {
  const texts = saidIn(readings).map(({ text }) => text)
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  return keySentences(texts, Math.min(longestExtract, Math.ceil(characters / 3))).join(' ')
}
