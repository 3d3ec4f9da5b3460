import { createPieceChecksum, createSha256 } from '../../src/models/weights/hash.ts'
import type { DiskTask } from './alone.ts'

/** TypeScript's library for pages does not know what workers alone have. */
interface SyncHandle {
  read(into: Uint8Array, options: { at: number }): number
  write(bytes: Uint8Array, options: { at: number }): number
  flush(): void
  close(): void
}

const chunkBytes = 64 * 1024
const pieceBytes = 16 * 2 ** 20

// The same bytes on two ways, and what hashing them costs: each answer is milliseconds.
self.addEventListener(
  'message',
  async ({ data }: MessageEvent<{ task: DiskTask; blobs: readonly Blob[] }>) => {
    const { task, blobs } = data
    if (task === 'copy') await copy(blobs)
    const chunks = task === 'hash' || task === 'checksum' ? await inMemory(blobs) : []
    const since = performance.now()
    if (task === 'read') for (const blob of blobs) await blob.arrayBuffer()
    if (task === 'read opfs') await readCopies(blobs)
    if (task === 'hash') await hash(chunks, createSha256)
    if (task === 'checksum') await hash(chunks, createPieceChecksum)
    self.postMessage(performance.now() - since)
  },
)

async function handleOf(at: number): Promise<SyncHandle> {
  const root = await navigator.storage.getDirectory()
  const file = await root.getFileHandle(`copy-${at}`, { create: true })
  // As above.
  return (file as unknown as { createSyncAccessHandle(): Promise<SyncHandle> }).createSyncAccessHandle()
}

async function copy(blobs: readonly Blob[]): Promise<void> {
  for (const [at, blob] of blobs.entries()) {
    const handle = await handleOf(at)
    handle.write(new Uint8Array(await blob.arrayBuffer()), { at: 0 })
    handle.flush()
    handle.close()
  }
}

async function readCopies(blobs: readonly Blob[]): Promise<void> {
  for (const [at, blob] of blobs.entries()) {
    const handle = await handleOf(at)
    const read = handle.read(new Uint8Array(blob.size), { at: 0 })
    handle.close()
    if (read !== blob.size) throw new Error('the copy is shorter')
  }
}

async function inMemory(blobs: readonly Blob[]): Promise<Uint8Array[]> {
  const buffers = await Promise.all(blobs.map(async blob => new Uint8Array(await blob.arrayBuffer())))
  return buffers.flatMap(bytes =>
    Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, at) =>
      bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes),
    ),
  )
}

interface Hash {
  update(bytes: Uint8Array): Promise<void>
  hexDigest(): string
}

/** A new hash every piece, which costs a checksum nothing and a SHA-256 next to nothing. */
async function hash(chunks: readonly Uint8Array[], create: () => Promise<Hash>): Promise<void> {
  let current = await create()
  let bytes = 0
  for (const chunk of chunks) {
    await current.update(chunk)
    bytes += chunk.length
    if (bytes < pieceBytes) continue
    current.hexDigest()
    current = await create()
    bytes = 0
  }
  current.hexDigest()
}
