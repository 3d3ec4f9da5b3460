import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ModelHost, startModelHost } from '../../../e2e/model-host.ts'
import type { Weights } from '../weights/types.ts'
import { openWeights } from '../weights/weights.ts'
import { type DownloadOptions, downloadModel } from './download.ts'
import type { Source, Wanted } from './source.ts'
import { noise, type Outcome, outcomeOf, outline, shortPieceBytes } from './transfer.fixture.ts'

const commit = 'c'.repeat(40)
const shards = [1, 2, 3].map(seed => Buffer.from(noise(seed, 200_000)))
const library = Buffer.from(noise(7, 90_000))
const config = { model_type: 'llama', tokenizer_files: ['tokenizer.json', 'tokenizer_config.json'] }

const hash = (algorithm: string, bytes: Buffer): string => createHash(algorithm).update(bytes).digest('hex')

const record = (bytes: Buffer, index: number) => ({
  dataPath: `params_shard_${index}.bin`,
  format: 'raw-shard',
  nbytes: bytes.byteLength,
  md5sum: hash('md5', bytes),
  records: [],
})

function folder(cache: object = { metadata: {}, records: shards.map(record) }): Record<string, Buffer> {
  return {
    'mlc-chat-config.json': Buffer.from(JSON.stringify(config)),
    'tensor-cache.json': Buffer.from(JSON.stringify(cache)),
    'tokenizer.json': Buffer.from('{"version":"1.0"}'),
    ...Object.fromEntries(shards.map((bytes, index) => [`params_shard_${index}.bin`, bytes])),
  }
}

const [shard] = shards
const ggufBody = Buffer.concat([Buffer.from('GGUF'), shard ?? Buffer.alloc(0)])

let host: ModelHost
let weights: Weights

async function start(files: Record<string, Buffer>, hasCdn = false): Promise<void> {
  const plain = Object.entries(files).map(([name, body]) => [`own/tiny/${name}`, body])
  host = await startModelHost({
    hasCdn,
    repos: {
      'org/tiny-MLC': { files, revision: commit },
      'org/tiny-GGUF': { files: { 'Q4/tiny 1.gguf': ggufBody }, revision: commit },
    },
    plain: { ...Object.fromEntries(plain), 'libs/v1/tiny-webgpu.wasm': library },
  })
}

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  weights = await openWeights({ pieceBytes: shortPieceBytes })
})

afterEach(async () => {
  await host.close()
  weights.close()
  vi.unstubAllGlobals()
})

const gguf: Source = {
  kind: 'gguf',
  folder: { repo: 'org/tiny-GGUF', revision: 'main' },
  names: ['Q4/tiny 1.gguf'],
}

const mlc = (where: Extract<Source, { kind: 'mlc' }>['folder']): Source => ({
  kind: 'mlc',
  folder: where,
  libraryUrl: 'https://libraries.test/libs/v1/tiny-webgpu.wasm',
})
const onHub = { repo: 'org/tiny-MLC', revision: 'main' }

function download(source: Source, options: Partial<DownloadOptions> = {}): Promise<Outcome> {
  const wanted: Wanted = { outline, source }
  const all: DownloadOptions = {
    signal: new AbortController().signal,
    hosts: { hub: host.url, libraries: host.url },
    fetch: (url, init) => globalThis.fetch(url, init),
    baseUrl: 'http://app.test/',
    retryDelaysMs: [1, 2],
    isOnline: () => true,
    pieceBytes: shortPieceBytes,
    ...options,
  }
  return outcomeOf(downloadModel(wanted, weights, all))
}

function cardOf({ events, error }: Outcome) {
  expect(error).toBeUndefined()
  const end = events.at(-1)
  return end?.type === 'download-end' ? end.card : expect.fail('no end')
}

const asked = (name: string): number => host.requests.filter(request => request.name === name).length

describe.each([false, true])('a GGUF of a hub (files by a redirect: %s)', hasCdn => {
  beforeEach(() => start(folder(), hasCdn))

  test('is pinned to the commit, with the size and the hash that the listing declares', async () => {
    const card = cardOf(await download(gguf))
    expect(card).toMatchObject({ ...outline, trust: 'host', revision: commit })
    expect(card.files).toEqual([
      {
        name: 'Q4/tiny 1.gguf',
        url: `${host.url}/org/tiny-GGUF/resolve/${commit}/Q4/tiny%201.gguf`,
        bytes: ggufBody.byteLength,
        sha256: hash('sha256', ggufBody),
      },
    ])
  })

  test('what is not the listed content is refused after one more try', async () => {
    host.fail('Q4/tiny 1.gguf', { kind: 'flip', at: 5000 })
    expect((await download(gguf)).error).toMatchObject({ fault: { code: 'model-damaged' } })
    expect(asked('Q4/tiny 1.gguf')).toBe(2)
  })

  test('without a listing takes the hash that comes with the file, and checks it', async () => {
    host.setListing(false)
    host.fail('Q4/tiny 1.gguf', { kind: 'flip', at: 5000, times: 1 })
    const card = cardOf(await download(gguf))
    expect(card).toMatchObject({ trust: 'host', files: [{ sha256: hash('sha256', ggufBody) }] })
    expect(card.revision).toBeUndefined()
    expect(card.files[0]?.url).toContain('/resolve/main/')
  })

  test('where nobody declares anything, what arrives first is recorded, and the card says so', async () => {
    host.setListing(false)
    const card = cardOf(
      await download(gguf, {
        fetch: async (url, init) => {
          const { body, status, headers } = await globalThis.fetch(url, init)
          const kept = [...headers].filter(([key]) => !/etag/.test(key))
          return new Response(init.method === 'HEAD' ? null : body, { status, headers: kept })
        },
      }),
    )
    expect(card).toMatchObject({ trust: 'first-use', files: [{ sha256: hash('sha256', ggufBody) }] })
  })

  test('a page that may not read the listing takes the files by name', async () => {
    const fetch: DownloadOptions['fetch'] = (url, init) =>
      url.includes('/api/') ? Promise.reject(new TypeError('Failed to fetch')) : globalThis.fetch(url, init)
    const outcome = await download(gguf, { fetch })
    expect(cardOf(outcome).files[0]?.sha256).toBe(hash('sha256', ggufBody))
    expect(outcome.events.some(({ type }) => type === 'download-retry')).toBe(false)
  })
})

describe('a listing', () => {
  beforeEach(() => start(folder()))

  test.each([401, 403])('that is refused with %s is a model that one may not have', async status => {
    host.fail('listing', { kind: 'status', status })
    expect((await download(gguf)).error).toMatchObject({
      fault: { code: 'model-missing', numbers: { status } },
    })
  })

  test('of a busy host is waited for', async () => {
    host.fail('listing', { kind: 'status', status: 429, retryAfter: '0', times: 1 })
    const outcome = await download(gguf)
    expect(cardOf(outcome).trust).toBe('host')
    expect(outcome.events[0]).toMatchObject({ type: 'download-retry', reason: { code: 'server-error' } })
  })

  test('of a host that cannot be reached is a network fault', async () => {
    host.setReachable(false)
    expect((await download(gguf)).error).toMatchObject({ fault: { code: 'network' } })
  })
})

describe('a WebLLM folder', () => {
  test('of a hub: config, shards, tokenizer and library, each checked by what is declared of it', async () => {
    await start(folder(), true)
    const card = cardOf(await download(mlc(onHub)))
    expect(card.files.map(file => file.name)).toEqual([
      'mlc-chat-config.json',
      'tensor-cache.json',
      'tokenizer.json',
      'params_shard_0.bin',
      'params_shard_1.bin',
      'params_shard_2.bin',
      'tiny-webgpu.wasm',
    ])
    expect(card.files.at(-1)?.url).toBe(`${host.url}/libs/v1/tiny-webgpu.wasm`)
    expect(card).toMatchObject({ revision: commit, trust: 'first-use' })
    expect(await weights.files(card)).toBeDefined()
    expect(asked('tensor-cache.json')).toBe(1)
  })

  test('with its chat template, where the host has what the config names', async () => {
    const template = Buffer.from('{"chat_template":"{{ messages }}"}')
    await start({ ...folder(), 'tokenizer_config.json': template })
    for (const where of [onHub, { url: `${host.url}/own/tiny` }]) {
      const card = cardOf(await download(mlc(where)))
      expect(card.files[3]).toMatchObject({
        name: 'tokenizer_config.json',
        bytes: template.byteLength,
        sha256: hash('sha256', template),
      })
      await weights.deleteModel(card)
    }
  })

  test('anywhere on the web: the shards by the MD5 in its list', async () => {
    await start(folder())
    const own = mlc({ url: `${host.url}/own/tiny` })
    const card = cardOf(await download(own))
    expect(card.files[3]).toMatchObject({ sha256: hash('sha256', shards[0] ?? expect.fail()) })
    host.fail('own/tiny/params_shard_1.bin', { kind: 'flip', at: 100_000 })
    await weights.deleteModel(card)
    expect((await download(own)).error).toMatchObject({ fault: { code: 'model-damaged' } })
  })

  test('goes on after a closed tab without fetching again what it had, though nobody knew the hashes', async () => {
    await start(folder())
    const own = mlc({ url: `${host.url}/own/tiny/` })
    const kill = new AbortController()
    host.fail('own/tiny/params_shard_2.bin', { kind: 'hold', afterBytes: 150_000 })
    const wanted: Wanted = { outline, source: own }
    const first = outcomeOf(
      downloadModel(wanted, weights, {
        signal: kill.signal,
        hosts: { hub: host.url, libraries: host.url },
        fetch: (url, init) => globalThis.fetch(url, init),
        baseUrl: 'http://app.test/',
        pieceBytes: shortPieceBytes,
      }),
    )
    await vi.waitFor(async () => expect(host.sentBytes('libs/v1/tiny-webgpu.wasm')).toBe(90_000))
    await vi.waitFor(async () =>
      expect(await weights.part(`${host.url}/own/tiny/params_shard_2.bin`)).toMatchObject({
        pieces: { length: 2 },
      }),
    )
    kill.abort(new Error('killed'))
    expect((await first).error).toEqual(new Error('killed'))
    host.clearFaults()
    cardOf(await download(own))
    for (const name of ['own/tiny/params_shard_0.bin', 'own/tiny/params_shard_1.bin'])
      expect(asked(name)).toBe(1)
    const again = host.requests.filter(({ name }) => name === 'own/tiny/params_shard_2.bin').at(-1)
    expect(again?.range).toBe(`bytes=${2 * shortPieceBytes}-`)
  })

  test('a library that is swapped in flight differs from the pinned one and is refused', async () => {
    await start(folder())
    const card = cardOf(await download(mlc(onHub)))
    await weights.deleteModel(card)
    host.fail('libs/v1/tiny-webgpu.wasm', { kind: 'swap', body: Buffer.from(noise(8, 90_000)) })
    expect((await download({ kind: 'pinned', card })).error).toMatchObject({
      fault: { code: 'model-damaged' },
    })
    expect(await weights.models()).toEqual([])
  })

  test('a list of shards that is not the listed one is refused', async () => {
    await start(folder())
    const other = { metadata: {}, records: [...shards].reverse().map(record) }
    host.fail('tensor-cache.json', { kind: 'swap', body: Buffer.from(JSON.stringify(other)) })
    expect((await download(mlc(onHub))).error).toMatchObject({ fault: { code: 'model-changed' } })
  })

  test.each([
    ['sizes', { nbytes: 199_999 }],
    ['hashes', { md5sum: '0'.repeat(32) }],
  ])('a list whose %s are not those of the shards beside it is refused', async (_, change) => {
    await start(folder({ records: shards.map((bytes, index) => ({ ...record(bytes, index), ...change })) }))
    expect((await download(mlc(onHub))).error).toMatchObject({ fault: { code: 'model-changed' } })
  })

  test.each(['../secret.bin', '/etc/passwd', '..', 'a/b.bin', 'https://elsewhere.test/x.bin', ''])(
    'a list that names %j is refused before a shard is asked for',
    async dataPath => {
      await start(folder({ records: [{ ...record(shards[0] ?? expect.fail(), 0), dataPath }] }))
      expect((await download(mlc(onHub))).error).toMatchObject({ fault: { code: 'model-damaged' } })
      expect(host.requests.every(({ name }) => /listing|\.json|\.wasm/.test(name))).toBe(true)
    },
  )

  test('a folder that is a log-in page is a captive portal', async () => {
    await start(folder())
    host.fail('mlc-chat-config.json', { kind: 'page' })
    expect((await download(mlc(onHub))).error).toMatchObject({ fault: { code: 'captive-portal' } })
  })
})
