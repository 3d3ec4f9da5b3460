import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ModelCard } from '../model.ts'
import { openWeights, type Weights } from '../weights/weights.ts'
import { type DownloadEvent, type DownloadOptions, downloadModel } from './download.ts'

const shards = [1, 2, 3].map(seed => {
  let state = seed
  return Buffer.from(
    Uint8Array.from({ length: 300_000 }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return state >> 16
    }),
  )
})

const card: ModelCard = {
  ...{
    id: 'tiny',
    name: 'Tiny',
    format: 'gguf' as const,
    engines: [],
    parametersM: 1,
    quantisation: '',
    contextTokens: 64,
  },
  ...{ licence: 'MIT', licenceUrl: '', languages: ['en'] },
  files: shards.map((bytes, index) => ({
    name: `shard-${index}`,
    url: `models/shard-${index}.bin`,
    bytes: bytes.byteLength,
    sha256: sha256(bytes),
  })),
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

type Answer = (response: ServerResponse, body: Buffer, request: IncomingMessage) => void

const good: Answer = (response, body) => {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': body.byteLength })
  response.end(body)
}

let server: Server
let baseUrl: string
let weights: Weights
/** Paths in the order in which they were asked for. */
let requests: string[]
/** Faults to inject: the answers to the next requests for a shard; then good ones. */
let faults: Map<number, Answer[]>

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  weights = await openWeights()
  requests = []
  faults = new Map()
  server = createServer((request, response) => {
    const index = Number(/shard-(\d)/.exec(request.url ?? '')?.[1])
    requests.push(`${index}`)
    const answer = faults.get(index)?.shift() ?? good
    answer(response, shards[index] ?? Buffer.alloc(0), request)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  // listen() on a TCP port gives an AddressInfo.
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/app/`
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
  weights.close()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** The real fetch, and what it was called with. */
function watchFetch() {
  const inits: RequestInit[] = []
  const watched: DownloadOptions['fetch'] = (url, init) => {
    inits.push(init)
    // biome-ignore lint/style/noRestrictedGlobals: the tests' own server on this machine is all that it reaches.
    return fetch(url, init)
  }
  return { inits, fetch: watched }
}

async function download(
  options: Partial<DownloadOptions> = {},
  onEvent?: (event: DownloadEvent) => void,
): Promise<{ events: DownloadEvent[]; error: unknown }> {
  const events: DownloadEvent[] = []
  try {
    const signal = new AbortController().signal
    for await (const event of downloadModel(card, weights, {
      signal,
      baseUrl,
      retryDelaysMs: [1, 2, 4],
      isOnline: () => true,
      ...options,
    })) {
      events.push(event)
      onEvent?.(event)
    }
    return { events, error: undefined }
  } catch (error) {
    return { events, error }
  }
}

function retries(events: readonly DownloadEvent[]): [string, number][] {
  return events.flatMap(event =>
    event.type === 'download-retry' ? [[event.reason.code, event.waitMs] as [string, number]] : [],
  )
}

async function missing(): Promise<string[]> {
  return (await weights.state(card)).missing.map(file => file.name)
}

async function expectWhole(outcome: Awaited<ReturnType<typeof download>>): Promise<void> {
  expect(outcome.error).toBeUndefined()
  expect(outcome.events.at(-1)).toEqual({ type: 'download-end' })
  expect(outcome.events.at(-2)).toMatchObject({ bytes: 900_000, ofBytes: 900_000 })
  const files = (await weights.files(card)) ?? []
  const stored = await Promise.all(files.map(async ({ blob }) => Buffer.from(await blob.arrayBuffer())))
  expect(stored.map(sha256)).toEqual(card.files.map(file => file.sha256))
}

test('fetches every file once, in order, with its progress, and nothing the second time', async () => {
  const first = await download()
  await expectWhole(first)
  expect(requests).toEqual(['0', '1', '2'])
  expect(first.events[0]).toEqual({ type: 'download-progress', bytes: 0, ofBytes: 900_000, fileIndex: 0 })
  await expect(download()).resolves.toEqual({ events: [{ type: 'download-end' }], error: undefined })
  expect(requests.length).toBe(3)
})

test('sends no credentials and no referrer, and keeps the bytes out of the HTTP cache', async () => {
  const { inits, fetch } = watchFetch()
  await download({ fetch })
  expect(inits[0]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' })
})

describe('a cut connection', () => {
  const cutWithLength: Answer = (response, body) => {
    response.writeHead(200, { 'content-length': body.byteLength })
    response.write(body.subarray(0, 100_000), () => response.destroy())
  }
  const cutWithoutLength: Answer = (response, body) => {
    response.useChunkedEncodingByDefault = false
    response.writeHead(200, { connection: 'close' })
    response.end(body.subarray(0, 100_000))
  }

  describe.each([
    ['with a Content-Length', cutWithLength],
    ['without a length', cutWithoutLength],
  ])('%s', (_, cut) => {
    test('is retried with backoff, and other files are kept', async () => {
      faults.set(1, [cut, cut])
      const outcome = await download()
      await expectWhole(outcome)
      expect(requests).toEqual(['0', '1', '1', '1', '2'])
      const waits = [1, 2].map(waitMs => ['network', waitMs])
      expect(retries(outcome.events)).toEqual(waits)
    })

    test('again and again ends as a network fault, with nothing of the file kept', async () => {
      faults.set(1, Array(9).fill(cut))
      expect((await download()).error).toMatchObject({ fault: { code: 'network' } })
      expect(requests).toEqual(['0', '1', '1', '1', '1'])
      expect(await missing()).toEqual(['shard-1', 'shard-2'])
    })
  })

  test('progress tells the truth: it goes back when a file starts again', async () => {
    faults.set(1, [cutWithLength])
    const { events } = await download()
    const at = events.findIndex(event => event.type === 'download-retry')
    expect(events[at - 1]).toMatchObject({ type: 'download-progress', bytes: 300_000 })
  })

  test('a connection that falls silent has failed', async () => {
    const silent: Answer = (response, body) => {
      response.writeHead(200, { 'content-length': body.byteLength })
      response.write(body.subarray(0, 1000))
    }
    faults.set(0, [silent])
    const outcome = await download({ stallMs: 150 })
    await expectWhole(outcome)
    expect(retries(outcome.events)).toEqual([['network', 1]])
  })

  test('a server that cannot be reached is a network fault', async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
    const outcome = await download()
    expect(outcome.error).toMatchObject({ fault: { code: 'network' } })
    expect(retries(outcome.events).length).toBe(3)
  })
})

describe('a wrong body', () => {
  const page = '<!doctype html><title>Log in to Hotel Wi-Fi</title>'
  const pageFor =
    (type: string): Answer =>
    response => {
      response.writeHead(200, { 'content-type': type })
      response.end(page)
    }
  const longPage: Answer = response => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' })
    response.end(page.padEnd(400_000))
  }

  test.each([
    ['sent as HTML', pageFor('text/html; charset=utf-8')],
    ['sent as bytes', pageFor('application/octet-stream')],
    ['longer than the file', longPage],
  ])('a log-in page %s is a captive portal, told at once', async (_, answer) => {
    faults.set(1, [answer])
    const { error } = await download()
    expect(error).toMatchObject({ fault: { code: 'captive-portal' } })
    expect(requests).toEqual(['0', '1'])
    expect(await missing()).toEqual(['shard-1', 'shard-2'])
    await expectWhole(await download())
  })

  test.each([204, 404, 403])('status %s means that the model is not there', async status => {
    faults.set(0, [response => response.writeHead(status).end()])
    const { error } = await download()
    expect(error).toMatchObject({ fault: { code: 'model-missing', numbers: { status } } })
    expect(requests).toEqual(['0'])
  })

  test('a Git LFS pointer means that the model is not there', async () => {
    faults.set(0, [response => response.end('version https://git-lfs.github.com/spec/v1\noid sha256:00\n')])
    expect((await download()).error).toMatchObject({ fault: { code: 'model-missing' } })
  })

  const flipped: Answer = (response, body, request) => {
    const bytes = Buffer.from(body)
    bytes[200_000] = (bytes[200_000] ?? 0) ^ 1
    good(response, bytes, request)
  }
  const longer: Answer = (response, body, request) => {
    good(response, Buffer.concat([body, Buffer.from('more')]), request)
  }
  const otherFile: Answer = (response, body, request) => good(response, body.subarray(5), request)
  const damages: [string, Answer][] = [
    ['one flipped bit', flipped],
    ['a byte too many', longer],
    ['another, shorter file', otherFile],
  ]

  test.each(damages)('%s: fetched once more past all caches, and then it is good', async (_, damage) => {
    faults.set(1, [damage])
    const { inits, fetch } = watchFetch()
    const outcome = await download({ fetch })
    await expectWhole(outcome)
    expect(inits.map(({ cache }) => cache)).toEqual(['no-store', 'no-store', 'reload', 'no-store'])
    expect(retries(outcome.events)).toEqual([['model-damaged', 0]])
  })

  test.each(damages)('%s twice: stops, and keeps nothing of it', async (_, damage) => {
    faults.set(1, [damage, damage])
    const { error } = await download()
    expect(error).toMatchObject({ fault: { code: 'model-damaged' } })
    expect(requests).toEqual(['0', '1', '1'])
    expect(await missing()).toEqual(['shard-1', 'shard-2'])
  })
})

describe('a busy server', () => {
  const busy =
    (status: number, retryAfter?: string): Answer =>
    response => {
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end('busy')
    }

  test.each([
    [429, '1'],
    [503, '1'],
    [503, new Date(Date.now() + 60_000).toUTCString()],
  ])('%s: its Retry-After %s is honoured', async (status, retryAfter) => {
    if (retryAfter !== '1') vi.spyOn(Date, 'now').mockReturnValue(Date.parse(retryAfter) - 1000)
    faults.set(0, [busy(status, retryAfter)])
    const startedAt = performance.now()
    const outcome = await download()
    await expectWhole(outcome)
    expect(retries(outcome.events)).toEqual([['server-error', 1000]])
    expect(performance.now() - startedAt).toBeGreaterThan(990)
  })

  test('an error again and again ends as a server fault with its status', async () => {
    faults.set(0, Array(9).fill(busy(500)))
    const outcome = await download()
    expect(outcome.error).toMatchObject({ fault: { code: 'server-error', numbers: { status: 500 } } })
    expect(retries(outcome.events).map(([, waitMs]) => waitMs)).toEqual([1, 2, 4])
  })
})

describe('without a network', () => {
  test('a download that goes offline half-way says so, waits, and goes on by itself', async () => {
    let isOnline = true
    const onlineEvents = new EventTarget()
    faults.set(1, [
      (response, body) => {
        response.writeHead(200, { 'content-length': body.byteLength })
        response.write(body.subarray(0, 100_000), () => {
          isOnline = false
          response.destroy()
        })
      },
    ])
    const outcome = await download({ isOnline: () => isOnline, onlineEvents }, event => {
      if (event.type !== 'download-offline') return
      setTimeout(() => onlineEvents.dispatchEvent(new Event('online')), 20)
      setTimeout(() => {
        isOnline = true
        onlineEvents.dispatchEvent(new Event('online'))
      }, 60)
    })
    await expectWhole(outcome)
    expect(outcome.events.filter(event => event.type === 'download-offline').length).toBe(1)
    expect(retries(outcome.events)).toEqual([])
    expect(requests).toEqual(['0', '1', '1', '2'])
  })

  test('a host on this very device is asked, although the browser calls itself offline', async () => {
    const outcome = await download({ isOnline: () => false, onlineEvents: new EventTarget() })
    await expectWhole(outcome)
    expect(outcome.events.filter(event => event.type === 'download-offline')).toEqual([])
  })

  test('a browser that never says it is back is not believed for ever', async () => {
    faults.set(0, [(_, __, request) => request.destroy()])
    const offline = { isOnline: () => false, onlineEvents: new EventTarget(), offlineRetryMs: 5 }
    const outcome = await download(offline)
    await expectWhole(outcome)
    expect(outcome.events.filter(event => event.type === 'download-offline').length).toBe(1)
  })

  test('waiting for the network can be stopped', async () => {
    const stop = new AbortController()
    let asked = 0
    const { error } = await download(
      {
        isOnline: () => false,
        onlineEvents: new EventTarget(),
        signal: stop.signal,
        fetch() {
          asked += 1
          return Promise.reject(new TypeError('Failed to fetch'))
        },
      },
      event => {
        if (event.type === 'download-offline') setTimeout(() => stop.abort(new Error('enough')), 10)
      },
    )
    expect(error).toEqual(new Error('enough'))
    expect(asked).toBe(1)
  })
})

describe('stopping', () => {
  const slow: Answer = (response, body) => {
    response.writeHead(200, { 'content-length': body.byteLength })
    response.write(body.subarray(0, 1000))
  }

  test('while bytes come throws the reason of the signal; the next download resumes by file', async () => {
    faults.set(1, [slow])
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('enough')), 150)
    expect((await download({ signal: stop.signal })).error).toEqual(new Error('enough'))
    await expectWhole(await download())
    expect(requests).toEqual(['0', '1', '1', '2'])
  })

  test('while waiting for another try does too', async () => {
    faults.set(0, [response => response.writeHead(503, { 'retry-after': '60' }).end()])
    const stop = new AbortController()
    const { error } = await download({ signal: stop.signal }, event => {
      if (event.type === 'download-retry') setTimeout(() => stop.abort(new Error('enough')), 10)
    })
    expect(error).toEqual(new Error('enough'))
  })

  test('by leaving the loop closes the connection', async () => {
    const closed = new Promise(resolve => {
      faults.set(0, [
        (response, body) => {
          response.on('close', resolve)
          response.writeHead(200, { 'content-length': body.byteLength })
          const writing = setInterval(() => response.write(body.subarray(0, 1000)), 20)
          response.on('close', () => clearInterval(writing))
        },
      ])
    })
    for await (const event of downloadModel(card, weights, {
      signal: new AbortController().signal,
      baseUrl,
    })) {
      if (event.type === 'download-progress' && event.bytes > 0) break
    }
    await closed
  })
})

describe('a full disk', () => {
  test('is told before the first byte, with what is needed and what is free', async () => {
    await weights.put(card.files[0] ?? expect.fail(), new Blob([shards[0] ?? '']))
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 500_000, usage: 100_000 }) } })
    const { error } = await download()
    expect(error).toMatchObject({
      fault: { code: 'storage-full', numbers: { neededBytes: 600_000, freeBytes: 400_000 } },
    })
    expect(requests).toEqual([])
  })

  test('half-way stops with what the whole rest needs', async () => {
    let usage = 0
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 1_000_000, usage }) } })
    faults.set(1, [
      (response, body, request) => {
        usage = 950_000
        const put = vi.spyOn(IDBObjectStore.prototype, 'put')
        put.mockImplementation(function (this: IDBObjectStore) {
          // fake-indexeddb's own way to abort with a reason.
          const transaction = this.transaction as unknown as { _abort(name: string): void }
          transaction._abort('QuotaExceededError')
          return new EventTarget() as never
        })
        good(response, body, request)
      },
    ])
    const { error } = await download()
    expect(error).toMatchObject({
      fault: { code: 'storage-full', numbers: { neededBytes: 600_000, freeBytes: 50_000 } },
    })
    expect(requests).toEqual(['0', '1'])
  })
})
