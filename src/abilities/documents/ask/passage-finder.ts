import type { PassageFinder } from '../../../chat/passages.ts'
import type { DocumentSearch, SearchHit } from '../search/search.ts'

/** What searches, and tells what has to do with a question at all: a search always finds something. */
export interface RelevantSearch {
  readonly search: DocumentSearch
  isRelevant(hit: SearchHit, question: string): boolean
}

interface PassageFinderOptions {
  /** Loaded when something is first looked for. */
  readonly load: () => Promise<RelevantSearch>
  /** Resolves when none of the documents is being read any more; a file is asked about as soon as it is attached. */
  readonly whenRead: (documentIds: readonly string[], signal: AbortSignal) => Promise<void>
}

/** About what a chunk has: so many hits fill a budget. */
const tokensPerHit = 150
const fewestHits = 3

/** Finds passages for the chat by searching the library. */
export function createPassageFinder({ load, whenRead }: PassageFinderOptions): PassageFinder {
  return {
    async find(question, documentIds, budgetTokens, signal) {
      const [{ search, isRelevant }] = await Promise.all([load(), whenRead(documentIds, signal)])
      signal.throwIfAborted()
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
