import { createGitOid, createMd5, createSha256, readBlob, type StreamHash } from '../weights/hash.ts'
import type { Part, Weights } from '../weights/types.ts'
import { FetchFailure } from './answers.ts'
import type { Pieces } from './piece-writer.ts'
import type { Digest } from './wanted-file.ts'

/** A hash of what is to arrive, from the first byte on. A git-sha1 needs the length: without it there is none. */
export async function createDigest(
  algorithm: Digest['algorithm'],
  bytes: number | undefined,
): Promise<StreamHash | undefined> {
  if (algorithm === 'sha256') return createSha256()
  if (algorithm === 'md5') return createMd5()
  return bytes === undefined ? undefined : createGitOid(bytes)
}

/**
 * The SHA-256 of a whole part, if all digests match: gone on with from what was hashed as it came in, the rest read
 * from the disk. `known` are digests that have been computed on the way. Throws FetchFailure 'model-damaged', or
 * 'model-changed' where the file is what its hash says but not what another file of the model says of it.
 */
export async function checkPart(
  part: Part,
  pieces: Pieces,
  digests: readonly Digest[],
  known: ReadonlyMap<Digest['algorithm'], string>,
  signal: AbortSignal,
): Promise<string> {
  const sha256 = await hashPart(part, pieces, signal)
  const sorted = [...digests].sort(
    (a, b) => Number(b.algorithm === 'sha256') - Number(a.algorithm === 'sha256'),
  )
  let isContentKnown = false
  for (const { algorithm, hex } of sorted) {
    const found =
      algorithm === 'sha256'
        ? sha256
        : (known.get(algorithm) ?? (await rehash(part, pieces.weights, algorithm, signal)))
    if (found === hex) isContentKnown ||= algorithm !== 'md5'
    else if (isContentKnown)
      throw new FetchFailure({ code: 'model-changed', detail: `${algorithm} differs` }, 'stop')
    else throw new FetchFailure({ code: 'model-damaged', detail: `${algorithm} differs` }, 'reload')
  }
  return sha256
}

async function hashPart(part: Part, { weights, pieceBytes }: Pieces, signal: AbortSignal): Promise<string> {
  const hash = await createSha256(part.hash?.state)
  const hashedPieces = part.hash?.hashedPieces ?? 0
  if (hashedPieces < part.pieces.length) {
    const rest = (await weights.readPart(part.key)).slice(hashedPieces * pieceBytes)
    await readKept(rest, hash, signal)
  }
  return hash.hexDigest()
}

/** What the disk does not give back is damaged. */
async function readKept(blob: Blob, hash: StreamHash, signal: AbortSignal): Promise<void> {
  try {
    await readBlob(blob, bytes => hash.update(bytes), signal)
  } catch (error) {
    signal.throwIfAborted()
    throw new FetchFailure({ code: 'model-damaged', detail: String(error) }, 'reload')
  }
}

async function rehash(
  part: Part,
  weights: Weights,
  algorithm: Digest['algorithm'],
  signal: AbortSignal,
): Promise<string | undefined> {
  const hash = await createDigest(algorithm, part.bytes)
  if (hash) await readKept(await weights.readPart(part.key), hash, signal)
  return hash?.hexDigest()
}
