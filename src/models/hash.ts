/** Hashes bytes as they arrive. */
export interface Sha256 {
  update(bytes: Uint8Array): void
  /** Lower-case hex; no update may follow. */
  hexDigest(): string
}

const sliceBytes = 2 * 1024 * 1024

/** A SHA-256 over a stream. (WebCrypto's own is faster, but only of a whole buffer.) */
export async function createSha256(): Promise<Sha256> {
  const { createSHA256 } = await import('hash-wasm')
  const hasher = await createSHA256()
  hasher.init()
  return {
    update: bytes => void hasher.update(bytes),
    hexDigest: () => hasher.digest('hex'),
  }
}

/** Hashes a Blob slice by slice: memory stays at one slice, and the page gets its turn at every read. */
export async function sha256OfBlob(
  blob: Blob,
  onBytes?: (hashedBytes: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const hash = await createSha256()
  for (let start = 0; start < blob.size; start += sliceBytes) {
    signal?.throwIfAborted()
    const bytes = new Uint8Array(await blob.slice(start, start + sliceBytes).arrayBuffer())
    hash.update(bytes)
    onBytes?.(start + bytes.byteLength)
  }
  signal?.throwIfAborted()
  return hash.hexDigest()
}
