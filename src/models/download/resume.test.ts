import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ModelHost, startModelHost } from '../../../e2e/model-host.ts'
import { pieceChecksum, sha256OfBlob } from '../weights/hash.ts'
import type { Weights } from '../weights/types.ts'
import { openWeights } from '../weights/weights.ts'
import { type DownloadOptions, downloadModel } from './download.ts'
import type { DownloadEvent } from './events.ts'
import type { Wanted } from './source.ts'
import {
  createLocks,
  noise,
  type Outcome,
  outcomeOf,
  outline,
  pinnedCard,
  shortPieceBytes,
} from './transfer.fixture.ts'

const name = 'tiny.gguf'
const otherName = 'tiny-2.gguf'
const bytes = noise(5, 500_000)
const otherBytes = noise(6, 300_000)
/** Seven pieces and some. */
const pieces = Math.ceil(bytes.byteLength / shortPieceBytes)

let host: ModelHost
let weights: Weights

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  weights = await openWeights({ pieceBytes: shortPieceBytes })
  const files = { [name]: Buffer.from(bytes), [otherName]: Buffer.from(otherBytes) }
  host = await startModelHost({
    repos: { 'org/tiny': { files, revision: 'a'.repeat(40) } },
    plain: Object.fromEntries(Object.entries(files).map(([key, body]) => [`own/${key}`, body])),
  })
})

afterEach(async () => {
  await host.close()
  weights.close()
  vi.unstubAllGlobals()
})

const fromHub = (names: readonly string[] = [name]): Wanted => ({
  outline,
  source: { kind: 'gguf', folder: { repo: 'org/tiny', revision: 'main' }, names },
})

function download(
  wanted: Wanted,
  options: Partial<DownloadOptions> = {},
  onEvent?: (event: DownloadEvent) => void,
): Promise<Outcome> {
  const all: DownloadOptions = {
    signal: new AbortController().signal,
    hosts: { hub: host.url },
    fetch: (url, init) => globalThis.fetch(url, init),
    baseUrl: 'http://app.test/',
    retryDelaysMs: [1, 2, 4],
    isOnline: () => true,
    pieceBytes: shortPieceBytes,
    ...options,
  }
  return outcomeOf(downloadModel(wanted, weights, all), onEvent)
}

/** Ends a download when a file has arrived up to `atBytes`, as the end of its tab would. */
async function killAt(
  atBytes: number,
  wanted = fromHub(),
  options: Partial<DownloadOptions> = {},
  allBytes = atBytes,
): Promise<void> {
  const kill = new AbortController()
  host.fail(name, { kind: 'hold', afterBytes: atBytes })
  const outcome = await download(wanted, { ...options, signal: kill.signal }, event => {
    if (event.type === 'download-progress' && event.bytes >= allBytes) kill.abort(new Error('killed'))
  })
  expect(outcome.error).toEqual(new Error('killed'))
  // Until the host has seen that nobody listens any more.
  await new Promise(resolve => setTimeout(resolve, 50))
  host.clearFaults()
}

async function expectIdentical({ events, error }: Outcome): Promise<void> {
  expect(error).toBeUndefined()
  const end = events.at(-1)
  if (end?.type !== 'download-end') expect.fail('no end')
  const files = (await weights.files(end.card)) ?? []
  for (const file of files) {
    const whole = file.name === name ? bytes : otherBytes
    expect(await sha256OfBlob(file.blob)).toBe(await sha256OfBlob(new Blob([whole])))
  }
  expect(files.length).toBe(end.card.files.length)
}

const ranges = (): (string | undefined)[] =>
  host.requests.filter(request => request.name === name && request.method === 'GET').map(({ range }) => range)

describe('after a closed tab', () => {
  test('a download goes on from the last piece: at most one piece per open file comes again', async () => {
    const both = fromHub([name, otherName])
    host.fail(otherName, { kind: 'hold', afterBytes: 150_000 })
    await killAt(250_000, both, {}, 400_000)
    weights.close()
    weights = await openWeights({ pieceBytes: shortPieceBytes })
    expect((await weights.wanted())[0]).toMatchObject(both)
    const outcome = await download(both)
    await expectIdentical(outcome)
    const sent = host.sentBytes(name) + host.sentBytes(otherName)
    expect(sent - bytes.byteLength - otherBytes.byteLength).toBeLessThanOrEqual(2 * shortPieceBytes)
    expect(ranges()).toEqual([undefined, `bytes=${3 * shortPieceBytes}-`])
    expect(outcome.events[0]).toMatchObject({ bytes: 5 * shortPieceBytes, ofBytes: 800_000 })
  })
})

describe('never splices', () => {
  test('a server that ignores ranges starts the file again', async () => {
    await killAt(250_000)
    host.fail(name, { kind: 'ignore-range' })
    await expectIdentical(await download(fromHub()))
    expect(host.requests.at(-1)).toMatchObject({ status: 200, sentBytes: bytes.byteLength })
  })

  test.each([
    ['Another', '"newer"', true],
    ['Of a file whose hash is not known, another', '"newer"', false],
  ])('%s ETag starts the file again before a byte is taken', async (_, etag, hasListing) => {
    host.setListing(hasListing)
    await killAt(250_000)
    host.fail(name, { kind: 'etag', etag, times: 1 })
    await expectIdentical(await download(fromHub()))
    expect(ranges()).toEqual([undefined, `bytes=${3 * shortPieceBytes}-`, undefined])
  })

  test.each([
    ['known goes on', true, [undefined, `bytes=${3 * shortPieceBytes}-`]],
    ['not known starts again', false, [undefined, `bytes=${3 * shortPieceBytes}-`, undefined]],
  ])('without an ETag a file whose hash is %s', async (_, hasListing, expected) => {
    host.setListing(hasListing)
    const fetch: DownloadOptions['fetch'] = async (url, init) => {
      const { body, status, headers } = await globalThis.fetch(url, init)
      const kept = [...headers].filter(([key]) => !/etag/.test(key))
      return new Response(body, { status, headers: kept })
    }
    await killAt(250_000, fromHub(), { fetch })
    await expectIdentical(await download(fromHub(), { fetch }))
    expect(ranges()).toEqual(expected)
  })

  test('a shorter file under the same address starts again', async () => {
    const plain: Wanted = {
      outline,
      source: { kind: 'pinned', card: await pinnedCard({ [name]: bytes }, key => `own/${key}`) },
    }
    const kill = new AbortController()
    host.fail(`own/${name}`, { kind: 'hold', afterBytes: 250_000 })
    setTimeout(() => kill.abort(new Error('killed')), 200)
    await download(plain, { signal: kill.signal, baseUrl: `${host.url}/` })
    host.clearFaults()
    host.fail(`own/${name}`, { kind: 'swap', body: Buffer.from(noise(8, 100_000)), times: 1 })
    await expectIdentical(await download(plain, { baseUrl: `${host.url}/` }))
  })

  test('If-Range goes to the own host only', async () => {
    const card = await pinnedCard({ [name]: bytes }, key => `${host.url}/own/${key}`)
    const plain: Wanted = { outline, source: { kind: 'pinned', card } }
    const sent: unknown[] = []
    for (const baseUrl of [`${host.url}/`, 'http://app.test/']) {
      const kill = new AbortController()
      host.fail(`own/${name}`, { kind: 'hold', afterBytes: 250_000 })
      setTimeout(() => kill.abort(new Error('killed')), 200)
      await download(plain, { signal: kill.signal, baseUrl })
      host.clearFaults()
      await expectIdentical(await download(plain, { baseUrl }))
      sent.push(host.requests.at(-1)?.headers['if-range'])
      expect(host.requests.at(-1)?.status).toBe(206)
      await weights.deleteModel(card)
    }
    expect(sent[0]).toMatch(/^"[0-9a-f]{64}"$|^"[0-9a-f]{40}"$/)
    expect(sent[1]).toBeUndefined()
  })
})

describe('holes', () => {
  test('only the pieces that are missing in the middle are fetched, each run with its range', async () => {
    const first = await download(fromHub())
    await expectIdentical(first)
    const part = await partWithout([1, 2, 5])
    const before = host.requests.length
    await expectIdentical(await download(fromHub()))
    const got = host.requests.slice(before).filter(request => request.name === name)
    expect(got.map(({ range }) => range)).toEqual([
      `bytes=${shortPieceBytes}-${3 * shortPieceBytes - 1}`,
      `bytes=${5 * shortPieceBytes}-${6 * shortPieceBytes - 1}`,
    ])
    expect(part).toBe(pieces - 3)
  })

  test('a hole at the end takes the rest', async () => {
    await download(fromHub())
    await partWithout([pieces - 1])
    await expectIdentical(await download(fromHub()))
    expect(ranges().at(-1)).toBe(`bytes=${(pieces - 1) * shortPieceBytes}-`)
  })
})

/** Makes the file a part again that lacks some pieces; gives how many it has. */
async function partWithout(missing: readonly number[]): Promise<number> {
  const installed = (await weights.models())[0] ?? expect.fail()
  const { sha256, bytes: fileBytes } = installed.card.files[0] ?? expect.fail()
  await weights.deleteModel(installed.card)
  await weights.addWanted(fromHub())
  const checksums: (string | null)[] = Array.from({ length: pieces }, () => null)
  for (let index = 0; index < pieces; index += 1) {
    if (missing.includes(index)) continue
    const piece = bytes.slice(index * shortPieceBytes, (index + 1) * shortPieceBytes)
    checksums[index] = await pieceChecksum(piece)
    const part = { key: sha256, owner: outline.id, bytes: fileBytes, pieces: [...checksums] }
    await weights.putPiece(part, index, new Blob([piece]))
  }
  return checksums.filter(checksum => checksum !== null).length
}

describe('two tabs', () => {
  test('never fetch the same file twice; the second says that it waits', async () => {
    const locks = createLocks()
    const both = fromHub([name, otherName])
    const other = await openWeights({ pieceBytes: shortPieceBytes })
    const second = outcomeOf(
      downloadModel(both, other, {
        signal: new AbortController().signal,
        hosts: { hub: host.url },
        fetch: (url, init) => globalThis.fetch(url, init),
        baseUrl: 'http://app.test/',
        pieceBytes: shortPieceBytes,
        locks,
      }),
    )
    const outcomes = await Promise.all([download(both, { locks }), second])
    other.close()
    for (const outcome of outcomes) await expectIdentical(outcome)
    expect(host.sentBytes(name)).toBe(bytes.byteLength)
    expect(host.sentBytes(otherName)).toBe(otherBytes.byteLength)
    expect(outcomes.flatMap(({ events }) => events.map(({ type }) => type))).toContain('download-elsewhere')
  })

  test('neither does one whose files have no known hash', async () => {
    host.setListing(false)
    const locks = createLocks()
    host.fail(name, { kind: 'etag', etag: '"plain"' })
    const outcomes = await Promise.all([download(fromHub(), { locks }), download(fromHub(), { locks })])
    for (const outcome of outcomes) await expectIdentical(outcome)
    expect(host.sentBytes(name)).toBe(bytes.byteLength)
  })
})

test('random cuts at random places always end in identical bytes, and little is fetched again', async () => {
  const cut = fc.record({
    afterBytes: fc.integer({ min: 0, max: bytes.byteLength - 1 }),
    framing: fc.constantFrom('length' as const, 'close' as const),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(cut, { maxLength: 5 }), fc.boolean(), async (cuts, hasListing) => {
      vi.stubGlobal('indexedDB', new IDBFactory())
      weights.close()
      weights = await openWeights({ pieceBytes: shortPieceBytes })
      host.clearFaults()
      host.setListing(hasListing)
      const before = host.sentBytes(name)
      for (const { afterBytes, framing } of cuts)
        host.fail(name, { kind: 'cut', afterBytes, framing, times: 1 })
      await expectIdentical(await download(fromHub(), { retryDelaysMs: [0, 0, 0, 0, 0, 0] }))
      expect(host.sentBytes(name) - before).toBeLessThanOrEqual(
        // A piece, and what a stream that fails throws away unread.
        bytes.byteLength + cuts.length * 3 * shortPieceBytes,
      )
    }),
    { numRuns: 40 },
  )
})
