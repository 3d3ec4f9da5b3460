import { BlobWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js'
import { expect, test } from 'vitest'
import { importLimits } from './limits.ts'
import { readImport } from './read-import.ts'

const words = { image: 'Picture', audio: 'Recording', file: 'File' }
const capBytes = 32 * 1024 * 1024

/** A zip whose one file of chats is a list that is still open after so many bytes of spaces. */
async function bombOf(bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunk = new Uint8Array(1 << 20).fill(0x20)
  let left = bytes
  const spaces = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left <= 0) return controller.close()
      controller.enqueue(left === bytes ? new Uint8Array([0x5b, ...chunk.subarray(1)]) : chunk)
      left -= chunk.length
    },
  })
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false })
  await writer.add('conversations.json', spaces)
  return new Uint8Array(await (await writer.close()).arrayBuffer())
}

function held(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

test('a zip that says it is small and inflates without end is given up at the limit, with less than twice the limit in memory [fault 42]', async () => {
  const bomb = await bombOf(12 * capBytes)
  expect(bomb.byteLength).toBeLessThan(capBytes / 32)
  const view = new DataView(bomb.buffer)
  const directory = bomb.findLastIndex(
    (_, at) => at + 4 <= bomb.length && view.getUint32(at, true) === 0x02014b50,
  )
  // What it says of its size, where the directory says it: 1,000 bytes.
  view.setUint32(directory + 24, 1000, true)
  const limits = { ...importLimits, bytes: capBytes }
  const before = held()
  let most = before
  let looks = 0
  const look = () => {
    looks += 1
    most = Math.max(most, held())
  }
  // A timer may starve while it inflates, so it is looked at with every piece that is read, and at the refusal too.
  class WatchedBlob extends Blob {
    override slice(...range: Parameters<Blob['slice']>): Blob {
      look()
      return super.slice(...range)
    }
  }
  const watch = setInterval(look, 1)
  const refused = await readImport(new WatchedBlob([bomb]), { words, limits, onProgress: look }).catch(
    (error: { fault: { code: string } }) => {
      look()
      return error.fault.code
    },
  )
  clearInterval(watch)
  expect(['import-too-large', 'import-zip-damaged']).toContain(refused)
  expect(looks, 'its head, its directory, its bytes and the refusal were looked at').toBeGreaterThan(3)
  expect(most - before).toBeLessThan(2 * capBytes)
}, 60_000)

test('an honest zip of the same is given up at the limit too [fault 42]', async () => {
  const bomb = await bombOf(4 * capBytes)
  const limits = { ...importLimits, bytes: capBytes }
  let furthest = 0
  const refused = await readImport(new Blob([bomb]), {
    words,
    limits,
    onProgress: fraction => {
      furthest = Math.max(furthest, fraction)
    },
  }).catch((error: { fault: { code: string } }) => error.fault.code)
  expect(refused).toBe('import-too-large')
  expect(furthest, 'three quarters of it were never inflated').toBeLessThan(0.3)
}, 60_000)
