import { FaultError } from '../../fault.ts'
import { removeDatabase, withinLimit } from '../../storage/handle.ts'
import { createMemoryShelf, openDiskShelf, type Shelf } from '../../storage/shelf.ts'
import type { ChunkVectors, Contents } from './contents.ts'
import type { Chunk, DocumentText } from './document.ts'
import { chunksInPieces, textInPieces } from './json-pieces.ts'
import { createDocumentLocks, type DocumentLocks } from './locks.ts'
import {
  type Bytes,
  blobInPieces,
  ContentMoved,
  createSealedStore,
  inPieces,
  type Owner,
  type SealedStore,
} from './sealed-store.ts'

/** Name of the database. */
export const contentsDatabase = 'hermit-documents'

/** Where the contents of documents lie: on the disk, or in memory where there is none. Never throws. */
export async function openContentShelf(openLimitMs = 4000): Promise<Shelf> {
  const disk = openDiskShelf(contentsDatabase, 'relaxed')
  const isDisk = await withinLimit(
    disk.look(look => look.get('')),
    openLimitMs,
  ).then(
    () => true,
    () => false,
  )
  if (isDisk) return disk
  disk.close()
  return createMemoryShelf()
}

/** Contents of this device. @param isKnown Whether a document's record is on the disk now. */
export async function openContents(
  locks: Pick<LockManager, 'request'> | undefined,
  isKnown: (documentId: string) => Promise<boolean>,
): Promise<Contents> {
  return createContents({ shelf: await openContentShelf(), locks: createDocumentLocks(locks), isKnown })
}

export interface ContentsOptions {
  readonly shelf: Shelf
  readonly locks: DocumentLocks
  /** Whether the document's record is on the disk now. Asked before anything of it is swept away. */
  readonly isKnown: (documentId: string) => Promise<boolean>
}

/** Whether anything was ever kept here; true where the browser does not tell. */
export async function hasContents(): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false
  const found = await indexedDB.databases?.().catch(() => undefined)
  return found?.some(({ name }) => name === contentsDatabase) ?? true
}

/** Removes the whole database, of all tabs. */
export async function deleteContents(): Promise<void> {
  if (typeof indexedDB === 'undefined') return
  // Emptied first: removing the database waits for every other tab, emptying it does not.
  const shelf = openDiskShelf(contentsDatabase, 'relaxed')
  await shelf
    .change(async change => {
      for (const key of await change.keys('')) change.delete(key)
    })
    .catch(() => {})
  shelf.close()
  await removeDatabase(contentsDatabase, 4000)
}

/** Parts of other abilities lie under names of their own. */
const partPrefix = 'part/'

/** Builds the contents over a shelf. */
export function createContents({ shelf, locks, isKnown }: ContentsOptions): Contents {
  const store = createSealedStore(shelf)
  return {
    // What is unsealed was written by Hermit: nobody else has the key. So its shape need not be checked.
    text: async document => (await readJson(store, document, 'text')) as DocumentText | undefined,
    chunks: async document => (await readJson(store, document, 'chunks')) as readonly Chunk[] | undefined,
    async vectors(document) {
      const bytes = await readAll(store, document, 'vectors')
      return bytes && decodeVectors(bytes)
    },
    async file(document) {
      // A Blob each: the browser keeps on the disk what grows long.
      const blobs = await readPieces(store, document, 'file', piece => new Blob([piece]))
      return blobs && new Blob(blobs)
    },
    part: (document, name) => readJson(store, document, partPrefix + name),

    putText: (document, text) => store.write(document, [['text', textInPieces(text)]]),
    putChunks: (document, chunks, vectors) =>
      store.write(document, [
        ['chunks', chunksInPieces(chunks)],
        ['vectors', vectors && inPieces(encodeVectors(vectors))],
      ]),
    putFile: (document, file) => store.write(document, [['file', blobInPieces(file)]]),
    putPart: (document, name, value) => store.write(document, [[partPrefix + name, encodeJson(value)]]),
    async partNames(document, prefix) {
      const names = await store.names(document.id, partPrefix + prefix)
      return names.map(name => name.slice(partPrefix.length))
    },
    removePart: (document, name) => store.write(document, [[partPrefix + name, undefined]]),
    remove: documentId => store.remove(documentId),
    async sweep(knownIds) {
      const known = new Set(knownIds)
      for (const id of await store.ids()) {
        // Who adds a document, or may still take back that it was deleted, holds its lock, here or in another tab.
        await locks.ifFree(id, async () => {
          if (known.has(id) || (await isKnown(id))) await store.removeStrays(id)
          else await store.remove(id)
        })
      }
    },
  }
}

/** A content as it was written, all of it. */
export async function readAll(store: SealedStore, owner: Owner, name: string): Promise<Bytes | undefined> {
  const pieces = await readPieces(store, owner, name, piece => piece)
  const [only] = pieces ?? []
  if (!pieces || pieces.length === 1) return only
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

async function readPieces<Piece>(
  store: SealedStore,
  owner: Owner,
  name: string,
  take: (piece: Bytes) => Piece,
): Promise<Piece[] | undefined> {
  for (;;) {
    const found = await store.open(owner, name)
    if (!found) return undefined
    try {
      const pieces: Piece[] = []
      for await (const piece of found.pieces) pieces.push(take(piece))
      return pieces
    } catch (error) {
      // What it is now, or nothing where it is gone.
      if (!(error instanceof ContentMoved)) throw error
    }
  }
}

async function readJson(store: SealedStore, owner: Owner, name: string): Promise<unknown> {
  const bytes = await readAll(store, owner, name)
  return bytes && JSON.parse(new TextDecoder().decode(bytes))
}

/** A value as it is sealed. */
export function encodeJson(value: unknown): Iterable<Bytes> {
  return inPieces(new TextEncoder().encode(JSON.stringify(value)))
}

/** Vectors as bytes: the length of what says what they are (4, little-endian), that as JSON, and the values. */
export function encodeVectors({ model, dimensions, values }: ChunkVectors): Bytes {
  const head = new TextEncoder().encode(JSON.stringify({ model, dimensions }))
  const bytes = new Uint8Array(4 + head.length + values.length)
  new DataView(bytes.buffer).setUint32(0, head.length, true)
  bytes.set(head, 4)
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.length), 4 + head.length)
  return bytes
}

/** Throws FaultError 'document-content-damaged' where the bytes are none. */
export function decodeVectors(bytes: Bytes): ChunkVectors {
  try {
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
    const head: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, 4 + length)),
    )
    const [model, dimensions]: unknown[] = [
      Reflect.get(Object(head), 'model'),
      Reflect.get(Object(head), 'dimensions'),
    ]
    const values = new Int8Array(bytes.slice(4 + length).buffer)
    if (typeof model !== 'string' || typeof dimensions !== 'number' || !(dimensions > 0))
      throw new Error('head')
    if (!Number.isInteger(values.length / dimensions)) throw new Error('length')
    return { model, dimensions, values }
  } catch {
    throw new FaultError({ code: 'document-content-damaged', detail: 'vectors' })
  }
}
