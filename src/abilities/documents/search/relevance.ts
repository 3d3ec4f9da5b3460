import type { SearchHit } from './search.ts'

/**
 * From where on a passage is taken to be about the question. The values are those that kept most answerable and refused
 * most unanswerable questions of every second one in bench/search/questions.ts; the other half is what
 * `npm run bench:search` holds them against. What is near to the texts and still not in them ("What colours can the
 * machine be bought in?") no such measure can tell apart: an answer has to be checked against its passage.
 */
export const relevance = {
  /** By meaning alone: cosine of all-MiniLM-L6-v2. */
  similarity: 0.45,
  /** By words that meaning does not contradict. */
  supported: { similarity: 0.15, wordCover: 0.4 },
  /** By words alone: what has no vector. */
  wordCover: { en: 0.4, zh: 0.3 },
} as const

/**
 * Whether a passage is near enough to a question to answer from it. Where no hit of a search is relevant, the documents
 * say nothing of the matter.
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
