/** Hashes bytes as they arrive. */
export interface Sha256 {
  /** To be awaited: gives the page its turn, because reads of what is there already do not. */
  update(bytes: Uint8Array): Promise<void>
  /** Lower-case hex; no update may follow. */
  hexDigest(): string
}

/** The page waits no longer than this, and one chunk more, for its turn. */
const turnMs = 12

/** A SHA-256 over a stream. (WebCrypto's own is faster, but only of a whole buffer.) */
export async function createSha256(): Promise<Sha256> {
  const { createSHA256 } = await import('hash-wasm')
  const hasher = await createSHA256()
  hasher.init()
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

/**
 * Hashes a Blob as it is read from the disk: little memory, and the page stays free.
 * As a stream, because Chromium never settles `slice().arrayBuffer()` where the file on the disk is cut short;
 * a stream ends early there, and the hash differs.
 */
export async function sha256OfBlob(
  blob: Blob,
  onBytes?: (hashedBytes: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const hash = await createSha256()
  const reader = blob.stream().getReader()
  let hashedBytes = 0
  try {
    for (;;) {
      signal?.throwIfAborted()
      const { done, value } = await reader.read()
      if (done) return hash.hexDigest()
      await hash.update(value)
      hashedBytes += value.byteLength
      onBytes?.(hashedBytes)
    }
  } finally {
    await reader.cancel()
  }
}
