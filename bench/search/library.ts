import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { DocumentRecord } from '../../src/abilities/documents/document.ts'
import { plainText } from '../../src/abilities/documents/plain-text.fixture.ts'
import { createMemoryContents, recordOf } from '../../src/abilities/documents/search/contents.fixture.ts'
import { indexDocument } from '../../src/abilities/documents/search/index-document.ts'
import { createPassageIndex, type PassageIndex } from '../../src/abilities/documents/search/passage-index.ts'
import type { Embedder } from '../../src/embedding/embedder.ts'
import {
  embeddingDimensions,
  embeddingModel,
  embeddingModelName,
} from '../../src/embedding/embedding-model.ts'
import { loadSentenceModel } from '../../src/embedding/sentence-model.ts'

/** The product's embedding model in Node, by the product's own code, on one thread; it counts what it does. */
export interface CountingEmbedder extends Embedder {
  readonly counted: { texts: number; tokens: number; ms: number }
}

const repository = fileURLToPath(new URL('../../', import.meta.url))

/** Loads the model that is committed in public/models. */
export async function openEmbedder(): Promise<CountingEmbedder> {
  const runtime = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')
  const { buffer } = new Uint8Array(await readFile(runtime))
  const files = await Promise.all(
    embeddingModel.files.map(
      async ({ url }) => new Blob([new Uint8Array(await readFile(`${repository}public/${url}`))]),
    ),
  )
  const model = await loadSentenceModel(files, { runtime: { wasmBinary: buffer }, threads: 1 })
  const counted = { texts: 0, tokens: 0, ms: 0 }
  return {
    model: embeddingModelName,
    dimensions: embeddingDimensions,
    languages: embeddingModel.languages,
    counted,
    async embed(texts) {
      const vectors: Float32Array[] = []
      for (const text of texts) {
        const began = performance.now()
        const { vector, tokens } = await model.embed(text)
        counted.texts++
        counted.tokens += tokens
        counted.ms += performance.now() - began
        vectors.push(vector)
      }
      return vectors
    },
    rest: () => void model.release(),
  }
}

/** The texts of the bench as the product would have them. */
export interface BenchLibrary {
  readonly index: PassageIndex
  readonly texts: readonly string[]
  readonly chunks: number
}

/** Reads, cuts, embeds and indexes the texts in bench/search/texts/. */
export async function openLibrary(embedder: Embedder): Promise<BenchLibrary> {
  const folder = new URL('./texts/', import.meta.url)
  const names = (await readdir(folder)).filter(name => name.endsWith('.md') && name !== 'README.md').sort()
  const contents = createMemoryContents()
  const index = createPassageIndex()
  const texts: string[] = []
  for (const name of names) {
    const text = plainText(await readFile(new URL(encodeURIComponent(name), folder), 'utf8'))
    const record: DocumentRecord = recordOf(name, { title: name.replace(/\.md$/, '') })
    await indexDocument(record, text, { contents, embedder })
    const vectors = await contents.vectors(record)
    const chunks = (await contents.chunks(record)) ?? []
    index.add({ id: record.id, title: record.title, text: text.text, chunks, ...(vectors && { vectors }) })
    texts.push(text.text)
  }
  return { index, texts, chunks: index.size() }
}
