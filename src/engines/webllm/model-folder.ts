import { EngineError, type LoadableModel } from '../engine.ts'
import { deriveFolder } from './derive/derive-folder.ts'

/** A model's files as WebLLM knows them, and its compiled library. */
export interface ModelFolder {
  readonly names: readonly string[]
  read(name: string): Promise<Blob>
  readonly library: Blob
  /** The first of the card's files. */
  readonly firstPart: Blob
}

/** Of each forward pass, at most. The library's own figure counts; this one only stands in the config. */
const prefillChunkTokens = 512

/**
 * Lays out the files for WebLLM: those of a WebLLM model as they are, a GGUF's derived from it. Throws an
 * EngineError 'bad-weights' where a file is missing, has not the bytes that the card says, or cannot be read.
 */
export async function openFolder(model: LoadableModel, contextTokens: number): Promise<ModelFolder> {
  const { card, files } = model
  const library = files.find(file => file.name.endsWith('.wasm'))
  if (!library) throw new EngineError('bad-weights', 'the compiled library is missing')
  const pinned = [...card.files, ...(card.libraries ?? [])].find(({ name }) => name === library.name)
  if (pinned) expectBytes(library.name, library.blob, pinned.bytes)
  const parts = card.files
    .filter(({ name }) => !name.endsWith('.wasm'))
    .map(({ name, bytes }) => {
      const file = files.find(candidate => candidate.name === name)
      if (!file) throw new EngineError('bad-weights', `${name} is missing`)
      expectBytes(name, file.blob, bytes)
      return file
    })
  const firstPart = parts[0]?.blob
  if (!firstPart) throw new EngineError('bad-weights', 'the card names no files')
  const common = { library: library.blob, firstPart }
  if (card.format === 'mlc') {
    const blobs = new Map(parts.map(({ name, blob }) => [name, blob]))
    return { ...common, names: [...blobs.keys()], read: async name => blobs.get(name) ?? notThere(name) }
  }
  const derived = await deriveFolder(
    parts.map(({ blob }) => blob),
    { contextTokens, prefillChunkTokens },
  )
  return {
    ...common,
    names: derived.files.map(({ name }) => name),
    read: async name => new Blob([await derived.read(name)]),
  }
}

function expectBytes(name: string, blob: Blob, bytes: number): void {
  if (blob.size !== bytes)
    throw new EngineError('bad-weights', `${name} has ${blob.size} bytes, not ${bytes}`)
}

function notThere(name: string): never {
  throw new EngineError('bad-weights', `${name} is missing`)
}
