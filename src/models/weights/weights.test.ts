import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import fc from 'fast-check'
import { createStore, set } from 'idb-keyval'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ModelCard, ModelFileCard } from '../model.ts'
import { sha256OfBlob } from './hash.ts'
import { openWeights, type Weights } from './weights.ts'

const bytesOf = (seed: number, length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, index) => (index * 7 + seed) % 251)

const contents = [bytesOf(1, 3000), bytesOf(2, 5000), bytesOf(3, 10)] as const

const card: ModelCard = {
  id: 'tiny',
  name: 'Tiny',
  format: 'gguf',
  engines: ['scripted'],
  files: contents.map((bytes, index) => fileCard(`shard-${index}`, bytes)),
  parametersM: 1,
  quantisation: 'Q4_1',
  contextTokens: 64,
  licence: 'MIT',
  licenceUrl: '',
  languages: ['en'],
}

function fileCard(name: string, bytes: Uint8Array): ModelFileCard {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { name, url: name, bytes: bytes.byteLength, sha256 }
}

const file = (index: number): ModelFileCard => card.files[index] ?? fileCard('', new Uint8Array())

async function putAll(weights: Weights): Promise<void> {
  for (const [index, bytes] of contents.entries()) await weights.put(file(index), new Blob([bytes]))
}

async function putRaw(key: string, value: unknown): Promise<void> {
  await set(key, value, createStore('hermit-weights', 'files'))
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe.each(['disk', 'memory'])('weights kept %s', mode => {
  beforeEach(() => {
    if (mode === 'memory') vi.stubGlobal('indexedDB', undefined)
  })

  test('tell what is missing, and give all files in order when nothing is', async () => {
    const weights = await openWeights()
    expect(weights.mode).toBe(mode)
    expect(await weights.state(card)).toEqual({ present: 0, of: 8010, missing: card.files })
    await weights.put(file(1), new Blob([contents[1]]))
    expect(await weights.state(card)).toEqual({ present: 5000, of: 8010, missing: [file(0), file(2)] })
    expect(await weights.files(card)).toBeUndefined()
    await putAll(weights)
    const files = (await weights.files(card)) ?? []
    expect(files.map(each => each.name)).toEqual(['shard-0', 'shard-1', 'shard-2'])
    const read = await Promise.all(files.map(async each => new Uint8Array(await each.blob.arrayBuffer())))
    expect(read).toEqual(contents)
    expect(await weights.usage()).toEqual({ files: 3, bytes: 8010 })
    await weights.delete(card)
    expect(await weights.usage()).toEqual({ files: 0, bytes: 0 })
  })

  test('refuse a file of another size', async () => {
    const weights = await openWeights()
    const short = weights.put(file(0), new Blob([contents[0].subarray(1)]))
    await expect(short).rejects.toMatchObject({ fault: { code: 'model-damaged' } })
    expect((await weights.usage()).files).toBe(0)
  })

  test('verify finds a damaged file by its hash and drops only that', async () => {
    const weights = await openWeights()
    await putAll(weights)
    const flipped = contents[1].slice()
    flipped[4000] = (flipped[4000] ?? 0) ^ 1
    await weights.put(file(1), new Blob([flipped]))
    const seen: number[] = []
    expect(await weights.verify(card, bytes => seen.push(bytes))).toEqual([file(1)])
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(8010)
    expect((await weights.state(card)).missing).toEqual([file(1)])
  })
})

test('a file that is cut short on the disk is dropped and counts as missing', async () => {
  const weights = await openWeights()
  await putAll(weights)
  await putRaw(file(1).sha256, new Blob([contents[1].subarray(0, 4000)]))
  await putRaw(file(2).sha256, 'not a file at all')
  expect((await weights.state(card)).missing).toEqual([file(1), file(2)])
  expect(await weights.usage()).toEqual({ files: 1, bytes: 3000 })
})

test('what is on the disk is there after reopening', async () => {
  const first = await openWeights()
  await putAll(first)
  first.close()
  expect((await (await openWeights()).state(card)).missing).toEqual([])
})

describe('over quota', () => {
  /** A disk with so much room: past it the transaction aborts and the request's own error says nothing. */
  function limitDisk(roomBytes: number): void {
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
      if (value instanceof Blob && value.size <= roomBytes) return put.call(this, value, key)
      // fake-indexeddb's own way to abort with a reason.
      const transaction = this.transaction as unknown as { _abort(name: string): void }
      transaction._abort('QuotaExceededError')
      return new EventTarget() as never
    })
  }

  function estimate(quota: number): void {
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota, usage: 500 }) } })
  }

  test('put says what is needed and what is free by the browser’s estimate', async () => {
    estimate(2000)
    const weights = await openWeights()
    limitDisk(1500)
    await expect(weights.put(file(0), new Blob([contents[0]]))).rejects.toMatchObject({
      fault: { code: 'storage-full', numbers: { neededBytes: 3000, freeBytes: 1500 } },
    })
  })

  test('where the estimate cannot be true, put finds out what fits, and leaves nothing behind', async () => {
    estimate(10e9)
    const weights = await openWeights()
    limitDisk(2000)
    const fault = await weights.put(file(0), new Blob([contents[0]])).catch(error => error.fault)
    expect(fault).toMatchObject({ code: 'storage-full', numbers: { neededBytes: 3000 } })
    expect(fault.numbers.freeBytes).toBeLessThanOrEqual(2000)
    expect(fault.numbers.freeBytes).toBeGreaterThan(2000 - 3000 / 16)
    expect(await weights.usage()).toEqual({ files: 0, bytes: 0 })
  })
})

test('verify stops when it is told to', async () => {
  const weights = await openWeights()
  await putAll(weights)
  const stop = new AbortController()
  const verifying = weights.verify(card, () => stop.abort(new Error('enough')), stop.signal)
  await expect(verifying).rejects.toThrow('enough')
  expect((await weights.state(card)).missing).toEqual([])
})

test('SHA-256 of a Blob equals that of its bytes at any length', async () => {
  const length = fc.oneof(
    fc.integer({ min: 0, max: 300 }),
    fc.constantFrom(2 ** 21 - 1, 2 ** 21, 2 ** 21 + 1),
  )
  await fc.assert(
    fc.asyncProperty(length, fc.nat(), async (size, seed) => {
      const bytes = bytesOf(seed, size)
      let hashedBytes = 0
      const hash = await sha256OfBlob(new Blob([bytes]), now => {
        hashedBytes = now
      })
      expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect(hashedBytes).toBe(size)
    }),
    { numRuns: 20 },
  )
})
