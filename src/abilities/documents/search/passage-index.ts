import MiniSearch, { type SearchResult } from 'minisearch'
import type { ChunkVectors } from '../contents.ts'
import type { Chunk } from '../document.ts'
import { passageTerms, type QuestionWord, questionWords } from './question.ts'
import type { SearchHit } from './search.ts'

/** A document as it is searched. */
export interface IndexedDocument {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly chunks: readonly Chunk[]
  readonly vectors?: ChunkVectors
}

/** A search in the index. */
export interface IndexQuery {
  readonly text: string
  /** The question by meaning, and the model that its vector is of: only vectors of the same are compared. */
  readonly vector?: { readonly model: string; readonly values: Float32Array }
  readonly documentIds?: readonly string[]
  readonly limit: number
  /** Which rankings count; both, unless they are measured one by one. */
  readonly by?: 'words' | 'meaning'
}

/** Passages of all documents, by words and by meaning. In memory; works at once, and belongs into a worker. */
export interface PassageIndex {
  /** Takes a document in, in the place of what was there of it. */
  add(document: IndexedDocument): void
  remove(documentId: string): void
  search(query: IndexQuery): readonly SearchHit[]
  /** Chunks in all. */
  readonly size: () => number
}

interface Passage {
  readonly id: number
  readonly document: IndexedDocument
  readonly chunk: Chunk
}

interface Ranked {
  readonly passage: Passage
  score: number
  similarity?: number
  wordCover: number
}

/** Of reciprocal rank fusion, as its authors chose it (Cormack, Clarke and Büttcher, 2009). */
const fusionRank = 60
/**
 * A vote has to be one. In a small library every passage is somewhere in both rankings, and being fiftieth in both would
 * win against being the first in one. So by meaning only passages count that are at least half as near as the nearest,
 * and by words, where there is a ranking by meaning, those that have half of what is asked for. Of what was tried in
 * `npm run bench:search` (shares of 0, 0.5 and 0.6; covers of 0, 0.3 and 0.5; weights of 0.3 to 1) this found most.
 */
const nearShare = 0.5
const votingCover = 0.5
/** Places of each ranking that count: those beyond weigh next to nothing. */
const rankedPlaces = 100

/** Builds an empty index. */
export function createPassageIndex(): PassageIndex {
  const words = new MiniSearch<{ id: number; headings: string; text: string }>({
    fields: ['headings', 'text'],
    tokenize: passageTerms,
    processTerm: term => term,
  })
  const passages = new Map<number, Passage>()
  const documents = new Map<string, { readonly document: IndexedDocument; readonly ids: readonly number[] }>()
  let nextId = 0

  function remove(documentId: string): void {
    for (const id of documents.get(documentId)?.ids ?? []) {
      passages.delete(id)
      words.discard(id)
    }
    documents.delete(documentId)
  }

  function byWords(question: readonly QuestionWord[], isWanted: (passage: Passage) => boolean) {
    const terms = new Map(question.map(word => [word.term, word]))
    const run = (isFuzzy: (term: string) => boolean) =>
      words.search([...terms.keys()].join(' '), {
        tokenize: () => [...terms.keys()],
        processTerm: term => term,
        combineWith: 'OR',
        boostTerm: term => terms.get(term)?.boost ?? 1,
        fuzzy: term => (isFuzzy(term) ? 0.2 : false),
        filter: ({ id }) => {
          const passage = passages.get(id)
          return passage !== undefined && isWanted(passage)
        },
      })
    const exact = run(() => false)
    const found = new Set(exact.flatMap(({ queryTerms }) => queryTerms))
    const missing = question.filter(({ term, isFuzzy }) => isFuzzy && !found.has(term))
    if (missing.length === 0) return { results: exact, exact }
    // A slip of the pen helps to rank; what is nowhere as it was asked for is not thereby covered.
    const names = new Set(missing.map(({ term }) => term))
    return { results: run(term => names.has(term)), exact }
  }

  /** Cosines of a question and of every passage of the wanted documents that has a vector of the same model. */
  function byMeaning(vector: NonNullable<IndexQuery['vector']>, isWanted: (documentId: string) => boolean) {
    const similarities = new Map<number, number>()
    for (const [documentId, { document, ids }] of documents) {
      const { vectors } = document
      if (!vectors || vectors.model !== vector.model || !isWanted(documentId)) continue
      const { values, dimensions } = vectors
      if (dimensions !== vector.values.length) continue
      ids.forEach((id, place) => {
        const similarity = cosine(vector.values, values, place * dimensions)
        if (similarity !== undefined) similarities.set(id, similarity)
      })
    }
    return similarities
  }

  return {
    add(document) {
      remove(document.id)
      const ids: number[] = []
      for (const chunk of document.chunks) {
        const id = nextId++
        passages.set(id, { id, document, chunk })
        words.add({
          id,
          headings: [document.title, ...chunk.headings].join('\n'),
          text: document.text.slice(chunk.start, chunk.end),
        })
        ids.push(id)
      }
      documents.set(document.id, { document, ids })
    },
    remove,
    size: () => passages.size,

    search({ text, vector, documentIds, limit, by }) {
      const wanted = documentIds && new Set(documentIds)
      const isWanted = (documentId: string) => wanted?.has(documentId) ?? true
      const question = questionWords(text)
      const { results, exact } = byWords(question, ({ document }) => isWanted(document.id))
      const similarities = vector ? byMeaning(vector, isWanted) : new Map<number, number>()
      const covers = coverOf(question, exact, passages.size)

      const hasEnoughWords = (id: number) => !similarities.has(id) || (covers.get(id) ?? 0) >= votingCover
      const ranked = new Map<number, Ranked>()
      const rank = (ids: readonly number[]) => {
        ids.slice(0, rankedPlaces).forEach((id, place) => {
          const passage = passages.get(id)
          if (!passage) return
          const similarity = similarities.get(id)
          const one = ranked.get(id) ?? {
            passage,
            score: 0,
            ...(similarity !== undefined && { similarity }),
            wordCover: covers.get(id) ?? 0,
          }
          one.score += 1 / (fusionRank + place + 1)
          ranked.set(id, one)
        })
      }
      if (by !== 'meaning') {
        const ids = results.map(({ id }: SearchResult) => id as number)
        const votes = by === 'words' || similarities.size === 0 ? ids : ids.filter(hasEnoughWords)
        rank(votes)
      }
      if (by !== 'words') {
        const nearest = [...similarities].sort(([, a], [, b]) => b - a)
        const [, best] = nearest[0] ?? [0, 0]
        rank(nearest.filter(([, similarity]) => similarity >= nearShare * best).map(([id]) => id))
      }
      return [...ranked.values()]
        .sort((a, b) => b.score - a.score || a.passage.id - b.passage.id)
        .slice(0, Math.max(0, limit))
        .map(hitOf)
    },
  }
}

/**
 * By passage, how much of the question it has: each word weighs what its rarity here says (as in BM25), terms of one
 * longer word share its weight, and a word that is nowhere weighs most.
 */
function coverOf(
  question: readonly QuestionWord[],
  results: readonly SearchResult[],
  passages: number,
): ReadonlyMap<number, number> {
  const counted = question.filter(({ word }) => word !== undefined)
  const frequency = new Map<string, number>()
  for (const { queryTerms } of results) {
    for (const term of queryTerms) frequency.set(term, (frequency.get(term) ?? 0) + 1)
  }
  const parts = new Map<number | undefined, number>()
  for (const { word } of counted) parts.set(word, (parts.get(word) ?? 0) + 1)
  const weights = new Map(
    counted.map(({ term, word }) => {
      const found = frequency.get(term) ?? 0
      const rarity = Math.log(1 + (passages - found + 0.5) / (found + 0.5))
      return [term, rarity / (parts.get(word) ?? 1)]
    }),
  )
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  if (whole === 0) return new Map()
  return new Map(
    results.map(({ id, queryTerms }) => {
      const has = [...new Set(queryTerms)].reduce((sum, term) => sum + (weights.get(term) ?? 0), 0)
      return [id as number, Math.min(1, has / whole)]
    }),
  )
}

/** Undefined where the passage has no vector: all zeros. */
function cosine(question: Float32Array, values: Int8Array, from: number): number | undefined {
  let product = 0
  let square = 0
  for (let at = 0; at < question.length; at++) {
    const value = values[from + at] ?? 0
    product += (question[at] ?? 0) * value
    square += value * value
  }
  // What was rounded to bytes is no longer of length 127 exactly.
  return square === 0 ? undefined : product / Math.sqrt(square)
}

function hitOf({ passage: { document, chunk }, score, similarity, wordCover }: Ranked): SearchHit {
  return {
    documentId: document.id,
    title: document.title,
    start: chunk.start,
    end: chunk.end,
    ...(chunk.page !== undefined && { page: chunk.page }),
    text: document.text.slice(chunk.start, chunk.end),
    chunkIndex: chunk.index,
    score,
    ...(similarity !== undefined && { similarity }),
    wordCover,
  }
}
