import type { SearchHit } from './search.ts'

/**
 * From where on a passage is taken to be about the question. Found by `npm run bench:search`, which prints what they
 * keep and refuse: see there before they are moved.
 */
export const relevance = {
  /** By meaning alone. */
  similarity: 0.5,
  /** By meaning, with words of the question that support it. */
  supported: { similarity: 0.35, wordCover: 0.4 },
  /** By words alone: what has no vector. */
  wordCover: { en: 0.6, zh: 0.5 },
} as const

/**
 * Whether a passage is near enough to a question to answer from it. One that is not should not be answered from: no
 * hit of a search being relevant means that the documents say nothing of it.
 *
 * @param language Of the question, BCP 47.
 */
export function isRelevant(hit: Pick<SearchHit, 'similarity' | 'wordCover'>, language: string): boolean {
  const { similarity, wordCover } = hit
  if (similarity === undefined) {
    return wordCover >= (language.startsWith('zh') ? relevance.wordCover.zh : relevance.wordCover.en)
  }
  if (similarity >= relevance.similarity) return true
  return similarity >= relevance.supported.similarity && wordCover >= relevance.supported.wordCover
}
