import { FaultError } from '../../fault.ts'
import type { Shelf } from '../../storage/shelf.ts'
import { pieceKey } from './schemas.ts'

/** Room left by the browser's own estimate, in bytes: an upper bound, where it gives one. */
export async function estimateFreeBytes(): Promise<number | undefined> {
  try {
    const { quota, usage } = await navigator.storage.estimate()
    return quota === undefined || usage === undefined ? undefined : Math.max(0, quota - usage)
  } catch {
    return undefined
  }
}

/** What `put` does; where there is no room for it, 'storage-full' says how many bytes it needs and how many are free. */
export async function orSayRoom(
  shelf: Shelf,
  neededBytes: number,
  put: () => Promise<void>,
  estimate: () => Promise<number | undefined>,
): Promise<void> {
  try {
    await put()
  } catch (error) {
    if (!(error instanceof FaultError) || error.fault.code !== 'storage-full') throw error
    const freeBytes = await measureRoom(shelf, neededBytes, await estimate())
    throw new FaultError({ ...error.fault, numbers: { neededBytes, freeBytes } })
  }
}

/** How much would fit, after so much did not. Chromium's estimate is padded to 10 GB: then only trying tells. */
async function measureRoom(shelf: Shelf, bytes: number, estimated: number | undefined): Promise<number> {
  if (estimated !== undefined && estimated < bytes) return estimated
  // A piece of no file: should the tab die here, `sweep` deletes it.
  const key = pieceKey('room', 0)
  let fits = 0
  let doesNot = bytes
  while (doesNot - fits > bytes / 16) {
    const middle = Math.floor((fits + doesNot) / 2)
    const hasRoom = await shelf
      .change(async change => change.put(key, blankBlob(middle)))
      .then(
        () => true,
        () => false,
      )
    await shelf.change(async change => change.delete(key))
    if (hasRoom) fits = middle
    else doesNot = middle
  }
  return fits
}

function blankBlob(bytes: number): Blob {
  const block = new Uint8Array(1024 * 1024)
  const blocks = Array<Uint8Array<ArrayBuffer>>(Math.floor(bytes / block.byteLength)).fill(block)
  return new Blob([...blocks, block.subarray(0, bytes % block.byteLength)])
}
