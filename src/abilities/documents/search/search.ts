import type { Passage } from '../document.ts'

/** A passage that a search found, best first. */
export interface SearchHit extends Passage {
  readonly chunkIndex: number
  /** Of reciprocal rank fusion; only of use to compare hits of one search. */
  readonly score: number
  /** Cosine of question and passage, -1 to 1; absent where it was found by words alone. */
  readonly similarity?: number
  /** How much of what the question's rare words weigh the passage has, 0 to 1. */
  readonly wordCover: number
}

export interface SearchOptions {
  /** Only in these documents; absent is all. */
  readonly documentIds?: readonly string[]
  /** At most so many hits. */
  readonly limit: number
}

/** Searches the library by words and by meaning. Throws FaultError; an abort throws the signal's reason. */
export interface DocumentSearch {
  search(query: string, options: SearchOptions, signal?: AbortSignal): Promise<readonly SearchHit[]>
}
