import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import fc from 'fast-check'
import { createStore, del, entries, set } from 'idb-keyval'
import { afterEach, expect, test, vi } from 'vitest'
import type { ModelCard, ModelFileCard } from '../model.ts'
import { pieceChecksum } from './hash.ts'
import type { Part, Weights } from './types.ts'
import { openWeights } from './weights.ts'

const pieceBytes = 100
const contents = [300, 250, 10, 0].map((length, seed) =>
  Uint8Array.from({ length }, (_, index) => (index * 7 + seed) % 251),
)
const files = contents.map(
  (bytes, index): ModelFileCard => ({
    name: `shard-${index}`,
    url: '',
    bytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }),
)
/** Both have the second file. */
const cards = [
  [0, 1, 2],
  [1, 3],
].map(
  (places, index): ModelCard => ({
    ...{ id: `model-${index}`, name: '', format: 'gguf', engines: [], quantisation: '', contextTokens: 1 },
    ...{ parametersM: 1, licence: '', licenceUrl: '', languages: [] },
    files: places.flatMap(place => files[place] ?? []),
  }),
)

type Step =
  | { readonly do: 'piece'; readonly model: number; readonly file: number; readonly place: number }
  | { readonly do: 'fetch'; readonly model: number; readonly file: number }
  | { readonly do: 'finish'; readonly file: number }
  | { readonly do: 'add' | 'delete' | 'verify' | 'files'; readonly model: number }
  | { readonly do: 'damage'; readonly nth: number; readonly how: 'flip' | 'cut' | 'lose' }
  | { readonly do: 'reopen' | 'sweep' }

const model = fc.nat(1)
const fileIndex = fc.nat(3)
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('piece'), model, file: fileIndex, place: fc.nat(2) }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('fetch'), model, file: fileIndex }), weight: 4 },
  { arbitrary: fc.record({ do: fc.constant('finish'), file: fileIndex }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constantFrom('add', 'delete', 'verify', 'files'), model }), weight: 4 },
  {
    arbitrary: fc.record({
      do: fc.constant('damage'),
      nth: fc.nat(20),
      how: fc.constantFrom('flip', 'cut', 'lose'),
    }),
    weight: 2,
  },
  { arbitrary: fc.record({ do: fc.constantFrom('reopen', 'sweep') }), weight: 1 },
)

const disk = () => createStore('hermit-weights', 'files')
const raw = async (): Promise<[string, unknown][]> =>
  (await entries(disk())).map(([key, value]) => [String(key), value])

/** After so many writes the tab is dead: neither they nor any later one reach the disk. */
function killAfter(writes: number): void {
  let left = writes
  for (const name of ['put', 'delete'] as const) {
    const write = IDBObjectStore.prototype[name]
    vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (
      this: IDBObjectStore,
      ...given: unknown[]
    ) {
      left -= 1
      if (left < 0) throw new Error('the tab is dead')
      // The spy stands for both, whose parameters differ.
      return Reflect.apply(write, this, given)
    })
  }
}

/** Does what a person, a download or a bad disk may do; throws when a promise of the weights is not kept. */
function createBench() {
  /** Hashes of files of which a piece was flipped since they were last checked. */
  const flipped = new Set<string>()
  let weights: Weights

  async function putPiece(owner: string, index: number, place: number): Promise<void> {
    const { sha256: key, bytes } = files[index] ?? { sha256: '', bytes: 0 }
    const count = Math.max(1, Math.ceil(bytes / pieceBytes))
    const at = place % count
    const piece = contents[index]?.slice(at * pieceBytes, (at + 1) * pieceBytes) ?? new Uint8Array()
    const part: Part = (await weights.part(key)) ?? { key, owner, bytes, pieces: Array(count).fill(null) }
    const pieces = [...part.pieces]
    pieces[at] = await pieceChecksum(piece)
    await weights.putPiece({ ...part, pieces }, at, new Blob([piece]))
  }

  async function damage(nth: number, how: 'flip' | 'cut' | 'lose'): Promise<void> {
    const all = await raw()
    const pieces = all.filter(([key]) => key.startsWith('piece/'))
    const [key, blob] = pieces[nth % Math.max(1, pieces.length)] ?? []
    if (!key || !(blob instanceof Blob)) return
    if (how === 'lose') return del(key, disk())
    const bytes = new Uint8Array(await blob.arrayBuffer())
    if (bytes.byteLength === 0) return
    if (how === 'cut') return set(key, new Blob([bytes.subarray(1)]), disk())
    bytes[0] = (bytes[0] ?? 0) ^ 1
    await set(key, new Blob([bytes]), disk())
    for (const [name, value] of all) {
      const lot = typeof value === 'object' && value && 'lot' in value ? String(value.lot) : ''
      if (lot && key.startsWith(`piece/${lot}/`)) flipped.add(name.replace('part/', ''))
    }
  }

  async function expectTrue(card: ModelCard): Promise<void> {
    for (const file of card.files) {
      const [found] = (await weights.files({ ...card, files: [file] })) ?? []
      if (!found || flipped.has(file.sha256)) continue
      const bytes = new Uint8Array(await found.blob.arrayBuffer())
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256)
    }
  }

  async function expectInOrder(): Promise<void> {
    const all = await raw()
    const lots = all.flatMap(([, value]) =>
      typeof value === 'object' && value && 'lot' in value ? [String(value.lot)] : [],
    )
    const stored = all.flatMap(([, value]) => (value instanceof Blob ? [value.size] : []))
    expect((await weights.usage()).bytes).toBe(stored.reduce((sum, size) => sum + size, 0))
    expect(new Set(lots).size).toBe(lots.length)
    for (const [key] of all) if (key.startsWith('piece/')) expect(lots).toContain(key.split('/')[1])
    for (const card of cards) await expectTrue(card)
  }

  async function run(now: Step): Promise<void> {
    if (now.do === 'piece') await putPiece(`model-${now.model}`, now.file, now.place)
    if (now.do === 'fetch') {
      const { sha256 = '' } = files[now.file] ?? {}
      if (await weights.has(sha256)) return
      for (const place of [0, 1, 2]) await putPiece(`model-${now.model}`, now.file, place)
      await weights.finish(sha256, sha256)
    }
    if (now.do === 'finish') {
      const { sha256 = '' } = files[now.file] ?? {}
      const isWhole = (await weights.part(sha256))?.pieces.every(checksum => checksum !== null)
      if (isWhole) await weights.finish(sha256, sha256)
    }
    if (now.do === 'damage') await damage(now.nth, now.how)
    if (now.do === 'sweep') await weights.sweep(cards)
    if (now.do === 'reopen') {
      weights.close()
      await open()
    }
    if (!('model' in now)) return
    const card = cards[now.model]
    const other = cards[1 - now.model]
    if (!card || !other) return
    if (now.do === 'files') await expectTrue(card)
    if (now.do === 'add' && (await weights.files(card))) await weights.addModel(card)
    if (now.do === 'verify') {
      const bad = (await weights.verify(card)).map(({ file }) => file.sha256)
      for (const { sha256 } of card.files) if (!bad.includes(sha256)) flipped.delete(sha256)
      await expectTrue(card)
      expect((await weights.state(card)).missing.map(file => file.sha256)).toEqual(bad)
    }
    if (now.do === 'delete') {
      const isOtherHere = (await weights.models()).some(({ card: { id } }) => id === other.id)
      const before = await weights.usage()
      const missingBefore = (await weights.state(other)).missing
      const { bytes } = await weights.usage()
      expect(bytes).toBeLessThanOrEqual(before.bytes)
      expect(await weights.deleteModel(card)).toBe(bytes - (await weights.usage()).bytes)
      expect((await weights.models()).map(({ card: { id } }) => id)).not.toContain(card.id)
      if (isOtherHere) expect((await weights.state(other)).missing).toEqual(missingBefore)
    }
  }

  async function open(): Promise<void> {
    weights = await openWeights({ pieceBytes })
  }

  return {
    open,
    run,
    expectInOrder,
    async expectNothingLeft() {
      for (const card of cards) await weights.deleteModel(card)
      await weights.sweep([])
      expect(await raw()).toEqual([])
    },
    close: () => weights.close(),
  }
}

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('whatever happens to them: a whole file is the right file, what is freed is gone, a shared file stays', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
      vi.stubGlobal('indexedDB', new IDBFactory())
      const bench = createBench()
      await bench.open()
      for (const each of steps) {
        await bench.run(each)
        await bench.expectInOrder()
      }
      await bench.expectNothingLeft()
      bench.close()
    }),
    { numRuns: 80 },
  )
})

test('a tab that dies between any two writes leaves everything in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), step, fc.nat(12), async (steps, last, writes) => {
      vi.stubGlobal('indexedDB', new IDBFactory())
      const bench = createBench()
      await bench.open()
      for (const each of steps) await bench.run(each)
      killAfter(writes)
      // What it was about to do fails or not; neither is of interest to the next tab.
      if (last.do !== 'damage') await bench.run(last).catch(() => {})
      vi.restoreAllMocks()
      bench.close()
      await bench.open()
      await bench.expectInOrder()
      await bench.expectNothingLeft()
      bench.close()
    }),
    { numRuns: 100 },
  )
})
