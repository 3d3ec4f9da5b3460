import type { ChunkVectors } from '../contents.ts'
import type { Chunk } from '../document.ts'
import { passageTerms, type QuestionWord, questionWords } from './question.ts'
import type { SearchHit } from './search.ts'
import { createWordIndex, rarityOf, type TermPlaces } from './word-index.ts'

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

interface Held {
  readonly document: IndexedDocument
  readonly ids: readonly number[]
  /** Of each vector: what was rounded to bytes is no longer of length 127 exactly. 0 where there is none. */
  readonly lengths: Float32Array
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
  const words = createWordIndex()
  const passages = new Map<number, Passage>()
  const documents = new Map<string, Held>()
  let nextId = 0

  function remove(documentId: string): void {
    for (const id of documents.get(documentId)?.ids ?? []) {
      passages.delete(id)
      words.remove(id)
    }
    documents.delete(documentId)
  }

  /** Cosines of a question and of every passage of the wanted documents that has a vector of the same model. */
  function byMeaning(vector: NonNullable<IndexQuery['vector']>, isWanted: (documentId: string) => boolean) {
    const similarities = new Map<number, number>()
    for (const [documentId, { document, ids, lengths }] of documents) {
      const { vectors } = document
      if (!vectors || vectors.model !== vector.model || !isWanted(documentId)) continue
      const { values, dimensions } = vectors
      if (dimensions !== vector.values.length) continue
      ids.forEach((id, place) => {
        const length = lengths[place] ?? 0
        if (length > 0) similarities.set(id, product(vector.values, values, place * dimensions) / length)
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
        const headings = [document.title, ...chunk.headings].join('\n')
        words.add(id, [passageTerms(document.text.slice(chunk.start, chunk.end)), passageTerms(headings)])
        ids.push(id)
      }
      documents.set(document.id, { document, ids, lengths: lengthsOf(document) })
    },
    remove,
    size: () => passages.size,

    search({ text, vector, documentIds, limit, by }) {
      const wanted = documentIds && new Set(documentIds)
      const isWanted = (documentId: string) => wanted?.has(documentId) ?? true
      const question = questionWords(text)
      const { ranked: byWords, places } = words.search(
        question,
        id => wanted === undefined || wanted.has(passages.get(id)?.document.id ?? ''),
      )
      const similarities = vector ? byMeaning(vector, isWanted) : new Map<number, number>()
      const covers = coverOf(question, places, passages.size)

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
        const ids = byWords.map(({ id }) => id)
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
  places: readonly TermPlaces[],
  passages: number,
): ReadonlyMap<number, number> {
  const words = new Map(question.map(({ term, word }) => [term, word]))
  const counted = places.filter(({ term }) => words.get(term) !== undefined)
  const parts = new Map<number | undefined, number>()
  for (const { term } of counted) parts.set(words.get(term), (parts.get(words.get(term)) ?? 0) + 1)
  const covers = new Map<number, number>()
  let whole = 0
  for (const { term, ids } of counted) {
    const weight = rarityOf(ids.length, passages) / (parts.get(words.get(term)) ?? 1)
    whole += weight
    for (const id of ids) covers.set(id, (covers.get(id) ?? 0) + weight)
  }
  for (const [id, weight] of covers) covers.set(id, Math.min(1, weight / whole))
  return covers
}

function lengthsOf({ chunks, vectors }: IndexedDocument): Float32Array {
  return Float32Array.from(chunks, (_, place) => {
    if (!vectors) return 0
    const { values, dimensions } = vectors
    const own = values.subarray(place * dimensions, (place + 1) * dimensions)
    return Math.sqrt(own.reduce((sum, value) => sum + value * value, 0))
  })
}

function product(question: Float32Array, values: Int8Array, from: number): number {
  let sum = 0
  // Four million times for 10,000 passages. Casts, not checks: vectors of other dimensions never come here.
  for (let at = 0; at < question.length; at++) sum += (question[at] as number) * (values[from + at] as number)
  return sum
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
