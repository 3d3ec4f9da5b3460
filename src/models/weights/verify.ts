import { type ModelCard, type ModelFileCard, modelBytes } from '../model.ts'
import { createPieceChecksum, createSha256, readBlob } from './hash.ts'
import type { Pieces, WholeFile } from './pieces.ts'
import type { Damage } from './types.ts'

/**
 * Reads every file again and takes the damaged ones apart. A file is damaged if it is not here, if a piece is not
 * what was written, or if its SHA-256 is another than the card's; then, if all pieces are as they were written, no
 * one can say which is wrong, and all of it goes. Throws the signal's reason.
 */
export async function verifyFiles(
  card: ModelCard,
  pieces: Pieces,
  onProgress?: (bytes: number, ofBytes: number) => void,
  signal?: AbortSignal,
): Promise<Damage[]> {
  const damages: Damage[] = []
  const ofBytes = modelBytes(card)
  let doneBytes = 0
  for (const file of card.files) {
    signal?.throwIfAborted()
    const whole = await pieces.find(file.sha256, file.bytes)
    const isGood =
      whole && (await checkFile(whole, file, bytes => onProgress?.(doneBytes + bytes, ofBytes), signal))
    if (whole && isGood && !isGood.every(Boolean)) await pieces.takeApart(file.sha256, whole, isGood)
    if (!isGood?.every(Boolean)) damages.push({ file, goodBytes: await partBytes(pieces, file.sha256) })
    doneBytes += file.bytes
    onProgress?.(doneBytes, ofBytes)
  }
  return damages
}

/** Bytes of a part that are here and readable. */
export async function partBytes(pieces: Pieces, key: string): Promise<number> {
  const blobs = (await pieces.openPart(key))?.blobs ?? []
  return blobs.reduce((sum, blob) => sum + (blob?.size ?? 0), 0)
}

/** By place, whether each piece is good. */
async function checkFile(
  whole: WholeFile,
  file: ModelFileCard,
  onBytes: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<boolean[]> {
  const hash = await createSha256()
  const isGood: boolean[] = []
  let readBytes = 0
  for (const [index, blob] of whole.blobs.entries()) {
    const checksum = await createPieceChecksum()
    let pieceBytes = 0
    const hashNext = async (bytes: Uint8Array): Promise<void> => {
      await checksum.update(bytes)
      await hash.update(bytes)
      pieceBytes += bytes.byteLength
      onBytes(readBytes + pieceBytes)
    }
    const isRead = await readBlob(blob, hashNext, signal).then(
      () => true,
      () => false,
    )
    signal?.throwIfAborted()
    readBytes += blob.size
    const expected = whole.record?.pieces[index]
    const isSame = expected === undefined || expected === checksum.hexDigest()
    isGood.push(isRead && pieceBytes === blob.size && isSame)
  }
  if (isGood.every(Boolean) && hash.hexDigest() !== file.sha256) return isGood.map(() => false)
  return isGood
}
