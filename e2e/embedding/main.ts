import type { DocumentRecord, DocumentText } from '../../src/abilities/documents/document.ts'
import { createMemoryContents, recordOf } from '../../src/abilities/documents/search/contents.fixture.ts'
import { createDocumentSearch } from '../../src/abilities/documents/search/document-search.ts'
import { indexDocument } from '../../src/abilities/documents/search/index-document.ts'
import { createEmbedder } from '../../src/embedding/device-embedder.ts'
import reference from '../../src/embedding/embedder.fixture.json' with { type: 'json' }
import { wantedOf } from '../../src/models/download/source.ts'
import { createModelTasks } from '../../src/models/tasks/tasks-client.ts'
import { openWeights } from '../../src/models/weights/weights.ts'

// Embedding and search as the product has them, in a browser under the product's policy: the model is fetched by the
// worker of models/tasks, kept, and run in the embedding worker; 10,000 chunks are searched in the search worker.

/** What the page has found. Times in milliseconds. */
export interface EmbeddingFindings {
  readonly isolated: boolean
  readonly phases: readonly string[]
  /** Cosine to the reference in 32 bits, the least of all sentences. */
  readonly leastCosine: number
  readonly msOfLongText: number
  readonly tokensPerSecond: number
  readonly found: string
  readonly chunks: number
  readonly buildMs: number
  readonly firstSearchMs: number
  readonly searchMs: number
  /** The longest task of the page while the index was built and searched. */
  readonly longestTaskMs: number
}

function watchTasks() {
  let longest = 0
  const observer = new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  })
  observer.observe({ type: 'longtask' })
  return async () => {
    // Entries come after the task.
    await new Promise(resolve => setTimeout(resolve, 300))
    observer.disconnect()
    return longest
  }
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now()
  const result = await work()
  return [result, performance.now() - began]
}

async function find(): Promise<EmbeddingFindings> {
  const weights = openWeights()
  const tasks = createModelTasks({ weights })
  const embedder = createEmbedder({
    files: {
      of: async card => (await weights).files(card),
      download: (card, signal) => tasks.download(wantedOf(card), { hub: 'https://hub.invalid' }, signal),
    },
  })
  const phases = new Set<string>()
  embedder.store.subscribe(({ phase }) => phases.add(phase.name))
  await embedder.look()
  await embedder.fetch()
  const { sentences } = reference
  const vectors = await embedder.embed(sentences.map(({ text }) => text))
  const cosines = sentences.map(({ vector }, at) => dot(vectors[at] ?? [], vector))
  const long = 'The crab walks along the shore and looks for a larger shell. '.repeat(15)
  await embedder.embed([long])
  const [, msOfTen] = await timed(() => embedder.embed(Array.from({ length: 10 }, () => long)))

  const contents = createMemoryContents()
  const lease = 'The tenant may keep small animals. Dogs need the consent of the landlord.'
  const text: DocumentText = { text: lease, blocks: [{ kind: 'paragraph', start: 0, end: lease.length }] }
  const { embeddedBy } = await indexDocument(recordOf('lease'), text, { contents, embedder })
  await contents.putText(recordOf('lease'), text)
  const records: DocumentRecord[] = [recordOf('lease', { chunks: 1, ...(embeddedBy && { embeddedBy }) })]
  const perVolume = 500
  for (let volume = 0; volume < 20; volume++) {
    const record = recordOf(`volume ${volume}`, { chunks: perVolume, ...(embeddedBy && { embeddedBy }) })
    records.push(record)
    let whole = ''
    const chunks = Array.from({ length: perVolume }, (_, index) => {
      const start = whole.length
      whole += `${sentences.map(({ text: one }) => `${one} ${index}`).join(' ')} 第${index}条：押金应当在退租后退还。`
      return { index, start, end: whole.length, headings: [] }
    })
    await contents.putText(record, { text: whole, blocks: [] })
    const values = Int8Array.from(
      { length: perVolume * embedder.dimensions },
      (_, at) => ((at * 7919) % 255) - 127,
    )
    await contents.putChunks(record, chunks, {
      model: embedder.model,
      dimensions: embedder.dimensions,
      values,
    })
  }
  const longestTask = watchTasks()
  const search = createDocumentSearch({ contents, documents: () => records, embedder })
  const [, buildMs] = await timed(() => search.search('押金', { limit: 5 }))
  const question = 'May I have a pet?'
  const [hits, firstSearchMs] = await timed(() => search.search(question, { limit: 5 }))
  const [, searchMs] = await timed(() => search.search('押金什么时候退还', { limit: 5 }))
  return {
    isolated: crossOriginIsolated,
    phases: [...phases],
    leastCosine: Math.min(...cosines),
    msOfLongText: msOfTen / 10,
    tokensPerSecond: embedder.store.getState().speed?.tokensPerSecond ?? 0,
    found: hits[0]?.text ?? '',
    chunks: records.reduce((sum, { chunks = 0 }) => sum + chunks, 0),
    buildMs,
    firstSearchMs,
    searchMs,
    longestTaskMs: await longestTask(),
  }
}

const findings = find()
Object.assign(globalThis, { embeddingFindings: findings })
