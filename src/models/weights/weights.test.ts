import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { createStore, del, entries, set } from 'idb-keyval'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openDiskShelf } from '../../storage/shelf.ts'
import type { Wanted } from '../download/source.ts'
import type { ModelCard, ModelFileCard } from '../model.ts'
import { createSha256, pieceChecksum } from './hash.ts'
import { keepFile } from './keep-file.fixture.ts'
import { createPieces } from './pieces.ts'
import type { Part, Weights } from './types.ts'
import { openWeights } from './weights.ts'

const pieceBytes = 1000
const open = (): Promise<Weights> => openWeights({ pieceBytes })

const bytesOf = (seed: number, length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, index) => (index * 7 + seed) % 251)

/** Three pieces, five and a half, a short one, and an empty file. */
const contents = [bytesOf(1, 3000), bytesOf(2, 5500), bytesOf(3, 10), bytesOf(4, 0)] as const
const content = (index: number): Uint8Array<ArrayBuffer> => contents[index] ?? bytesOf(0, 0)

function fileCard(name: string, bytes: Uint8Array): ModelFileCard {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { name, url: name, bytes: bytes.byteLength, sha256 }
}

const cardFiles = contents.map((bytes, index) => fileCard(`shard-${index}`, bytes))
const file = (index: number): ModelFileCard => cardFiles[index] ?? fileCard('', new Uint8Array())

function cardOf(id: string, files: readonly ModelFileCard[]): ModelCard {
  return {
    ...{ id, name: id, format: 'gguf', engines: ['scripted'], files, parametersM: 1, quantisation: 'Q4_1' },
    ...{ contextTokens: 64, licence: 'MIT', licenceUrl: '', languages: ['en'] },
  }
}

const card = cardOf('tiny', cardFiles)
const allBytes = 8510

function wantedOf(model: ModelCard): Wanted {
  const { files: _, ...outline } = model
  return { outline, source: { kind: 'gguf', folder: { repo: 'a/b', revision: 'main' }, names: ['x.gguf'] } }
}

async function keep(weights: Weights, index: number, owner = 'tiny'): Promise<void> {
  await keepFile(weights, owner, file(index), new Blob([content(index)]), { pieceBytes })
}

async function keepAll(weights: Weights): Promise<void> {
  for (const index of contents.keys()) await keep(weights, index)
}

/** Some pieces of a file, as a download leaves them. */
async function putPieces(
  weights: Weights,
  part: Part,
  index: number,
  places: readonly number[],
): Promise<Part> {
  let now = part
  for (const place of places) {
    const bytes = content(index).slice(place * pieceBytes, (place + 1) * pieceBytes)
    const pieces: (string | null)[] = [...now.pieces]
    pieces[place] = await pieceChecksum(bytes)
    now = { ...now, pieces }
    await weights.putPiece(now, place, new Blob([bytes]))
  }
  return now
}

function emptyPart(index: number, key = file(index).sha256): Part {
  const { bytes } = file(index)
  return { key, owner: 'tiny', bytes, pieces: Array(Math.ceil(bytes / pieceBytes)).fill(null) }
}

const disk = () => createStore('hermit-weights', 'files')
const putRaw = (key: string, value: unknown): Promise<void> => set(key, value, disk())
const raw = async (): Promise<[string, unknown][]> =>
  (await entries(disk())).map(([key, value]) => [String(key), value])

/** The key of a piece of a whole file, as it lies on the disk. */
async function pieceKeyOf(index: number, place: number): Promise<string> {
  const [, record] = (await raw()).find(([key]) => key === file(index).sha256) ?? []
  return `piece/${(record as { lot: string }).lot}/00000${place}`
}

async function read(weights: Weights, model: ModelCard): Promise<Uint8Array[] | undefined> {
  const files = await weights.files(model)
  return files && Promise.all(files.map(async each => new Uint8Array(await each.blob.arrayBuffer())))
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
    const weights = await open()
    expect(weights.mode).toBe(mode)
    expect(await weights.state(card)).toEqual({ present: 0, of: allBytes, missing: card.files })
    await keep(weights, 1)
    const missing = [file(0), file(2), file(3)]
    expect(await weights.state(card)).toEqual({ present: 5500, of: allBytes, missing })
    expect(await weights.files(card)).toBeUndefined()
    await keepAll(weights)
    expect((await weights.files(card))?.map(each => each.name)).toEqual(card.files.map(each => each.name))
    expect(await read(weights, card)).toEqual(contents)
    expect((await weights.usage()).bytes).toBe(allBytes)
    expect(await weights.deleteModel(card)).toBe(allBytes)
    expect((await weights.usage()).bytes).toBe(0)
  })

  test('keep an unfinished file piece by piece, and count it as present', async () => {
    const weights = await open()
    expect(await weights.part(file(0).sha256)).toBeUndefined()
    const part = { ...emptyPart(0), validator: '"v1"' }
    const halfway = await putPieces(weights, part, 0, [0, 2])
    expect(await weights.part(file(0).sha256)).toEqual(halfway)
    expect((await weights.state(card)).present).toBe(2000)
    expect((await weights.readPart(file(0).sha256)).size).toBe(1000)
    await expect(weights.finish(file(0).sha256, file(0).sha256)).rejects.toMatchObject({
      fault: { code: 'model-damaged' },
    })
    await putPieces(weights, halfway, 0, [1])
    expect((await weights.readPart(file(0).sha256)).size).toBe(3000)
    await weights.finish(file(0).sha256, file(0).sha256)
    expect(await weights.has(file(0).sha256)).toBe(true)
    expect(await weights.part(file(0).sha256)).toBeUndefined()
    expect(await read(weights, cardOf('one', [file(0)]))).toEqual([contents[0]])
  })

  test('take a file of unknown length, named by its address, and drop it when it is here already', async () => {
    const weights = await open()
    const part: Part = { key: 'https://hub/x', owner: 'tiny', pieces: [] }
    await putPieces(weights, part, 1, [0, 1, 2, 3, 4, 5])
    await weights.finish(part.key, file(1).sha256)
    expect(await read(weights, cardOf('one', [file(1)]))).toEqual([contents[1]])
    // The same address again, while the file's pieces came from it: they are not touched.
    await putPieces(weights, part, 1, [0])
    expect((await weights.usage()).bytes).toBe(6500)
    await putPieces(weights, part, 1, [0, 1, 2, 3, 4, 5])
    await weights.finish(part.key, file(1).sha256)
    expect((await weights.usage()).bytes).toBe(5500)
    expect(await read(weights, cardOf('one', [file(1)]))).toEqual([contents[1]])
  })

  test('forget the pieces that a part no longer names', async () => {
    const weights = await open()
    await putPieces(weights, emptyPart(0), 0, [0, 1, 2])
    await putPieces(weights, { ...emptyPart(0), validator: '"v2"' }, 0, [1])
    expect((await weights.usage()).bytes).toBe(1000)
    await weights.dropPart(file(0).sha256)
    expect((await weights.usage()).bytes).toBe(0)
  })

  test('refuse a piece of another size, and a file of another size or hash', async () => {
    const weights = await open()
    const damaged = { fault: { code: 'model-damaged' } }
    const part = { ...emptyPart(0), pieces: ['x', null, null] }
    await expect(weights.putPiece(part, 0, new Blob([new Uint8Array(999)]))).rejects.toMatchObject(damaged)
    const short = keepFile(weights, 'tiny', file(0), new Blob([contents[0].subarray(1)]))
    await expect(short).rejects.toMatchObject(damaged)
    const wrong = keepFile(weights, 'tiny', file(0), new Blob([new Uint8Array(3000)]), { pieceBytes })
    await expect(wrong).rejects.toMatchObject(damaged)
    expect((await weights.usage()).bytes).toBe(0)
  })

  test('verify drops all of a file whose pieces are as written but not what the hash says', async () => {
    const weights = await open()
    await keepAll(weights)
    await weights.deleteModel(cardOf('', [file(1)]))
    const flipped = contents[1].slice()
    flipped[4000] = (flipped[4000] ?? 0) ^ 1
    const part: Part = { key: 'x', owner: 'tiny', bytes: 5500, pieces: [] }
    const all = await Promise.all(
      [0, 1, 2, 3, 4, 5].map(place => pieceChecksum(flipped.slice(place * 1000, place * 1000 + 1000))),
    )
    for (const place of all.keys()) {
      const piece = new Blob([flipped.slice(place * 1000, place * 1000 + 1000)])
      await weights.putPiece({ ...part, pieces: all.slice(0, place + 1) }, place, piece)
    }
    await weights.finish('x', file(1).sha256)
    const seen: number[] = []
    const found = await weights.verify(card, bytes => seen.push(bytes))
    expect(found).toEqual([{ file: file(1), goodBytes: 0 }])
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(allBytes)
    expect((await weights.state(card)).missing).toEqual([file(1)])
    expect((await weights.usage()).bytes).toBe(3010)
  })

  test('delete a model, but not what another one has', async () => {
    const weights = await open()
    const other = cardOf('other', [file(1)])
    await keepAll(weights)
    for (const each of [card, other]) await weights.addModel(each)
    await putPieces(weights, { ...emptyPart(0, 'https://x/y'), owner: 'tiny' }, 0, [0])
    expect((await weights.usage()).byModel).toEqual(
      new Map([
        ['tiny', allBytes + 1000],
        ['other', 5500],
      ]),
    )
    expect(await weights.deleteModel(card)).toBe(3010 + 1000)
    expect((await weights.models()).map(model => model.card)).toEqual([other])
    expect(await read(weights, other)).toEqual([contents[1]])
    expect(await weights.deleteModel(other)).toBe(5500)
    expect((await weights.usage()).bytes).toBe(0)
  })

  test('delete a model’s compiled libraries with it, and check those that are here', async () => {
    const weights = await open()
    const libraries = [1, 2].map(index => ({ ...file(index), needs: [] }))
    const model: ModelCard = { ...cardOf('gpu', [file(0)]), libraries }
    await keep(weights, 0)
    await keep(weights, 1)
    expect(await weights.verify(model)).toEqual([])
    expect(await weights.deleteModel(model)).toBe(8500)
  })

  test('do the same with a model’s adapters, which it is whole without', async () => {
    const weights = await open()
    const model: ModelCard = { ...cardOf('cpu', [file(0)]), adapters: [{ ...file(1), id: 'tools' }] }
    await keep(weights, 0)
    expect((await weights.state(model)).missing).toEqual([])
    await keep(weights, 1)
    await weights.addModel(model)
    expect(await weights.sweep([])).toBe(0)
    expect(await weights.verify(model)).toEqual([])
    expect(await weights.deleteModel(model)).toBe(8500)
  })

  test('remember what is wanted until it is here or given up', async () => {
    const weights = await open()
    await weights.addWanted(wantedOf(card))
    expect(await weights.wanted()).toEqual([wantedOf(card)])
    const part = emptyPart(0, 'https://x/y')
    await putPieces(weights, part, 0, [0])
    expect(await weights.sweep([])).toBe(0)
    await weights.dropWanted('tiny', false)
    expect(await weights.wanted()).toEqual([])
    expect((await weights.usage()).bytes).toBe(1000)
    await weights.addWanted(wantedOf(card))
    await weights.dropWanted('tiny', true)
    expect((await weights.usage()).bytes).toBe(0)
    await weights.addWanted(wantedOf(card))
    await weights.addModel(card)
    expect(await weights.wanted()).toEqual([])
  })

  test('sweep what belongs to nothing, and nothing else', async () => {
    const weights = await open()
    await keepAll(weights)
    await putPieces(weights, { ...emptyPart(0, 'https://x/y'), owner: 'gone' }, 0, [0, 1])
    await weights.addModel(cardOf('other', [file(0)]))
    expect(await weights.sweep([cardOf('tiny', [file(1)])])).toBe(2000)
    expect(await weights.sweep([cardOf('known', [file(1)])])).toBe(10)
    expect((await weights.usage()).bytes).toBe(8500)
  })
})

describe('on the disk', () => {
  test('all is there after reopening', async () => {
    const first = await open()
    await keepAll(first)
    await first.addModel(card)
    await putPieces(first, emptyPart(0, 'https://x/y'), 0, [0, 1])
    first.close()
    const second = await open()
    expect((await second.state(card)).missing).toEqual([])
    expect(await read(second, card)).toEqual(contents)
    expect((await second.models()).map(model => model.card)).toEqual([card])
    expect((await second.readPart('https://x/y')).size).toBe(2000)
  })

  test('a hash goes on from its state, and is forgotten where its pieces or its format are', async () => {
    const weights = await open()
    const part = await putPieces(weights, emptyPart(0), 0, [0])
    const hash = await createSha256()
    await hash.update(contents[0].subarray(0, 2000))
    const saved = { state: hash.save(), hashedPieces: 2 }
    await putPieces(weights, { ...part, hash: saved }, 0, [1])
    expect((await weights.part(file(0).sha256))?.hash).toEqual(saved)
    const [key, record] = (await raw()).find(([each]) => each.startsWith('part/')) ?? ['', {}]
    await putRaw(key, { ...(record as Part), hash: { ...saved, state: new Uint8Array(9) } })
    expect((await weights.part(file(0).sha256))?.hash).toBeUndefined()
    await putRaw(key, record)
    const [piece] = (await raw()).filter(([each]) => each.startsWith('piece/')).map(([each]) => each)
    await del(piece ?? '', disk())
    const left = await weights.part(file(0).sha256)
    expect(left?.hash).toBeUndefined()
    expect(left?.pieces).toEqual([null, expect.any(String), null])
  })

  test('a file that is cut short is taken apart: its good pieces are a part again', async () => {
    const weights = await open()
    await keepAll(weights)
    const key = await pieceKeyOf(1, 4)
    await putRaw(key, new Blob([new Uint8Array(600)]))
    await putRaw(file(2).sha256, 'not a file at all')
    expect((await weights.state(card)).missing).toEqual([file(1), file(2)])
    const part = await weights.part(file(1).sha256)
    expect(part?.pieces.map(checksum => checksum !== null)).toEqual([true, true, true, true, false, true])
    expect((await raw()).map(([each]) => each)).not.toContain(key)
    await putPieces(weights, { ...emptyPart(1), ...part }, 1, [4])
    await weights.finish(file(1).sha256, file(1).sha256)
    expect(await read(weights, cardOf('one', [file(1)]))).toEqual([contents[1]])
  })

  test('pieces whose end the disk does not give are bad, and that is looked for once in the life of a tab', async () => {
    const weights = await open()
    await keepAll(weights)
    await putPieces(weights, emptyPart(0, 'https://x/y'), 0, [0, 1])
    expect((await weights.state(card)).missing).toEqual([])
    const stream = Blob.prototype.stream
    vi.spyOn(Blob.prototype, 'stream').mockImplementation(function (this: Blob) {
      return stream.call(this.size === 1 ? new Blob([]) : this)
    })
    expect(await weights.part('https://x/y')).toBeUndefined()
    expect((await weights.state(card)).missing).toEqual([])
    expect((await (await open()).state(card)).missing).toEqual([file(0), file(1), file(2)])
    expect((await weights.state(card)).present).toBe(0)
  })

  test('verify finds one flipped bit and keeps the other pieces of the file', async () => {
    const weights = await open()
    await keepAll(weights)
    const flipped = contents[1].slice(2000, 3000)
    flipped[7] = (flipped[7] ?? 0) ^ 1
    await putRaw(await pieceKeyOf(1, 2), new Blob([flipped]))
    expect((await weights.state(card)).missing).toEqual([])
    expect(await weights.verify(card)).toEqual([{ file: file(1), goodBytes: 4500 }])
    expect((await weights.state(card)).missing).toEqual([file(1)])
    expect((await weights.state(card)).present).toBe(allBytes - 1000)
    expect((await weights.usage()).bytes).toBe(allBytes - 1000)
  })

  test('verify stops when it is told to', async () => {
    const weights = await open()
    await keepAll(weights)
    const stop = new AbortController()
    const verifying = weights.verify(card, () => stop.abort(new Error('enough')), stop.signal)
    await expect(verifying).rejects.toThrow('enough')
    expect((await weights.state(card)).missing).toEqual([])
  })

  test('a part of which a piece is gone does not become a file', async () => {
    const weights = await open()
    await putPieces(weights, emptyPart(0), 0, [0, 1, 2])
    const [key = ''] = (await raw()).map(([each]) => each).filter(each => each.startsWith('piece/'))
    await del(key, disk())
    await expect(weights.finish(file(0).sha256, file(0).sha256)).rejects.toMatchObject({
      fault: { code: 'model-damaged' },
    })
    expect(await weights.has(file(0).sha256)).toBe(false)
  })

  test('what is left of a damaged file goes when it has come whole from its address', async () => {
    const weights = await open()
    await putPieces(weights, emptyPart(0), 0, [0])
    await putPieces(weights, emptyPart(0, 'https://x/y'), 0, [0, 1, 2])
    await weights.finish('https://x/y', file(0).sha256)
    expect((await weights.usage()).bytes).toBe(3000)
  })

  test('a file that another tab has fetched anew is not taken apart for what it was', async () => {
    const shelf = openDiskShelf('hermit-weights')
    const pieces = createPieces(shelf, pieceBytes)
    const weights = await open()
    await keep(weights, 0)
    const before = await pieces.find(file(0).sha256)
    await weights.deleteModel(card)
    await keep(weights, 0)
    if (before) await pieces.takeApart(file(0).sha256, before, [false, false, false])
    expect(before?.blobs.length).toBe(3)
    expect(await weights.has(file(0).sha256)).toBe(true)
    shelf.close()
  })

  test('a model that is repaired is as old as it was', async () => {
    const weights = await open()
    const now = vi.spyOn(Date, 'now').mockReturnValue(1000)
    await weights.addModel(card)
    now.mockReturnValue(2000)
    await weights.addModel(cardOf('younger', []))
    await weights.addModel(card)
    expect((await weights.models()).map(model => model.addedAt)).toEqual([1000, 2000])
  })

  test('a record that is none is left out and stands in nobody’s way', async () => {
    const weights = await open()
    await weights.addModel(card)
    await weights.addWanted(wantedOf(cardOf('soon', [])))
    await keep(weights, 0, 'newer')
    await putRaw('model/bad', { card: { id: 'bad' }, addedAt: 1 })
    await putRaw('model/newer', { from: 'a later Hermit' })
    await putRaw('model/liar', { card: cardOf('other', []), addedAt: 1 })
    await putRaw('want/bad', 7)
    await putRaw(`part/${file(0).sha256}`, { key: 'another', pieces: 'none' })
    expect((await weights.models()).map(model => model.card.id)).toEqual(['tiny'])
    expect((await weights.wanted()).map(each => each.outline.id)).toEqual(['soon'])
    expect(await weights.part(file(0).sha256)).toBeUndefined()
    expect((await weights.usage()).bytes).toBe(3000)
    await weights.deleteModel(cardOf('tiny', []))
    // Fetched for a model whose record cannot be read here: not ours to delete.
    expect(await weights.sweep([])).toBe(0)
    expect(await weights.has(file(0).sha256)).toBe(true)
  })
})

describe('files as they were kept at first, each one Blob under its hash', () => {
  beforeEach(async () => {
    const old = await open()
    for (const index of [0, 1, 2]) await putRaw(file(index).sha256, new Blob([content(index)]))
    old.close()
  })
  const old = cardOf('old', [file(0), file(1), file(2)])

  test('are read, checked, counted, kept by a sweep that knows them, and deleted', async () => {
    const weights = await open()
    expect((await weights.state(old)).missing).toEqual([])
    expect(await read(weights, old)).toEqual(contents.slice(0, 3))
    expect(await weights.verify(old)).toEqual([])
    await weights.addModel(old)
    expect(await weights.usage()).toEqual({ bytes: 8510, byModel: new Map([['old', 8510]]) })
    expect(await weights.sweep([])).toBe(0)
    expect(await weights.deleteModel(old)).toBe(8510)
    expect(await raw()).toEqual([])
  })

  test('are dropped whole where they are cut short or damaged', async () => {
    const weights = await open()
    await putRaw(file(0).sha256, new Blob([contents[0].subarray(0, 2000)]))
    await putRaw(file(1).sha256, new Blob([new Uint8Array(5500)]))
    expect((await weights.state(old)).missing).toEqual([file(0)])
    expect(await weights.verify(old)).toEqual([file(0), file(1)].map(each => ({ file: each, goodBytes: 0 })))
    expect((await weights.usage()).bytes).toBe(10)
  })

  test('are not kept twice when they are fetched again', async () => {
    const weights = await open()
    await putPieces(weights, emptyPart(1), 1, [0, 1, 2, 3, 4, 5])
    await weights.finish(file(1).sha256, file(1).sha256)
    expect((await weights.usage()).bytes).toBe(8510)
  })
})

describe('over quota', () => {
  /** A disk with so much room: past it the transaction aborts and the request's own error says nothing. */
  function limitDisk(roomBytes: number): void {
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
      if (!(value instanceof Blob) || value.size <= roomBytes) return put.call(this, value, key)
      // fake-indexeddb's own way to abort with a reason.
      const transaction = this.transaction as unknown as { _abort(name: string): void }
      transaction._abort('QuotaExceededError')
      return new EventTarget() as never
    })
  }

  function estimate(quota: number): void {
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota, usage: 500 }) } })
  }

  const piece = new Blob([bytesOf(1, 1000)])
  const part: Part = { ...emptyPart(0), pieces: ['x', null, null] }

  test('a piece says what it needs and what is free by the browser’s estimate', async () => {
    estimate(1300)
    const weights = await open()
    limitDisk(700)
    await expect(weights.putPiece(part, 0, piece)).rejects.toMatchObject({
      fault: { code: 'storage-full', numbers: { neededBytes: 1000, freeBytes: 800 } },
    })
  })

  test('where the estimate cannot be true, it is found out what fits, and nothing is left behind', async () => {
    estimate(10e9)
    const weights = await open()
    limitDisk(700)
    const fault = await weights.putPiece(part, 0, piece).catch(error => error.fault)
    expect(fault).toMatchObject({ code: 'storage-full', numbers: { neededBytes: 1000 } })
    expect(fault.numbers.freeBytes).toBeLessThanOrEqual(700)
    expect(fault.numbers.freeBytes).toBeGreaterThan(700 - 1000 / 16)
    expect(await raw()).toEqual([])
  })
})
