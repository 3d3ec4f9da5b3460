import { FaultError } from '../../fault.ts'
import type { Change, Look, Shelf } from '../../storage/shelf.ts'
import { createSha256 } from './hash.ts'
import {
  type FileRecord,
  type PartRecord,
  parseFile,
  parsePart,
  partKey,
  pieceKey,
  piecePrefix,
} from './schemas.ts'
import { type Part, pieceCount } from './types.ts'

/** A whole file: its Blobs in order, each with the checksum that was written down of it (none in a file of one Blob). */
export interface WholeFile {
  readonly bytes: number
  readonly blobs: readonly Blob[]
  /** Undefined: a file of the first layout, one Blob. */
  readonly record: FileRecord | undefined
}

/** An unfinished file: by place, its readable pieces. */
export interface OpenPart {
  readonly part: PartRecord
  readonly blobs: readonly (Blob | undefined)[]
}

/** Files and parts on a shelf. */
export interface Pieces {
  /**
   * The file of this hash, if it is whole and readable. What is cut short is taken apart into a part of its good
   * pieces; what is no file at all is deleted.
   * @param bytes What the card says of its length; undefined: any.
   */
  find(sha256: string, bytes?: number): Promise<WholeFile | undefined>
  /** Makes a file a part again of the pieces that are good; deletes it where none is. */
  takeApart(sha256: string, file: WholeFile, isGood: readonly boolean[]): Promise<void>
  openPart(key: string): Promise<OpenPart | undefined>
  put(part: Part, index: number, piece: Blob): Promise<void>
  dropPart(key: string): Promise<void>
  finish(key: string, sha256: string): Promise<void>
}

/** @param pieceBytes Length of every piece but a file's last one. */
export function createPieces(shelf: Shelf, pieceBytes: number): Pieces {
  /**
   * Lots that were found whole since this was opened. Reading the ends of pieces takes half a millisecond each, and
   * a model is asked for several times before it is loaded; what is cut after that shows when it is read.
   */
  const wholeLots = new Set<string>()

  /** Length of the piece at this place; undefined while the file's own length is not known. */
  function lengthAt(index: number, { bytes, pieces }: Pick<Part, 'bytes' | 'pieces'>): number | undefined {
    if (bytes !== undefined) return Math.min(pieceBytes, bytes - index * pieceBytes)
    return index < pieces.length - 1 ? pieceBytes : undefined
  }

  /** By place, the pieces that are as long as they should be and readable to their end. */
  function readablePieces(
    record: FileRecord | PartRecord,
    blobs: ReadonlyMap<string, unknown>,
  ): Promise<(Blob | undefined)[]> {
    return Promise.all(
      record.pieces.map(async (checksum, index) => {
        const blob = blobs.get(pieceKey(record.lot, index))
        if (checksum === null || !(blob instanceof Blob)) return undefined
        if (blob.size !== (lengthAt(index, record) ?? blob.size)) return undefined
        return wholeLots.has(record.lot) || (await isEndReadable(blob)) ? blob : undefined
      }),
    )
  }

  function isComplete({ bytes, pieces }: Pick<Part, 'bytes' | 'pieces'>): boolean {
    const isCounted = bytes === undefined || pieces.length === pieceCount(bytes, pieceBytes)
    return isCounted && pieces.length > 0 && pieces.every(checksum => checksum !== null)
  }

  async function find(sha256: string, bytes?: number): Promise<WholeFile | undefined> {
    const { value, record, blobs } = await shelf.look(async look => {
      const value = await look.get(sha256)
      const record = parseFile(value)
      const blobs = new Map(record && (await look.entries(piecePrefix(record.lot))))
      return { value, record, blobs }
    })
    if (value === undefined) return undefined
    if (value instanceof Blob) {
      const file = { bytes: value.size, blobs: [value], record: undefined }
      if (value.size === (bytes ?? value.size) && (await isEndReadable(value))) return file
      await takeApart(sha256, file, [false])
      return undefined
    }
    if (!record) {
      await shelf.change(async change => {
        if (!parseFile(await change.get(sha256))) change.delete(sha256)
      })
      return undefined
    }
    const readable = await readablePieces(record, blobs)
    const file = { bytes: record.bytes, blobs: readable.filter(blob => blob !== undefined), record }
    const isCounted = isComplete(record)
    if (isCounted && file.blobs.length === record.pieces.length) {
      wholeLots.add(record.lot)
      // A card that says another length is wrong about this hash: no reason to lose the file.
      return record.bytes === (bytes ?? record.bytes) ? file : undefined
    }
    await takeApart(
      sha256,
      file,
      readable.map(blob => isCounted && blob !== undefined),
    )
    return undefined
  }

  async function takeApart(sha256: string, file: WholeFile, isGood: readonly boolean[]): Promise<void> {
    wholeLots.delete(file.record?.lot ?? '')
    await shelf.change(async change => {
      const now = parseFile(await change.get(sha256))
      // Another tab was here first.
      if (now?.lot !== file.record?.lot) return
      change.delete(sha256)
      if (!now) return
      const { bytes, lot, owner, validator } = now
      // A part of this name is a download that is going on: it stays, and the file's pieces go.
      const isFetched = (await change.get(partKey(sha256))) !== undefined
      const pieces = now.pieces.map((checksum, index) => (isGood[index] && !isFetched ? checksum : null))
      for (const [index, checksum] of pieces.entries()) {
        if (checksum === null) change.delete(pieceKey(lot, index))
      }
      if (pieces.every(checksum => checksum === null)) return
      const part = { key: sha256, owner, bytes, pieces, lot, ...(validator !== undefined && { validator }) }
      change.put(partKey(sha256), part satisfies PartRecord)
    })
  }

  async function openPart(key: string): Promise<OpenPart | undefined> {
    const { record, blobs } = await shelf.look(async look => {
      const record = await recordOf(look, key)
      return { record, blobs: new Map(record && (await look.entries(piecePrefix(record.lot)))) }
    })
    if (!record) return undefined
    const readable = await readablePieces(record, blobs)
    if (readable.every(blob => blob === undefined)) return undefined
    const { hash, ...rest } = record
    const firstMissing = readable.indexOf(undefined)
    const isHashUsable =
      hash !== undefined &&
      hash.hashedPieces <= (firstMissing === -1 ? readable.length : firstMissing) &&
      (await isLoadable(hash.state))
    const pieces = rest.pieces.map((checksum, index) => (readable[index] ? checksum : null))
    return { part: { ...rest, pieces, ...(isHashUsable && { hash }) }, blobs: readable }
  }

  return {
    find,
    takeApart,
    openPart,
    async put(part, index, piece) {
      const isRight =
        typeof part.pieces[index] === 'string' &&
        piece.size === (lengthAt(index, part) ?? piece.size) &&
        piece.size <= pieceBytes
      if (!isRight) {
        const detail = `piece ${index} of ${part.pieces.length}: ${piece.size} bytes`
        throw new FaultError({ code: 'model-damaged', detail })
      }
      await shelf.change(async change => {
        const before = await recordOf(change, part.key)
        const lot = before?.lot ?? newLot()
        for (const [place, checksum] of (before?.pieces ?? []).entries()) {
          if (checksum !== null && (part.pieces[place] ?? null) === null) change.delete(pieceKey(lot, place))
        }
        change.put(pieceKey(lot, index), piece)
        change.put(partKey(part.key), { ...part, lot } satisfies PartRecord)
      })
    },
    dropPart: key => shelf.change(change => deletePart(change, key)),
    async finish(key, sha256) {
      const whole = await find(sha256)
      await shelf.change(async change => {
        const part = await recordOf(change, key)
        const stored = part ? await change.entries(piecePrefix(part.lot)) : []
        const bytes = stored.reduce((sum, [, blob]) => sum + (blob instanceof Blob ? blob.size : 0), 0)
        if (!part || !isComplete(part) || bytes !== (part.bytes ?? bytes)) {
          throw new FaultError({ code: 'model-damaged', detail: `not whole yet: ${key}` })
        }
        if (whole) return deletePart(change, key)
        if (key !== sha256) await deletePart(change, sha256)
        const { lot, owner, validator } = part
        const pieces = part.pieces.filter(checksum => checksum !== null)
        const file = { bytes, lot, owner, pieces, ...(validator !== undefined && { validator }) }
        change.put(sha256, file satisfies FileRecord)
        change.delete(partKey(key))
      })
    },
  }
}

/** The whole of a file as one Blob: a list of references, nothing is copied. */
export function asOneBlob(blobs: readonly Blob[]): Blob {
  const [first] = blobs
  return blobs.length === 1 && first ? first : new Blob([...blobs])
}

async function recordOf(look: Look, key: string): Promise<PartRecord | undefined> {
  return parsePart(partKey(key), await look.get(partKey(key)))
}

async function deletePart(change: Change, key: string): Promise<void> {
  const part = await recordOf(change, key)
  for (const index of part?.pieces.keys() ?? []) change.delete(pieceKey(part?.lot ?? '', index))
  change.delete(partKey(key))
}

/** Random, because a finished file keeps the name of its pieces while its address is fetched anew. */
function newLot(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

/** Another build of hash-wasm may not go on with it. */
async function isLoadable(state: Uint8Array): Promise<boolean> {
  return createSha256(state).then(
    () => true,
    () => false,
  )
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
