import { readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import { embeddingModel, embeddingModelName } from '../../src/embedding/embedding-model.ts'
import { loadSentenceModel, type SentenceModel } from '../../src/embedding/sentence-model.ts'

const publicFolder = fileURLToPath(new URL('../../public/', import.meta.url))
const keptSchema = z.object({ model: z.string(), vectors: z.record(z.string(), z.string()) })

/** The embedding model that is committed in public/models, on one thread. */
export async function openSentenceModel(): Promise<SentenceModel> {
  const runtime = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')
  const { buffer } = new Uint8Array(await readFile(runtime))
  const files = await Promise.all(
    embeddingModel.files.map(
      async ({ url }) => new Blob([new Uint8Array(await readFile(publicFolder + url))]),
    ),
  )
  return loadSentenceModel(files, { runtime: { wasmBinary: buffer }, threads: 1 })
}

/**
 * Vectors of texts, made where they are not in the file yet.
 * @param file JSON: vectors as base64 of little-endian floats, of one model.
 */
export async function keptVectors(
  texts: readonly string[],
  file: string,
): Promise<ReadonlyMap<string, Float32Array>> {
  const kept = await readKept(file)
  const missing = texts.filter(text => !kept.has(text))
  if (missing.length > 0) {
    const model = await openSentenceModel()
    for (const text of missing) kept.set(text, (await model.embed(text)).vector)
    await model.release()
  }
  const own = new Map(texts.map(text => [text, kept.get(text) ?? new Float32Array()]))
  if (missing.length > 0) await keep(own, file)
  return own
}

async function readKept(file: string): Promise<Map<string, Float32Array>> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return new Map()
  const { model, vectors } = keptSchema.parse(JSON.parse(text))
  if (model !== embeddingModelName) return new Map()
  return new Map(
    Object.entries(vectors).map(([of, base64]) => {
      const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
      return [of, new Float32Array(bytes.buffer)]
    }),
  )
}

async function keep(own: ReadonlyMap<string, Float32Array>, file: string): Promise<void> {
  const vectors = Object.fromEntries(
    Array.from(own, ([text, { buffer, byteOffset, byteLength }]) => [
      text,
      Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
    ]),
  )
  const partial = `${file}.${process.pid}`
  await writeFile(partial, JSON.stringify({ model: embeddingModelName, vectors }))
  await rename(partial, file)
}
