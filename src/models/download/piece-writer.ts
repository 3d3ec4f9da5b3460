import { createPieceChecksum, createSha256, type Sha256, type StreamHash } from '../weights/hash.ts'
import type { Part, Weights } from '../weights/types.ts'

/** The chunks of a body become a Blob at this size, so that the JS heap holds no whole piece. */
const heapBytes = 4 * 1024 * 1024

/** Where pieces go, and how long they are there. */
export interface Pieces {
  readonly weights: Weights
  readonly pieceBytes: number
}

/** Takes the bytes of a body, from the beginning of a piece on, and keeps them piece by piece. */
export interface PieceWriter {
  /** Bytes of the file up to which it has been written. */
  readonly position: number
  /** What is durable. */
  readonly part: Part
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Keeps the piece at hand, whole or the last of its file. Nothing is written after it. */
  end(whole?: { readonly fileBytes: number }): Promise<void>
  /** Keeps the piece at hand if it is a whole one: what came before a connection was cut. */
  rescue(): Promise<void>
}

/**
 * Writes `part` from its piece `first` on. A full piece is kept when the next byte comes, so that a body that is
 * longer than it may be is found out before the last piece is kept. The SHA-256 goes on where the part's own ends,
 * if that is here; `others` hash what is written as well.
 */
export async function createPieceWriter(
  { weights, pieceBytes }: Pieces,
  part: Part,
  first: number,
  others: readonly StreamHash[],
): Promise<PieceWriter> {
  const sha256 = await hashFrom(part, first)
  let current = part
  let index = first
  let position = first * pieceBytes
  let blobs: Blob[] = []
  let chunks: Uint8Array<ArrayBuffer>[] = []
  let chunkBytes = 0
  let heldBytes = 0
  let checksum = await createPieceChecksum()

  async function keep(fileBytes?: number): Promise<void> {
    const piece = new Blob([...blobs, ...chunks])
    const pieces: (string | null)[] = Array.from(
      { length: Math.max(current.pieces.length, index + 1) },
      (_, at) => current.pieces[at] ?? null,
    )
    pieces[index] = checksum.hexDigest()
    const next: Part = {
      ...current,
      pieces,
      ...(fileBytes !== undefined && { bytes: fileBytes }),
      ...(sha256 && { hash: { state: sha256.save(), hashedPieces: index + 1 } }),
    }
    await weights.putPiece(next, index, piece)
    current = next
    index += 1
    blobs = []
    chunks = []
    chunkBytes = 0
    heldBytes = 0
    checksum = await createPieceChecksum()
  }

  async function take(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await Promise.all([sha256, checksum, ...others].map(hash => hash?.update(bytes)))
    chunks.push(bytes)
    chunkBytes += bytes.byteLength
    heldBytes += bytes.byteLength
    position += bytes.byteLength
    if (chunkBytes < heapBytes) return
    blobs.push(new Blob(chunks))
    chunks = []
    chunkBytes = 0
  }

  return {
    get position() {
      return position
    },
    get part() {
      return current
    },
    async write(bytes) {
      for (let rest = bytes; rest.byteLength > 0; ) {
        if (heldBytes === pieceBytes) await keep()
        const room = pieceBytes - heldBytes
        await take(rest.subarray(0, room))
        rest = rest.subarray(room)
      }
    },
    end: whole => keep(whole?.fileBytes),
    async rescue() {
      if (heldBytes === pieceBytes) await keep()
    },
  }
}

/** A SHA-256 that goes on at piece `first`; undefined where what is before that has not been hashed. */
async function hashFrom(part: Part, first: number): Promise<Sha256 | undefined> {
  if (first === 0) return createSha256()
  if (part.hash?.hashedPieces !== first) return undefined
  return createSha256(part.hash.state)
}
