import type { Chunk } from '../../src/abilities/documents/document.ts'
import { createPassageIndex } from '../../src/abilities/documents/search/passage-index.ts'
import { splitSentences } from '../../src/text/sentences.ts'

/** How long a library of 10,000 chunks takes to be indexed, and to be searched for the first time and after it. */
export interface LargeFigures {
  readonly chunks: number
  readonly buildMs: number
  readonly firstMs: number
  readonly medianMs: number
  readonly worstMs: number
}

const wantedChunks = 10_000
const chunksOfDocument = 500
const sentencesOfChunk = 7

/**
 * Makes documents of sentences of the texts, drawn at random, with vectors at random, and searches them. In one thread, as
 * the product's worker does.
 */
export function measureLarge(
  texts: readonly string[],
  queries: readonly string[],
  model: string,
  dimensions: number,
): LargeFigures {
  const random = seeded(1)
  const sentences = texts.flatMap(text =>
    splitSentences(text).map(({ start, end }) => text.slice(start, end)),
  )
  const index = createPassageIndex()
  const began = performance.now()
  let spentOnMaking = 0
  for (let document = 0; document < wantedChunks / chunksOfDocument; document++) {
    const making = performance.now()
    let text = ''
    const chunks: Chunk[] = []
    for (let place = 0; place < chunksOfDocument; place++) {
      const drawn = Array.from(
        { length: sentencesOfChunk },
        () => sentences[Math.floor(random() * sentences.length)],
      )
      const start = text.length
      text += drawn.join(' ')
      chunks.push({ index: place, start, end: text.length, headings: [] })
      text += '\n\n'
    }
    const values = Int8Array.from({ length: chunksOfDocument * dimensions }, () => random() * 254 - 127)
    spentOnMaking += performance.now() - making
    index.add({
      id: `${document}`,
      title: `Volume ${document}`,
      text,
      chunks,
      vectors: { model, dimensions, values },
    })
  }
  const buildMs = performance.now() - began - spentOnMaking
  const vector = { model, values: Float32Array.from({ length: dimensions }, () => random() - 0.5) }
  const times = queries.map(text => {
    const from = performance.now()
    index.search({ text, vector, limit: 8 })
    return performance.now() - from
  })
  const sorted = times.toSorted((a, b) => a - b)
  return {
    chunks: index.size(),
    buildMs,
    firstMs: times[0] ?? 0,
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
    worstMs: sorted.at(-1) ?? 0,
  }
}

/** mulberry32: the same numbers each time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
