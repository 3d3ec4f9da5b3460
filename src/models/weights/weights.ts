import { createStore } from 'idb-keyval'
import type { ModelFile } from '../../engines/engine.ts'
import { FaultError } from '../../fault.ts'
import { createHandle, resultOf, withinLimit } from '../../storage/handle.ts'
import { type ModelCard, type ModelFileCard, modelBytes } from '../model.ts'
import { sha256OfBlob } from './hash.ts'

export interface WeightsState {
  /** Bytes on this device. */
  readonly present: number
  readonly of: number
  readonly missing: readonly ModelFileCard[]
}

/** The files of models on this device, each kept once under the hash of its content. Throws only FaultError. */
export interface Weights {
  /** 'memory': the browser gives no storage, and files are gone with the tab. */
  readonly mode: 'disk' | 'memory'
  /** What is here and readable; a file that is cut short is dropped and counts as missing. */
  state(card: ModelCard): Promise<WeightsState>
  /** All files in the card's order, or undefined while any is missing. */
  files(card: ModelCard): Promise<ModelFile[] | undefined>
  /** Keeps a file whose hash the caller has checked. Where it does not fit: 'storage-full' with the numbers. */
  put(file: ModelFileCard, blob: Blob): Promise<void>
  /** Reads everything again, deletes what does not match its hash and returns it. Aborting throws the signal's reason. */
  verify(
    card: ModelCard,
    onProgress?: (bytes: number, ofBytes: number) => void,
    signal?: AbortSignal,
  ): Promise<ModelFileCard[]>
  /** Deletes the card's files, shared ones too. */
  delete(card: ModelCard): Promise<void>
  usage(): Promise<{ files: number; bytes: number }>
  /** Room left by the browser's own estimate, where it gives one and it matters: an upper bound (Chromium pads it). */
  freeBytes(): Promise<number | undefined>
  close(): void
}

export interface WeightsOptions {
  readonly name?: string
  /** How long an open may hang before we go on in memory. */
  readonly openLimitMs?: number
}

/** Where Blobs lie: IndexedDB, or a Map where there is none. */
interface Shelf {
  get(key: string): Promise<unknown>
  put(key: string, blob: Blob): Promise<void>
  delete(keys: readonly string[]): Promise<void>
  all(): Promise<unknown[]>
  close(): void
}

/** Opens the weights. Never throws: without storage they live in memory. */
export async function openWeights(options: WeightsOptions = {}): Promise<Weights> {
  const disk = openDisk(options.name ?? 'hermit-weights')
  const mode = await withinLimit(disk.get(''), options.openLimitMs ?? 4000).then(
    () => 'disk' as const,
    () => 'memory' as const,
  )
  if (mode === 'memory') disk.close()
  const shelf = mode === 'disk' ? disk : createMemoryShelf()

  async function find(file: ModelFileCard): Promise<Blob | undefined> {
    const blob = await shelf.get(file.sha256)
    if (blob instanceof Blob && blob.size === file.bytes && (await isEndReadable(blob))) return blob
    if (blob !== undefined) await shelf.delete([file.sha256])
    return undefined
  }

  async function freeBytes(): Promise<number | undefined> {
    if (mode === 'memory') return undefined
    try {
      const { quota, usage } = await navigator.storage.estimate()
      return quota === undefined || usage === undefined ? undefined : Math.max(0, quota - usage)
    } catch {
      return undefined
    }
  }

  /** How much would fit, after `file` did not. Chromium's estimate is padded to 10 GB: then only trying tells. */
  async function measureRoom(file: ModelFileCard): Promise<number> {
    const estimated = await freeBytes()
    if (estimated !== undefined && estimated < file.bytes) return estimated
    let fits = 0
    let doesNot = file.bytes
    while (doesNot - fits > file.bytes / 16) {
      const bytes = Math.floor((fits + doesNot) / 2)
      // Under the file's own key: should the tab die here, the wrong size gives it away.
      const hasRoom = await shelf.put(file.sha256, blankBlob(bytes)).then(
        () => true,
        () => false,
      )
      await shelf.delete([file.sha256])
      if (hasRoom) fits = bytes
      else doesNot = bytes
    }
    return fits
  }

  return {
    mode,
    async state(card) {
      const missing: ModelFileCard[] = []
      for (const file of card.files) if (!(await find(file))) missing.push(file)
      const missingBytes = missing.reduce((sum, file) => sum + file.bytes, 0)
      return { present: modelBytes(card) - missingBytes, of: modelBytes(card), missing }
    },
    async files(card) {
      const files: ModelFile[] = []
      for (const file of card.files) {
        const blob = await find(file)
        if (!blob) return undefined
        files.push({ name: file.name, blob })
      }
      return files
    },
    async put(file, blob) {
      if (blob.size !== file.bytes) {
        throw new FaultError({
          code: 'model-damaged',
          detail: `${file.name}: ${blob.size} of ${file.bytes} bytes`,
        })
      }
      try {
        await shelf.put(file.sha256, blob)
      } catch (error) {
        if (!(error instanceof FaultError) || error.fault.code !== 'storage-full') throw error
        const numbers = { neededBytes: file.bytes, freeBytes: await measureRoom(file) }
        throw new FaultError({ ...error.fault, numbers })
      }
    },
    async verify(card, onProgress, signal) {
      const damaged: ModelFileCard[] = []
      const ofBytes = modelBytes(card)
      let doneBytes = 0
      for (const file of card.files) {
        signal?.throwIfAborted()
        const blob = await find(file)
        const hash =
          blob && (await hashOrUndefined(blob, bytes => onProgress?.(doneBytes + bytes, ofBytes), signal))
        if (hash !== file.sha256) {
          if (blob) await shelf.delete([file.sha256])
          damaged.push(file)
        }
        doneBytes += file.bytes
        onProgress?.(doneBytes, ofBytes)
      }
      return damaged
    },
    delete: card => shelf.delete(card.files.map(file => file.sha256)),
    async usage() {
      const blobs = (await shelf.all()).filter(value => value instanceof Blob)
      return { files: blobs.length, bytes: blobs.reduce((sum, blob) => sum + blob.size, 0) }
    },
    freeBytes,
    close: () => shelf.close(),
  }
}

function openDisk(name: string): Shelf {
  const handle = createHandle(() => createStore(name, 'files'))
  return {
    get: key => handle.read(store => resultOf<unknown>(store.get(key))),
    put: (key, blob) => handle.write(store => void store.put(blob, key)),
    delete: keys =>
      handle.write(store => {
        for (const key of keys) store.delete(key)
      }),
    all: () => handle.read(store => resultOf<unknown[]>(store.getAll())),
    close: () => handle.close(),
  }
}

function createMemoryShelf(): Shelf {
  const blobs = new Map<string, Blob>()
  return {
    get: async key => blobs.get(key),
    put: async (key, blob) => void blobs.set(key, blob),
    delete: async keys => {
      for (const key of keys) blobs.delete(key)
    },
    all: async () => [...blobs.values()],
    close() {},
  }
}

function blankBlob(bytes: number): Blob {
  const block = new Uint8Array(1024 * 1024)
  const blocks = Array<Uint8Array<ArrayBuffer>>(Math.floor(bytes / block.byteLength)).fill(block)
  return new Blob([...blocks, block.subarray(0, bytes % block.byteLength)])
}

/**
 * A Blob knows its size from the database; whether its file is whole shows only on reading the end of it. As a
 * stream: Chromium never settles `slice().arrayBuffer()` past the end of a file that was cut short.
 */
async function isEndReadable(blob: Blob): Promise<boolean> {
  try {
    const reader = blob.slice(-1).stream().getReader()
    const { value } = await reader.read()
    await reader.cancel()
    return value?.byteLength === 1 || blob.size === 0
  } catch {
    return false
  }
}

/** An unreadable file has no hash. */
async function hashOrUndefined(
  blob: Blob,
  onBytes: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  try {
    return await sha256OfBlob(blob, onBytes, signal)
  } catch {
    signal?.throwIfAborted()
    return undefined
  }
}
