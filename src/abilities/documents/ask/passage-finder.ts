import type { PassageFinder } from '../../../chat/passages.ts'
import type { DocumentSearch, SearchHit } from '../search/search.ts'

interface PassageFinderOptions {
  readonly search: DocumentSearch
  /** Whether a hit has to do with the question at all: a search always finds something. */
  readonly isRelevant: (hit: SearchHit, question: string) => boolean
}

/** About what a chunk has: so many hits fill a budget. */
const tokensPerHit = 150
const fewestHits = 3

/** Finds passages for the chat by searching the library. */
export function createPassageFinder({ search, isRelevant }: PassageFinderOptions): PassageFinder {
  return {
    async find(question, documentIds, budgetTokens, signal) {
      const limit = Math.max(fewestHits, Math.ceil(budgetTokens / tokensPerHit))
      const hits = await search.search(question, { documentIds, limit }, signal)
      const relevant = hits.filter(hit => isRelevant(hit, question))
      if (relevant.length === 0) return { type: 'nothing' }
      const passages = relevant.map(({ documentId, title, start, end, page, text }) => ({
        documentId,
        title,
        start,
        end,
        ...(page === undefined ? {} : { page }),
        text,
      }))
      return { type: 'found', passages }
    },
  }
}
