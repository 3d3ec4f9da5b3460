import type { ModelFile } from '../../engines/engine.ts'
import { type Fault, FaultError } from '../../fault.ts'
import { type ModelCard, type ModelFileCard, sideFiles } from '../model.ts'
import type { TaskOptions } from '../tasks/tasks.ts'
import { createSha256 } from '../weights/hash.ts'
import type { Weights } from '../weights/types.ts'
import { type Manifest, manifestName } from './manifest.ts'
import type { ZipSource } from './zip.ts'

/** What a pack is to those who look at its type. */
const packType = 'application/zip'

/** No more of a pack than this, and a chunk, is in memory at a time. */
const partBytes = 4 * 1024 * 1024

/**
 * Writes a model with all its files as a pack: into `target`, or into a Blob that is given back where there is none.
 * The files are hashed once more on their way out. Throws FaultError: 'model-missing', 'model-damaged',
 * 'storage-full', 'storage-failed'; and the signal's reason. When it fails, `target` is as it was before.
 */
export async function packModel(
  card: ModelCard,
  weights: Weights,
  target: FileSystemFileHandle | undefined,
  { signal, onProgress }: TaskOptions,
): Promise<Blob | undefined> {
  signal.throwIfAborted()
  const sources = await sourcesOf(card, weights, onProgress)
  if (target) return writeInto(target, sources, signal)
  const parts: Blob[] = []
  await writeAll(sources, part => void parts.push(part), signal).catch(rethrow(signal))
  return new Blob(parts, { type: packType })
}

/** The same in parts, each taken before the next is made: a pack inside another file. Throws as packModel does. */
export async function packParts(
  card: ModelCard,
  weights: Weights,
  onPart: (part: Blob) => Promise<void>,
  { signal, onProgress }: TaskOptions,
): Promise<void> {
  signal.throwIfAborted()
  await writeAll(await sourcesOf(card, weights, onProgress), onPart, signal).catch(rethrow(signal))
}

/** The manifest, and the model's files behind it. */
async function sourcesOf(
  card: ModelCard,
  weights: Weights,
  onProgress: TaskOptions['onProgress'],
): Promise<ZipSource[]> {
  const files = await presentFiles(card, weights)
  const manifest: Manifest = {
    format: 'hermitpack',
    version: 1,
    card,
    files: files.map(({ card: { name, bytes, sha256 } }) => ({ name, bytes, sha256 })),
    createdBy: 'Hermit',
  }
  const ofBytes = files.reduce((sum, file) => sum + file.card.bytes, 0)
  let bytes = 0
  const onBytes = (newBytes: number) => {
    bytes += newBytes
    onProgress?.({ bytes, ofBytes })
  }
  const text = new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 1)}\n`)
  return [
    { name: manifestName, bytes: text.length, open: () => new Blob([text]).stream() },
    ...files.map(file => ({
      name: file.card.name,
      bytes: file.card.bytes,
      open: () => file.blob.stream().pipeThrough(checked(file.card, onBytes)),
    })),
  ]
}

async function writeInto(
  target: FileSystemFileHandle,
  sources: readonly ZipSource[],
  signal: AbortSignal,
): Promise<undefined> {
  const writable = await target.createWritable().catch(rethrow(signal))
  const writer = writable.getWriter()
  try {
    await writeAll(sources, part => writer.write(part), signal)
    signal.throwIfAborted()
    await writer.close()
  } catch (error) {
    // Lets go of what was written: the file itself is only replaced on closing.
    await writer.abort().catch(() => {})
    return rethrow(signal)(error)
  }
}

/** The model's files, and those of its compiled libraries and adapters that are here, each once. */
async function presentFiles(
  card: ModelCard,
  weights: Weights,
): Promise<{ readonly card: ModelFileCard; readonly blob: Blob }[]> {
  const needed = await weights.files(card)
  if (!needed) throw new FaultError({ code: 'model-missing', detail: card.id })
  const found = new Map(
    card.files.map((file, index) => [file.name, { card: file, blob: blobAt(needed, index) }]),
  )
  for (const side of sideFiles(card)) {
    const [file] = (await weights.files({ ...card, files: [side] })) ?? []
    if (file) found.set(side.name, { card: side, blob: file.blob })
  }
  return [...found.values()]
}

function blobAt(files: readonly ModelFile[], index: number): Blob {
  return files[index]?.blob ?? new Blob()
}

/** Lets bytes through and fails at the end where they are not the file's. */
function checked(
  file: ModelFileCard,
  onBytes: (bytes: number) => void,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array> {
  const hash = createSha256()
  return new TransformStream({
    async transform(chunk, controller) {
      await (await hash).update(chunk)
      onBytes(chunk.byteLength)
      controller.enqueue(chunk)
    },
    async flush() {
      if ((await hash).hexDigest() !== file.sha256) {
        throw new FaultError({ code: 'model-damaged', detail: file.name })
      }
    },
  })
}

/**
 * Writes the zip in parts of some size, each given on before the next: a file takes one large part faster than many
 * small ones, and of a Blob made of Blobs the browser keeps on the disk what grows long.
 */
async function writeAll(
  sources: readonly ZipSource[],
  onPart: (part: Blob) => Promise<void> | void,
  signal: AbortSignal,
): Promise<void> {
  const { writeZip } = await import('./zip.ts')
  let chunks: Uint8Array<ArrayBuffer>[] = []
  let chunkBytes = 0
  const give = async () => {
    const part = new Blob(chunks)
    chunks = []
    chunkBytes = 0
    await onPart(part)
  }
  const stream = new WritableStream<Uint8Array>({
    async write(chunk) {
      // A copy: the library may use its buffer again.
      chunks.push(new Uint8Array(chunk))
      chunkBytes += chunk.byteLength
      if (chunkBytes >= partBytes) await give()
    },
    close: give,
  })
  await writeZip(sources, stream, signal)
}

/** Throws the signal's reason where that is why, else the fault that an error stands for. */
function rethrow(signal: AbortSignal): (error: unknown) => never {
  return error => {
    signal.throwIfAborted()
    throw error instanceof FaultError ? error : new FaultError(writeFault(error))
  }
}

function writeFault(error: unknown): Fault {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
  return { code: isFull ? 'storage-full' : 'storage-failed', detail: String(error) }
}
