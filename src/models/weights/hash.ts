/** Hashes bytes as they arrive. */
export interface Sha256 {
  /** To be awaited: gives the thread its turn, because reads of what is there already do not. */
  update(bytes: Uint8Array): Promise<void>
  /** The hash so far, to be gone on with by `createSha256(state)`: about 110 bytes. */
  save(): Uint8Array
  /** Lower-case hex; no update or save may follow. */
  hexDigest(): string
}

/** A hash that is not gone on with later. */
export type StreamHash = Omit<Sha256, 'save'>

/** What hash-wasm's makers give, as far as it is used here. */
interface Hasher {
  update(bytes: Uint8Array): unknown
  digest(output: 'hex'): string
}

/** The page waits no longer than this, and one chunk more, for its turn; a worker has only its messages to hear. */
const turnMs = 'document' in globalThis ? 12 : 100

/**
 * A SHA-256 over a stream. (WebCrypto's own is faster, but only of a whole buffer.)
 * @param state What `save` gave, to go on from there. Throws Error where another build of hash-wasm has saved it.
 */
export async function createSha256(state?: Uint8Array): Promise<Sha256> {
  const { createSHA256 } = await import('hash-wasm')
  const hasher = await createSHA256()
  if (state) hasher.load(state)
  else hasher.init()
  return { ...overStream(hasher), save: () => hasher.save() }
}

/** An MD5 over a stream: what WebLLM's `tensor-cache.json` declares of its shards. */
export async function createMd5(): Promise<StreamHash> {
  const { createMD5 } = await import('hash-wasm')
  return overStream((await createMD5()).init())
}

/** A SHA-1 over a stream. */
export async function createSha1(): Promise<StreamHash> {
  const { createSHA1 } = await import('hash-wasm')
  return overStream((await createSHA1()).init())
}

/** Git's name of a file of so many bytes, as a hub's listing declares it: a SHA-1 over "blob <bytes>\0" and the content. */
export async function createGitOid(bytes: number): Promise<StreamHash> {
  const hash = await createSha1()
  await hash.update(new TextEncoder().encode(`blob ${bytes}\0`))
  return hash
}

/** The fast checksum (xxHash128) that tells whether a piece on the disk is still what was written. */
export async function createPieceChecksum(): Promise<StreamHash> {
  const { createXXHash128 } = await import('hash-wasm')
  return overStream((await createXXHash128()).init())
}

/** `createPieceChecksum` of one piece, for `Part.pieces`. From bytes at hand: reading a Blob again costs more. */
export async function pieceChecksum(piece: Uint8Array | Blob): Promise<string> {
  const hash = await createPieceChecksum()
  if (piece instanceof Uint8Array) await hash.update(piece)
  else await readBlob(piece, bytes => hash.update(bytes))
  return hash.hexDigest()
}

/** SHA-256 of a Blob as it is read from the disk: little memory, and the thread stays free. */
export async function sha256OfBlob(
  blob: Blob,
  onBytes?: (hashedBytes: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const hash = await createSha256()
  let hashedBytes = 0
  const hashNext = async (bytes: Uint8Array): Promise<void> => {
    await hash.update(bytes)
    hashedBytes += bytes.byteLength
    onBytes?.(hashedBytes)
  }
  await readBlob(blob, hashNext, signal)
  return hash.hexDigest()
}

/**
 * Reads a Blob from end to end; throws the signal's reason, or what reading throws.
 * As a stream, because Chromium never settles `slice().arrayBuffer()` where the file on the disk is cut short;
 * a stream ends early there, without an error: count the bytes.
 */
export async function readBlob(
  blob: Blob,
  onChunk: (bytes: Uint8Array) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const reader = blob.stream().getReader()
  try {
    for (;;) {
      signal?.throwIfAborted()
      const { done, value } = await reader.read()
      if (done) return
      await onChunk(value)
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

function overStream(hasher: Hasher): StreamHash {
  let turnAt = performance.now()
  return {
    async update(bytes) {
      hasher.update(bytes)
      if (performance.now() - turnAt < turnMs) return
      await new Promise(resolve => setTimeout(resolve))
      turnAt = performance.now()
    },
    hexDigest: () => hasher.digest('hex'),
  }
}
