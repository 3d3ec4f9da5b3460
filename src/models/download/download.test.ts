import 'fake-indexeddb/auto'
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type HostFault, type ModelHost, startModelHost } from '../../../e2e/model-host.ts'
import type { ModelCard } from '../model.ts'
import { sha256OfBlob } from '../weights/hash.ts'
import type { Weights } from '../weights/types.ts'
import { openWeights } from '../weights/weights.ts'
import { type DownloadOptions, downloadModel } from './download.ts'
import type { DownloadEvent } from './events.ts'
import {
  noise,
  type Outcome,
  outcomeOf,
  outline,
  pinnedCard,
  retriesOf,
  shortPieceBytes,
} from './transfer.fixture.ts'

const names = ['shard-0.bin', 'shard-1.bin', 'shard-2.bin'] as const
const shards = Object.fromEntries(names.map((name, index) => [name, noise(index + 1, 300_000)]))

let host: ModelHost
let weights: Weights
let card: ModelCard

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  weights = await openWeights({ pieceBytes: shortPieceBytes })
  const plain = Object.entries(shards).map(([name, bytes]) => [`models/${name}`, Buffer.from(bytes)])
  host = await startModelHost({ plain: Object.fromEntries(plain) })
  card = await pinnedCard(shards, name => `models/${name}`)
})

afterEach(async () => {
  await host.close()
  weights.close()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const fail = (index: number, ...faults: HostFault[]): void => {
  for (const fault of faults) host.fail(`models/${names[index]}`, fault)
}

/** The shards asked for, in order. */
const asked = (): number[] => host.requests.map(({ name }) => Number(/shard-(\d)/.exec(name)?.[1]))

/** The real fetch, and what it was called with. */
function watchFetch() {
  const inits: RequestInit[] = []
  const watched: DownloadOptions['fetch'] = (url, init) => {
    inits.push(init)
    return globalThis.fetch(url, init)
  }
  return { inits, fetch: watched }
}

/** One file at a time, so that the order of requests says something. */
function download(
  options: Partial<DownloadOptions> = {},
  onEvent?: (event: DownloadEvent) => void,
): Promise<Outcome> {
  const wanted = { outline, source: { kind: 'pinned', card } } as const
  const all: DownloadOptions = {
    signal: new AbortController().signal,
    hosts: { hub: host.url },
    fetch: (url, init) => globalThis.fetch(url, init),
    baseUrl: `${host.url}/`,
    retryDelaysMs: [1, 2, 4],
    isOnline: () => true,
    pieceBytes: shortPieceBytes,
    parallel: 1,
    ...options,
  }
  return outcomeOf(downloadModel(wanted, weights, all), onEvent)
}

async function missing(): Promise<string[]> {
  return (await weights.state(card)).missing.map(file => file.name)
}

async function expectWhole(outcome: Outcome): Promise<void> {
  expect(outcome.error).toBeUndefined()
  expect(outcome.events.at(-1)).toEqual({ type: 'download-end', card })
  expect(outcome.events.at(-2)).toMatchObject({ bytes: 900_000, ofBytes: 900_000 })
  const files = (await weights.files(card)) ?? []
  const stored = await Promise.all(files.map(({ blob }) => sha256OfBlob(blob)))
  expect(stored).toEqual(card.files.map(file => file.sha256))
  expect((await weights.models()).map(({ card }) => card)).toEqual([card])
  expect(await weights.wanted()).toEqual([])
}

test('fetches every file once, with its progress, writes the model down, and fetches nothing the second time', async () => {
  const first = await download()
  await expectWhole(first)
  expect(asked()).toEqual([0, 1, 2])
  expect(first.events[0]).toEqual({ type: 'download-progress', bytes: 0, ofBytes: 900_000 })
  await expectWhole(await download())
  expect(asked().length).toBe(3)
})

test('fetches several files at a time', async () => {
  for (const index of [0, 1, 2]) fail(index, { kind: 'hold', afterBytes: 1000 })
  const whole = download({ parallel: 2 })
  await vi.waitFor(() => expect(asked().length).toBe(2))
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(asked()).toEqual([0, 1])
  host.clearFaults()
  await expectWhole(await whole)
})

test('writes down first what is wanted, so that it can go on after the tab was closed', async () => {
  fail(0, { kind: 'status', status: 404 })
  expect((await download()).error).toMatchObject({ fault: { code: 'model-missing' } })
  expect(await weights.wanted()).toMatchObject([{ outline, bytes: 900_000 }])
  expect(await weights.models()).toEqual([])
})

test('sends no credentials and no referrer, and keeps the bytes out of the HTTP cache', async () => {
  const { inits, fetch } = watchFetch()
  await download({ fetch })
  expect(inits[0]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' })
})

test('a file that came from this device cannot be fetched', async () => {
  card = await pinnedCard(shards, () => '')
  expect((await download()).error).toMatchObject({ fault: { code: 'not-fetchable' } })
  expect(host.requests).toEqual([])
})

test('an address that is not of the web is not asked', async () => {
  card = await pinnedCard(shards, () => 'file:///etc/passwd')
  expect((await download()).error).toMatchObject({ fault: { code: 'not-fetchable' } })
})

describe('a cut connection', () => {
  describe.each(['length', 'close'] as const)('framed by %s', framing => {
    const cut: HostFault = { kind: 'cut', afterBytes: 100_000, framing }

    test('is retried with backoff, and goes on from the last piece', async () => {
      fail(1, { ...cut, times: 2 })
      const outcome = await download()
      await expectWhole(outcome)
      expect(asked()).toEqual([0, 1, 1, 1, 2])
      expect(host.requests.map(({ range }) => range)).toEqual([
        undefined,
        undefined,
        `bytes=${shortPieceBytes}-`,
        `bytes=${2 * shortPieceBytes}-`,
        undefined,
      ])
      // What brought something new is counted anew.
      expect(retriesOf(outcome).map(([code]) => code)).toEqual(['network', 'network'])
    })

    test('again and again before the first piece ends as a network fault; other files are kept', async () => {
      fail(1, { ...cut, afterBytes: 50_000 })
      const outcome = await download()
      expect(outcome.error).toMatchObject({ fault: { code: 'network' } })
      expect(retriesOf(outcome)).toEqual([1, 2, 4].map(waitMs => ['network', waitMs]))
      expect(await missing()).toEqual(['shard-1.bin', 'shard-2.bin'])
    })
  })

  test('progress tells the truth: it goes back to what is durable', async () => {
    fail(1, { kind: 'cut', afterBytes: 100_000, framing: 'length', times: 1 })
    const { events } = await download()
    const at = events.findIndex(event => event.type === 'download-retry')
    expect(events[at - 1]).toMatchObject({ type: 'download-progress', bytes: 300_000 + shortPieceBytes })
  })

  test('a connection that falls silent has failed', async () => {
    fail(0, { kind: 'hold', afterBytes: 1000 })
    const outcome = await download({ stallMs: 150 }, event => {
      if (event.type === 'download-retry') host.clearFaults()
    })
    await expectWhole(outcome)
    expect(retriesOf(outcome)).toEqual([['network', 1]])
  })

  test('a server that cannot be reached is a network fault', async () => {
    host.setReachable(false)
    const outcome = await download()
    expect(outcome.error).toMatchObject({ fault: { code: 'network' } })
    expect(retriesOf(outcome).length).toBe(3)
  })
})

describe('a wrong body', () => {
  test.each([
    ['sent as HTML', {}],
    ['sent as bytes', { contentType: 'application/octet-stream' }],
  ])('a log-in page %s is a captive portal, told at once', async (_, type) => {
    fail(1, { kind: 'page', ...type, times: 1 })
    const { error } = await download()
    expect(error).toMatchObject({ fault: { code: 'captive-portal' } })
    expect(asked()).toEqual([0, 1])
    expect(await missing()).toEqual(['shard-1.bin', 'shard-2.bin'])
    await expectWhole(await download())
  })

  test('a log-in page longer than the file is a captive portal too', async () => {
    const page = Buffer.from('<!doctype html><title>Log in</title>'.padEnd(400_000))
    fail(1, { kind: 'swap', body: page, times: 1 })
    expect((await download()).error).toMatchObject({ fault: { code: 'captive-portal' } })
    expect(await missing()).toEqual(['shard-1.bin', 'shard-2.bin'])
  })

  test('a log-in page in the middle of a file takes nothing away that is here', async () => {
    fail(1, { kind: 'cut', afterBytes: 200_000, framing: 'length', times: 1 }, { kind: 'page', times: 1 })
    expect((await download()).error).toMatchObject({ fault: { code: 'captive-portal' } })
    await expectWhole(await download())
    expect(host.requests.map(({ range }) => range).at(-2)).toBe(`bytes=${3 * shortPieceBytes}-`)
  })

  test.each([204, 404, 403])('status %s means that the model is not there', async status => {
    fail(0, { kind: 'status', status })
    const { error } = await download()
    expect(error).toMatchObject({ fault: { code: 'model-missing', numbers: { status } } })
    expect(asked()).toEqual([0])
  })

  test('status 511 is a captive portal', async () => {
    fail(0, { kind: 'status', status: 511 })
    expect((await download()).error).toMatchObject({ fault: { code: 'captive-portal' } })
  })

  test('a Git LFS pointer means that the model is not there', async () => {
    fail(0, { kind: 'lfs-pointer' })
    expect((await download()).error).toMatchObject({ fault: { code: 'model-missing' } })
  })

  const shard = shards['shard-1.bin'] ?? expect.fail()
  const damages: [string, HostFault][] = [
    ['one flipped bit', { kind: 'flip', at: 200_000, times: 1 }],
    ['a byte too many', { kind: 'swap', body: Buffer.concat([shard, Buffer.from('more')]), times: 1 }],
    ['another, shorter file', { kind: 'swap', body: Buffer.from(shard.subarray(5)), times: 1 }],
    ['other content of the same length', { kind: 'swap', body: Buffer.from(noise(9, 300_000)), times: 1 }],
  ]

  test.each(damages)('%s: fetched once more past all caches, and then it is good', async (_, damage) => {
    fail(1, damage)
    const { inits, fetch } = watchFetch()
    const outcome = await download({ fetch })
    await expectWhole(outcome)
    expect(inits.map(({ cache }) => cache)).toEqual(['no-store', 'no-store', 'reload', 'no-store'])
    expect(retriesOf(outcome)).toEqual([['model-damaged', 0]])
    expect(host.requests.every(({ range }) => range === undefined)).toBe(true)
  })

  test.each(damages)('%s twice: stops, and keeps nothing of it', async (_, damage) => {
    fail(1, damage, damage)
    const { error } = await download()
    expect(error).toMatchObject({ fault: { code: 'model-damaged' } })
    expect(asked()).toEqual([0, 1, 1])
    expect(await missing()).toEqual(['shard-1.bin', 'shard-2.bin'])
    expect((await weights.state(card)).present).toBe(300_000)
  })
})

describe('a busy server', () => {
  test.each([
    [429, '1'],
    [503, '1'],
    [503, new Date(Date.now() + 60_000).toUTCString()],
  ])('%s: its Retry-After %s is honoured', async (status, retryAfter) => {
    if (retryAfter !== '1') vi.spyOn(Date, 'now').mockReturnValue(Date.parse(retryAfter) - 1000)
    fail(0, { kind: 'status', status, retryAfter, times: 1 })
    const startedAt = performance.now()
    const outcome = await download()
    await expectWhole(outcome)
    expect(retriesOf(outcome)).toEqual([['server-error', 1000]])
    expect(performance.now() - startedAt).toBeGreaterThan(990)
  })

  test('an error again and again ends as a server fault with its status', async () => {
    fail(0, { kind: 'status', status: 500 })
    const outcome = await download()
    expect(outcome.error).toMatchObject({ fault: { code: 'server-error', numbers: { status: 500 } } })
    expect(retriesOf(outcome).map(([, waitMs]) => waitMs)).toEqual([1, 2, 4])
  })

  test('a fatal fault of one file ends the others, and what they have stays', async () => {
    fail(0, { kind: 'hold', afterBytes: 2 * shortPieceBytes + 1000 })
    fail(1, { kind: 'status', status: 404 })
    const outcome = await download({ parallel: 2 })
    expect(outcome.error).toMatchObject({ fault: { code: 'model-missing' } })
    host.clearFaults()
    await expectWhole(await download())
  })
})

describe('without a network', () => {
  test('a download that goes offline half-way says so last of all, waits, and goes on by itself', async () => {
    const onlineEvents = new EventTarget()
    let isOnline = true
    let last = ''
    let lastOffline = ''
    const goOffline = (): void => {
      isOnline = false
      host.setReachable(false)
      setTimeout(() => onlineEvents.dispatchEvent(new Event('online')), 20)
      setTimeout(() => {
        lastOffline = last
        isOnline = true
        host.setReachable(true)
        onlineEvents.dispatchEvent(new Event('online'))
      }, 250)
    }
    for (const index of [0, 1, 2]) fail(index, { kind: 'throttle', bytesPerSecond: 150_000 })
    let isCut = false
    const outcome = await download({ parallel: 3, isOnline: () => isOnline, onlineEvents }, event => {
      last = event.type
      if (isCut || event.type !== 'download-progress' || event.bytes < 450_000) return
      isCut = true
      host.clearFaults()
      goOffline()
    })
    await expectWhole(outcome)
    // Progress would say that it goes on, and three files wait.
    expect(lastOffline).toBe('download-offline')
    expect(retriesOf(outcome)).toEqual([])
    const sent = names.reduce((sum, name) => sum + host.sentBytes(`models/${name}`), 0)
    expect(sent).toBeGreaterThanOrEqual(900_000)
  })

  test('a host on this very device is asked, although the browser calls itself offline', async () => {
    const outcome = await download({ isOnline: () => false, onlineEvents: new EventTarget() })
    await expectWhole(outcome)
    expect(outcome.events.filter(event => event.type === 'download-offline')).toEqual([])
  })

  test('a browser that never says it is back is not believed for ever', async () => {
    fail(0, { kind: 'cut', afterBytes: 10, framing: 'length', times: 1 })
    const offline = { isOnline: () => false, onlineEvents: new EventTarget(), offlineRetryMs: 5 }
    const outcome = await download(offline)
    await expectWhole(outcome)
    expect(outcome.events.filter(event => event.type === 'download-offline').length).toBe(1)
  })

  test('waiting for the network can be stopped', async () => {
    const stop = new AbortController()
    let tries = 0
    const { error } = await download(
      {
        isOnline: () => false,
        onlineEvents: new EventTarget(),
        signal: stop.signal,
        fetch() {
          tries += 1
          return Promise.reject(new TypeError('Failed to fetch'))
        },
      },
      event => {
        if (event.type === 'download-offline') setTimeout(() => stop.abort(new Error('enough')), 10)
      },
    )
    expect(error).toEqual(new Error('enough'))
    expect(tries).toBe(1)
  })
})

describe('stopping', () => {
  test('while bytes come throws the reason of the signal; the next download goes on', async () => {
    fail(1, { kind: 'hold', afterBytes: 2 * shortPieceBytes + 1000 })
    const stop = new AbortController()
    const held = (card.files[0]?.bytes ?? 0) + 2 * shortPieceBytes
    const { error } = await download({ signal: stop.signal }, event => {
      // Some time later, so that the pieces that have come are on the disk.
      if (event.type === 'download-progress' && event.bytes >= held) {
        setTimeout(() => stop.abort(new Error('enough')), 300)
      }
    })
    expect(error).toEqual(new Error('enough'))
    host.clearFaults()
    await expectWhole(await download())
    expect(asked()).toEqual([0, 1, 1, 2])
    expect(host.requests[2]?.range).toBe(`bytes=${2 * shortPieceBytes}-`)
  })

  test('while waiting for another try does too', async () => {
    fail(0, { kind: 'status', status: 503, retryAfter: '60' })
    const stop = new AbortController()
    const { error } = await download({ signal: stop.signal }, event => {
      if (event.type === 'download-retry') setTimeout(() => stop.abort(new Error('enough')), 10)
    })
    expect(error).toEqual(new Error('enough'))
  })

  test('by leaving the loop ends the connection', async () => {
    const signals: (AbortSignal | null | undefined)[] = []
    fail(0, { kind: 'throttle', bytesPerSecond: 100_000 })
    const wanted = { outline, source: { kind: 'pinned', card } } as const
    for await (const event of downloadModel(wanted, weights, {
      signal: new AbortController().signal,
      hosts: { hub: host.url },
      baseUrl: host.url,
      pieceBytes: shortPieceBytes,
      fetch: (url, init) => {
        signals.push(init.signal)
        return globalThis.fetch(url, init)
      },
    })) {
      if (event.type === 'download-progress' && event.bytes > 0) break
    }
    expect(signals.length).toBeGreaterThan(0)
    expect(signals.every(signal => signal?.aborted)).toBe(true)
  })
})

describe('a full disk', () => {
  const estimate = (quota: number, usage: () => number): void =>
    void vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota, usage: usage() }) } })

  test('is told before the first byte, with what is needed and what is free', async () => {
    fail(1, { kind: 'status', status: 404 })
    await download()
    host.clearFaults()
    const before = host.requests.length
    estimate(500_000, () => 100_000)
    expect((await download()).error).toMatchObject({
      fault: { code: 'storage-full', numbers: { neededBytes: 600_000, freeBytes: 400_000 } },
    })
    expect(host.requests.length).toBe(before)
  })

  test('a model from elsewhere leaves room for chats', async () => {
    estimate(10_000_000, () => 0)
    card = await pinnedCard(shards, name => `${host.url}/models/${name}`)
    expect((await download({ baseUrl: 'http://app.example/' })).error).toMatchObject({
      fault: { code: 'storage-full', numbers: { neededBytes: 900_000 + 64 * 1024 * 1024 } },
    })
  })

  test('half-way stops with what the whole rest needs', async () => {
    let usage = 0
    estimate(1_000_000, () => usage)
    await download({}, event => {
      if (event.type !== 'download-progress' || event.bytes < 300_000 || usage > 0) return
      usage = 950_000
      const put = vi.spyOn(IDBObjectStore.prototype, 'put')
      put.mockImplementation(function (this: IDBObjectStore) {
        // fake-indexeddb's own way to abort with a reason.
        const transaction = this.transaction as unknown as { _abort(name: string): void }
        transaction._abort('QuotaExceededError')
        return new EventTarget() as never
      })
    }).then(({ error }) =>
      expect(error).toMatchObject({
        fault: { code: 'storage-full', numbers: { neededBytes: 600_000, freeBytes: 50_000 } },
      }),
    )
    expect(asked()).toEqual([0, 1])
  })
})
