import * as z from 'zod/mini'
import type { Embedder } from '../../../embedding/embedder.ts'
import { type Fault, FaultError } from '../../../fault.ts'
import { inSlices } from '../../../slices.ts'
import { chunkInSteps } from '../chunk.ts'
import type { Contents } from '../contents.ts'
import type { Chunk, DocumentRecord, DocumentText } from '../document.ts'
import { estimateTokens } from '../tokens.ts'
import { isMostlyForeign } from './question.ts'

export interface IndexDocumentOptions {
  readonly contents: Contents
  readonly embedder: Embedder
  /** Fetches the embedding model where it is missing (DeviceEmbedder.fetch). */
  readonly fetchModel?: (signal: AbortSignal | undefined) => Promise<void>
  readonly signal?: AbortSignal
  /** From 0 to 1, after each few chunks. */
  readonly onProgress?: (fraction: number) => void
}

/** What a document's index has come to, for its record. */
export interface Indexed {
  readonly chunks: number
  /** As DocumentRecord.embeddedBy; absent where it is searched by words alone. */
  readonly embeddedBy?: string
  /** Why it is, where the model could not be fetched or run; another call goes on from what is kept. */
  readonly fault?: Fault
}

/** Chunks that are embedded between two looks at the signal, and told of. */
const batchChunks = 8
/** Chunks after which what is embedded is kept: a closed tab costs no more than these (some 20 s on a slow device). */
const keptChunks = 128

const partPrefix = 'vectors/'
const keptSchema = z.object({
  model: z.string(),
  /** Where the first of these chunks begins and the last ends: of another text they would be worth nothing. */
  start: z.number(),
  end: z.number(),
  base64: z.string(),
})

/**
 * Cuts a document into chunks, embeds those that are in a language of the embedder, and puts both into its contents.
 * What is embedded is kept on the way, and another call goes on from there. Where the model cannot be had or fails, the
 * document is searched by words alone, and the result says why. Throws FaultError where its contents cannot be written;
 * an abort throws the signal's reason.
 */
export async function indexDocument(
  record: DocumentRecord,
  text: DocumentText,
  options: IndexDocumentOptions,
): Promise<Indexed> {
  const { contents, embedder, signal, onProgress } = options
  signal?.throwIfAborted()
  const chunks = await inSlices(chunkInSteps(text, estimateTokens), signal)
  // First, so that it can be searched by words while its vectors are made.
  await contents.putChunks(record, chunks)
  const readable = await inSlices(readableOf(chunks, text.text), signal)
  const values = new Int8Array(chunks.length * embedder.dimensions)
  const fault = await embedChunks({ record, text: text.text, readable, values }, options)
  if (fault) return { chunks: chunks.length, fault }
  onProgress?.(1)
  if (readable.length === 0) return { chunks: chunks.length }
  const { model, dimensions } = embedder
  await contents.putChunks(record, chunks, { model, dimensions, values })
  for (const name of await contents.partNames(record, partPrefix)) await contents.removePart(record, name)
  return { chunks: chunks.length, embeddedBy: model }
}

/** Chunks in a language of the embedder, each looked at in a step of its own. */
function* readableOf(chunks: readonly Chunk[], text: string): Generator<void, readonly Chunk[]> {
  const readable: Chunk[] = []
  for (const chunk of chunks) {
    if (!isMostlyForeign(text.slice(chunk.start, chunk.end))) readable.push(chunk)
    yield
  }
  return readable
}

interface Embedding {
  readonly record: DocumentRecord
  readonly text: string
  /** Chunks in a language of the embedder. */
  readonly readable: readonly Chunk[]
  /** Of all chunks; those that are not readable stay zeros. */
  readonly values: Int8Array
}

/** Fills in the vectors; gives the fault for which they are not whole. */
async function embedChunks(work: Embedding, options: IndexDocumentOptions): Promise<Fault | undefined> {
  const { embedder, signal, onProgress } = options
  const { readable, values, text } = work
  if (readable.length === 0) return undefined
  let done = await takeKept(work, options)
  let kept = done
  const keepDone = async () => {
    if (done > kept) await keep(work, kept, done, options)
    kept = done
  }
  try {
    await options.fetchModel?.(signal)
    while (done < readable.length) {
      signal?.throwIfAborted()
      onProgress?.(done / readable.length)
      const batch = readable.slice(done, done + batchChunks)
      const vectors = await embedder.embed(
        batch.map(chunk => embeddedText(chunk, text)),
        signal,
      )
      vectors.forEach((vector, place) => {
        const chunk = batch[place]
        if (chunk) values.set(asBytes(vector), chunk.index * embedder.dimensions)
      })
      done += batch.length
      if (done - kept >= keptChunks) await keepDone()
    }
    return undefined
  } catch (error) {
    await keepDone()
    if (signal?.aborted || !(error instanceof FaultError) || isOfContents(error)) throw error
    return error.fault
  }
}

/** What storage says is no reason to go on without vectors: the words would not be kept either. */
function isOfContents({ fault }: FaultError): boolean {
  return fault.code === 'storage-failed' || fault.code === 'storage-conflict' || fault.code === 'vault-locked'
}

/** A chunk as the model reads it: after the headings that it stands under and does not have itself. */
export function embeddedText(chunk: Chunk, text: string): string {
  const own = text.slice(chunk.start, chunk.end)
  const above = chunk.headings.filter(heading => !own.includes(heading))
  return [...above, own].join('\n')
}

/** A unit vector in signed bytes, each number times 127. */
export function asBytes(vector: Float32Array): Int8Array {
  return Int8Array.from(vector, value => Math.max(-127, Math.min(127, Math.round(value * 127))))
}

/** Takes in what an earlier call has kept, in order from the first chunk on; how many chunks that is. */
async function takeKept(
  { record, readable, values }: Embedding,
  { contents, embedder }: IndexDocumentOptions,
): Promise<number> {
  const { dimensions, model } = embedder
  let done = 0
  for (;;) {
    const stored = keptSchema.safeParse(await contents.part(record, `${partPrefix}${done}`)).data
    if (stored?.model !== model) return done
    const bytes = fromBase64(stored.base64)
    const chunks = readable.slice(done, done + bytes.length / dimensions)
    const isOfThese = chunks[0]?.start === stored.start && chunks.at(-1)?.end === stored.end
    if (!isOfThese || chunks.length * dimensions !== bytes.length) return done
    chunks.forEach((chunk, place) => {
      values.set(bytes.subarray(place * dimensions, (place + 1) * dimensions), chunk.index * dimensions)
    })
    done += chunks.length
  }
}

async function keep(
  { record, readable, values }: Embedding,
  from: number,
  to: number,
  { contents, embedder }: IndexDocumentOptions,
): Promise<void> {
  const { dimensions, model } = embedder
  const chunks = readable.slice(from, to)
  const bytes = new Int8Array(chunks.length * dimensions)
  chunks.forEach(({ index }, place) => {
    bytes.set(values.subarray(index * dimensions, (index + 1) * dimensions), place * dimensions)
  })
  const [start, end] = [chunks[0]?.start, chunks.at(-1)?.end]
  await contents.putPart(record, `${partPrefix}${from}`, { model, start, end, base64: toBase64(bytes) })
}

function toBase64(bytes: Int8Array): string {
  let text = ''
  for (const byte of new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)) {
    text += String.fromCharCode(byte)
  }
  return btoa(text)
}

function fromBase64(base64: string): Int8Array {
  try {
    return Int8Array.from(atob(base64), letter => letter.charCodeAt(0))
  } catch {
    return new Int8Array()
  }
}
