import * as z from 'zod/mini'
import { FaultError } from '../../fault.ts'
import type { Change, Look, Shelf } from '../../storage/shelf.ts'
import type { DocumentRecord } from './document.ts'

/** Bytes that can be part of a Blob. */
export type Bytes = Uint8Array<ArrayBuffer>

/** Whose content it is, and what it is sealed with. */
export type Owner = Pick<DocumentRecord, 'id' | 'contentKey'>

/** A content under its name; undefined takes it away. Each piece is at most `pieceBytes` long. */
export type Content = readonly [name: string, pieces: AsyncIterable<Bytes> | Iterable<Bytes> | undefined]

/** What is sealed at once. */
export const pieceBytes = 4 * 1024 * 1024

/** Up to here sealed bytes lie in the record itself; as a Blob each would be a file on the disk. */
const inlineBytes = 64 * 1024

/** What was being read has been written anew or removed meanwhile. */
export class ContentMoved extends Error {
  override readonly name = 'ContentMoved'
}

/** Named contents of documents, sealed piece by piece. Throws FaultError: 'storage-full', 'document-content-damaged', … */
export interface SealedStore {
  /** How long it is, and its pieces in order, which may throw ContentMoved; undefined where there is none. */
  open(
    owner: Owner,
    name: string,
  ): Promise<{ readonly bytes: number; readonly pieces: AsyncIterable<Bytes> } | undefined>
  /** All of them, or nothing has changed. */
  write(owner: Owner, contents: readonly Content[]): Promise<void>
  /** Names that are here and begin with `prefix`. */
  names(documentId: string, prefix: string): Promise<string[]>
  remove(documentId: string): Promise<void>
  /** Pieces that no name of the document leads to: of writes that were cut. Nobody may be writing it. */
  removeStrays(documentId: string): Promise<void>
  /** All documents of which there is anything. */
  ids(): Promise<string[]>
}

const headSchema = z.object({ lot: z.string(), pieces: z.int(), bytes: z.int() })
type Head = z.infer<typeof headSchema>
const pieceSchema = z.object({
  iv: z.instanceof(Uint8Array<ArrayBuffer>),
  sealed: z.union([z.instanceof(Uint8Array<ArrayBuffer>), z.instanceof(Blob)]),
})

const headKey = (id: string, name: string) => `head/${id}/${name}`
const lotPrefix = (id: string, lot: string) => `piece/${id}/${lot}/`
const pieceKey = (id: string, lot: string, index: number) =>
  `${lotPrefix(id, lot)}${String(index).padStart(6, '0')}`

/** Seals with AES-256-GCM; a piece is bound to its document, its name, its place and whether it is the last one. */
export function createSealedStore(shelf: Shelf): SealedStore {
  const keys = new Map<string, Promise<CryptoKey>>()

  function keyOf({ contentKey }: Owner): Promise<CryptoKey> {
    const known = keys.get(contentKey)
    if (known) return known
    const bytes = Uint8Array.from(atob(contentKey), letter => letter.charCodeAt(0))
    const key = crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
    if (keys.size > 100) keys.clear()
    keys.set(contentKey, key)
    return key
  }

  async function seal(key: CryptoKey, bytes: Bytes, bound: string) {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const sealed = await crypto.subtle.encrypt(algorithm(iv, bound), key, bytes)
    return {
      iv,
      sealed: sealed.byteLength > inlineBytes ? new Blob([sealed]) : new Uint8Array(sealed),
    }
  }

  async function unseal(key: CryptoKey, value: unknown, bound: string): Promise<Bytes> {
    const piece = pieceSchema.safeParse(value)
    if (!piece.success) throw damaged('a piece is missing')
    const { iv, sealed } = piece.data
    try {
      // By its stream: arrayBuffer() may never settle where the disk cut the file short.
      const bytes = sealed instanceof Blob ? await new Response(sealed.stream()).arrayBuffer() : sealed
      return new Uint8Array(await crypto.subtle.decrypt(algorithm(iv, bound), key, bytes))
    } catch {
      throw damaged('a piece is not as it was written')
    }
  }

  const lotOf = async (id: string, name: string) => (await shelf.look(look => headOf(look, id, name)))?.lot

  async function* read(owner: Owner, name: string, { lot, pieces }: Head): AsyncGenerator<Bytes> {
    const key = await keyOf(owner)
    for (let index = 0; index < pieces; index++) {
      const value = await shelf.look(look => look.get(pieceKey(owner.id, lot, index)))
      if (value === undefined && (await lotOf(owner.id, name)) !== lot) throw new ContentMoved(name)
      yield await unseal(key, value, boundTo(owner.id, name, lot, index, index === pieces - 1))
    }
  }

  /** Puts the pieces one by one, so that no more than two of them are in memory. Gives the head that leads to them. */
  async function put(
    owner: Owner,
    name: string,
    pieces: NonNullable<Content[1]>,
    lot: string,
  ): Promise<Head> {
    const key = await keyOf(owner)
    const { id } = owner
    let [waiting, index, bytes]: [Bytes, number, number] = [new Uint8Array(), 0, 0]
    const putOne = async (isLast: boolean) => {
      const value = await seal(key, waiting, boundTo(id, name, lot, index, isLast))
      await shelf.change(async change => change.put(pieceKey(id, lot, index), value))
      bytes += waiting.length
      index += 1
    }
    let isFirst = true
    for await (const piece of pieces) {
      if (!isFirst) await putOne(false)
      waiting = piece
      isFirst = false
    }
    await putOne(true)
    return { lot, pieces: index, bytes }
  }

  async function dropLot(change: Change, id: string, lot: string): Promise<void> {
    for (const key of await change.keys(lotPrefix(id, lot))) change.delete(key)
  }

  const headOf = async (look: Look, id: string, name: string): Promise<Head | undefined> => {
    const head = headSchema.safeParse(await look.get(headKey(id, name)))
    return head.success ? head.data : undefined
  }

  return {
    async open(owner, name) {
      const head = await shelf.look(look => headOf(look, owner.id, name))
      return head && { bytes: head.bytes, pieces: read(owner, name, head) }
    },

    async write(owner, contents) {
      const { id } = owner
      const heads: [name: string, head: Head | undefined][] = []
      const lots: string[] = []
      try {
        for (const [name, pieces] of contents) {
          const lot = randomName()
          lots.push(lot)
          heads.push([name, pieces && (await put(owner, name, pieces, lot))])
        }
        await shelf.change(async change => {
          for (const [name, head] of heads) {
            const before = await headOf(change, id, name)
            if (before) await dropLot(change, id, before.lot)
            if (head) change.put(headKey(id, name), head)
            else change.delete(headKey(id, name))
          }
        })
      } catch (error) {
        await shelf
          .change(async change => {
            for (const lot of lots) await dropLot(change, id, lot)
          })
          .catch(() => {})
        throw error
      }
    },

    async names(documentId, prefix) {
      const from = headKey(documentId, '')
      const found = await shelf.look(look => look.keys(from + prefix))
      return found.map(key => key.slice(from.length))
    },

    remove: documentId =>
      shelf.change(async change => {
        for (const prefix of [headKey(documentId, ''), `piece/${documentId}/`]) {
          for (const key of await change.keys(prefix)) change.delete(key)
        }
      }),

    removeStrays: documentId =>
      shelf.change(async change => {
        const heads = await change.entries(headKey(documentId, ''))
        const lots = heads.map(([, head]) => lotPrefix(documentId, headSchema.parse(head).lot))
        for (const key of await change.keys(`piece/${documentId}/`)) {
          if (!lots.some(lot => key.startsWith(lot))) change.delete(key)
        }
      }),

    async ids() {
      const found = await shelf.look(async look => [
        ...(await look.keys('head/')),
        ...(await look.keys('piece/')),
      ])
      return [...new Set(found.map(key => key.split('/')[1] ?? ''))]
    },
  }
}

/** Bytes cut into pieces that can be sealed; one empty piece where there are none. */
export function* inPieces(bytes: Bytes): Generator<Bytes> {
  for (let at = 0; at === 0 || at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

/** The same of a Blob, of which no more than a piece is in memory. */
export async function* blobInPieces(blob: Blob): AsyncGenerator<Bytes> {
  for (let at = 0; at === 0 || at < blob.size; at += pieceBytes) {
    yield new Uint8Array(await blob.slice(at, at + pieceBytes).arrayBuffer())
  }
}

/** A key to seal a document's content with: 256 random bits, base64. */
export function newContentKey(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
}

function boundTo(id: string, name: string, lot: string, index: number, isLast: boolean): string {
  // Names may have any letters in them: as JSON no two of these are the same.
  return JSON.stringify(['hermit-documents', 1, id, name, lot, index, isLast])
}

function algorithm(iv: Bytes, bound: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(bound) }
}

function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(9)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

function damaged(detail: string): FaultError {
  return new FaultError({ code: 'document-content-damaged', detail })
}
