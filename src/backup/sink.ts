import { FaultError } from '../fault.ts'
import type { Bytes } from './header.ts'

/** A file takes one large part faster than many small ones. */
const partBytes = 4 * 1024 * 1024

/** Where the bytes of a backup go. */
export interface Sink {
  write(bytes: Bytes): Promise<void>
  /** All of it is in its place; a Blob where there was no file to write to. Throws FaultError. */
  close(): Promise<Blob | undefined>
  /** Lets go of what was written: the file is as it was before. */
  abort(): Promise<void>
}

/** A sink into a file of the person's choice, or into a Blob. Throws FaultError 'storage-full', 'storage-failed'. */
export async function openSink(target: FileSystemFileHandle | undefined): Promise<Sink> {
  const writable = await target?.createWritable().catch(rethrow)
  const parts: Blob[] = []
  let pieces: Bytes[] = []
  let length = 0

  async function give(): Promise<void> {
    const part = new Blob(pieces)
    pieces = []
    length = 0
    if (writable) await writable.write(part).catch(rethrow)
    else parts.push(part)
  }

  return {
    async write(bytes) {
      pieces.push(bytes)
      length += bytes.length
      if (length >= partBytes) await give()
    },
    async close() {
      await give()
      if (!writable) return new Blob(parts, { type: 'application/octet-stream' })
      await writable.close().catch(rethrow)
      return undefined
    },
    async abort() {
      await writable?.abort().catch(() => {})
    },
  }
}

function rethrow(error: unknown): never {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
  throw new FaultError({ code: isFull ? 'storage-full' : 'storage-failed', detail: String(error) })
}
