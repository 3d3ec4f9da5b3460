import { type FaultCode, FaultError } from '../../fault.ts'
import { createPieceChecksum, createSha256, readBlob } from '../weights/hash.ts'
import { pieceBytes, type Weights } from '../weights/types.ts'

/** A file from outside on its way into the weights. */
export interface Taking {
  readonly weights: Weights
  /** The part's name and whom it is for. */
  readonly key: string
  readonly owner: string
  readonly signal: AbortSignal
  /** Told of every chunk that was read. */
  readonly onBytes: (newBytes: number) => void
  /** What it means when the file cannot be read to its end. */
  readonly unreadable: FaultCode
}

/**
 * Takes a file in, piece by piece, as a part that is whole at the end and of which only the hash is not checked: the
 * SHA-256 is returned. Never more than a chunk of it is in memory. Throws FaultError (`unreadable`, 'storage-full')
 * and the signal's reason; what was taken by then is the caller's to drop.
 */
export async function takeFile(file: Blob, taking: Taking): Promise<string> {
  const { weights, key, owner, signal, onBytes, unreadable } = taking
  const sha256 = await createSha256()
  const pieces: string[] = []
  // An empty file is one empty piece.
  for (let begin = 0; begin === 0 || begin < file.size; begin += pieceBytes) {
    signal.throwIfAborted()
    const piece = file.slice(begin, begin + pieceBytes)
    const checksum = await createPieceChecksum()
    let bytes = 0
    await readBlob(
      piece,
      async chunk => {
        await sha256.update(chunk)
        await checksum.update(chunk)
        bytes += chunk.byteLength
        onBytes(chunk.byteLength)
      },
      signal,
    ).catch((error: unknown) => {
      signal.throwIfAborted()
      throw new FaultError({ code: unreadable, detail: String(error) })
    })
    if (bytes !== piece.size) throw new FaultError({ code: unreadable, detail: 'the file ends early' })
    pieces.push(checksum.hexDigest())
    await weights.putPiece({ key, owner, bytes: file.size, pieces: [...pieces] }, pieces.length - 1, piece)
  }
  return sha256.hexDigest()
}
