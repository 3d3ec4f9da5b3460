import { useEffect, useState } from 'react'
import { type Fault, toFault } from '../../../fault.ts'
import type { DocumentsDesk } from '../ability.ts'
import { questionLanguage } from '../search/question-language.ts'
import { isRelevant } from '../search/relevance.ts'
import type { SearchHit } from '../search/search.ts'

/** A search as it stands: hits are those of `query`, and stay while the next ones are looked for. */
export interface DocumentSearchState {
  readonly query: string
  readonly isSearching: boolean
  readonly hits?: readonly SearchHit[]
  readonly fault?: Fault
}

/** Typing goes on for so long before a search begins. */
const pauseMs = 180
const mostHits = 40

/** What a search finds in all documents, a moment after the query has been typed. */
export function useDocumentSearch(search: DocumentsDesk['search'], query: string): DocumentSearchState {
  const [state, setState] = useState<DocumentSearchState>({ query: '', isSearching: true })
  const wanted = query.trim()
  useEffect(() => {
    const searching = new AbortController()
    const { signal } = searching
    setState(before => ({ ...before, isSearching: true }))
    const timer = setTimeout(() => {
      find(search, wanted, signal).then(
        found => signal.aborted || setState({ query: wanted, isSearching: false, ...found }),
        () => {},
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      searching.abort()
    }
  }, [search, wanted])
  return state
}

async function find(
  search: DocumentsDesk['search'],
  query: string,
  signal: AbortSignal,
): Promise<Pick<DocumentSearchState, 'hits' | 'fault'>> {
  try {
    const hits = await (await search()).search(query, { limit: mostHits }, signal)
    // By meaning every passage is somewhat near to every question.
    return { hits: hits.filter(hit => isRelevant(hit, questionLanguage(query))) }
  } catch (error) {
    signal.throwIfAborted()
    return { fault: toFault(error) }
  }
}
