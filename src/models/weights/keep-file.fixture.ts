import { FaultError } from '../../fault.ts'
import type { ModelFileCard } from '../model.ts'
import { createSha256, pieceChecksum } from './hash.ts'
import { type Part, pieceBytes, type Weights } from './types.ts'

export interface KeepOptions {
  readonly signal?: AbortSignal
  readonly onBytes?: (keptBytes: number) => void
  /** Of the weights, where it is not their default. */
  readonly pieceBytes?: number
}

/**
 * For tests. Keeps a file that is at hand as a Blob: piece by piece, hashed on the way. Nothing of it stays where it is not
 * the file that its card says ('model-damaged'), where it does not fit ('storage-full'), or when it is aborted.
 * @param owner Id of the model to which it belongs.
 */
export async function keepFile(
  weights: Weights,
  owner: string,
  file: ModelFileCard,
  blob: Blob,
  options: KeepOptions = {},
): Promise<void> {
  if (blob.size !== file.bytes) throw damaged(`${file.name}: ${blob.size} of ${file.bytes} bytes`)
  if (await weights.has(file.sha256)) return
  const size = options.pieceBytes ?? pieceBytes
  // A name of its own: a download of the same file may have a part under the hash.
  const key = `file:${file.sha256}`
  await weights.dropPart(key)
  const hash = await createSha256()
  const pieces: string[] = []
  try {
    for (let at = 0; at === 0 || at < blob.size; at += size) {
      options.signal?.throwIfAborted()
      const bytes = new Uint8Array(await blob.slice(at, at + size).arrayBuffer())
      await hash.update(bytes)
      pieces.push(await pieceChecksum(bytes))
      const part: Part = { key, owner, bytes: file.bytes, pieces }
      await weights.putPiece(part, pieces.length - 1, new Blob([bytes]))
      options.onBytes?.(at + bytes.byteLength)
    }
    if (hash.hexDigest() !== file.sha256) throw damaged(`${file.name}: not the file of this hash`)
    await weights.finish(key, file.sha256)
  } catch (error) {
    await weights.dropPart(key)
    throw error
  }
}

function damaged(detail: string): FaultError {
  return new FaultError({ code: 'model-damaged', detail })
}
