import { describe, expect, test, vi } from 'vitest'
import { FetchFailure } from '../models/download/answers.ts'
import { createBook } from './book.ts'
import { createGate } from './gate.ts'
import type { LedgerEntry } from './ledger.ts'
import type { NewsLine, PrivacyNews } from './news.ts'
import { parseNews } from './news.ts'
import { answerAway, declaredBytes, keepsItsOwn, leaves, nameOf } from './service-worker-watch.ts'
import { askAgainHeader, watchFetch } from './watched-fetch.ts'

const ownOrigin = 'https://hermit.example'
const elsewhere = 'https://hub.example/model.gguf?download=1'

function fakeNews() {
  const listeners = new Set<(news: PrivacyNews) => void>()
  const told: PrivacyNews[] = []
  const line: NewsLine = {
    tell: news => told.push(news),
    onNews(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => listeners.clear(),
  }
  const hear = (news: PrivacyNews) => {
    for (const listener of listeners) listener(news)
  }
  return { line, told, hear }
}

const gateThat = (isClosed: boolean) =>
  createGate({ isAirGapped: () => Promise.resolve(isClosed) }, fakeNews().line)

/** A watched fetch over a network that answers as a test says. */
function watched(isClosed: boolean, network: (url: string, init: RequestInit) => Promise<Response>) {
  const entries: LedgerEntry[] = []
  const news = fakeNews()
  const gate = createGate({ isAirGapped: () => Promise.resolve(isClosed) }, news.line)
  const ask = vi.fn(network)
  const book = { note: async (entry: LedgerEntry) => void entries.push(entry) }
  const fetch = watchFetch({ fetch: ask, gate, book, by: 'models.worker', ownOrigin })
  return { fetch, ask, entries, close: () => news.hear({ type: 'air-gap', isOn: true }) }
}

test('an answer without a body stays what it is, also where the browser gives it an empty one', async () => {
  // What Chromium gives for a 204 that came over the network.
  const answer = Object.defineProperty(new Response(null, { status: 204 }), 'body', {
    value: new ReadableStream({ start: controller => controller.close() }),
  })
  const { fetch, entries } = watched(false, async () => answer)
  expect((await fetch(elsewhere, {})).status).toBe(204)
  expect(entries.map(({ outcome, bytesIn }) => [outcome, bytesIn])).toEqual([['network', 0]])
})

describe('the gate', () => {
  test('is unknown until it was read, and then as it was read', async () => {
    const gate = gateThat(true)
    expect(gate.isClosed()).toBeUndefined()
    expect(await gate.known()).toBe(true)
    expect(gate.isClosed()).toBe(true)
    expect(await gateThat(false).known()).toBe(false)
  })

  test('believes what was said while it was being read', async () => {
    const news = fakeNews()
    const gate = createGate({ isAirGapped: () => Promise.resolve(false) }, news.line)
    news.hear({ type: 'air-gap', isOn: true })
    expect(await gate.known()).toBe(true)
  })

  test('is closed where it cannot be read', async () => {
    const gate = createGate({ isAirGapped: () => Promise.reject(new Error('no store')) }, fakeNews().line)
    expect(await gate.known()).toBe(true)
  })
})

describe('a download', () => {
  test('is refused by name at a closed gate, without a request, and that is written down', async () => {
    const { fetch, ask, entries } = watched(true, () => Promise.resolve(new Response('x')))
    const failure = await fetch(elsewhere, {}).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(FetchFailure)
    expect(failure).toMatchObject({ fault: { code: 'air-gapped' }, next: 'stop' })
    expect(ask).not.toHaveBeenCalled()
    expect(entries).toMatchObject([{ outcome: 'refused', address: 'https://hub.example/model.gguf' }])
  })

  test('from Hermit’s own host goes on', async () => {
    const { fetch, entries } = watched(true, () => Promise.resolve(new Response('four')))
    expect(await (await fetch(`${ownOrigin}/models/a`, {})).text()).toBe('four')
    expect(entries).toMatchObject([{ outcome: 'network', bytesIn: 4 }])
  })

  test('gives the answer unchanged, and counts what came of its body', async () => {
    const answer = () =>
      Promise.resolve(
        new Response(new Uint8Array(1234), { status: 206, headers: { 'Content-Range': 'bytes 0-1233/*' } }),
      )
    const { fetch, entries } = watched(false, answer)
    const response = await fetch(elsewhere, { headers: { Range: 'bytes=0-1233' } })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe('bytes 0-1233/*')
    expect((await response.arrayBuffer()).byteLength).toBe(1234)
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({
      by: 'models.worker',
      method: 'GET',
      outcome: 'network',
      bytesIn: 1234,
    })
    expect(entries[0]?.bytesOut).toBe(`${elsewhere}\nrange: bytes=0-1233`.length)
  })

  test('is cut in its middle when the gate closes, like a lost network, and the next try is refused', async () => {
    const endless = (_: string, { signal }: RequestInit) =>
      Promise.resolve(
        new Response(
          new ReadableStream<Uint8Array>({
            start(controller) {
              controller.enqueue(new Uint8Array(10))
              signal?.addEventListener('abort', () => controller.error(signal.reason))
            },
          }),
        ),
      )
    const { fetch, entries, close } = watched(false, endless)
    const reader = (await fetch(elsewhere, {})).body?.getReader()
    expect((await reader?.read())?.value?.byteLength).toBe(10)
    close()
    await expect(reader?.read()).rejects.toThrow('air gap')
    expect(entries).toMatchObject([{ outcome: 'network', bytesIn: 10 }])
    await expect(fetch(elsewhere, {})).rejects.toMatchObject({ fault: { code: 'air-gapped' } })
  })

  test('counts a body that is sent', async () => {
    const { fetch, entries } = watched(false, () => Promise.resolve(new Response('ok')))
    await (await fetch(elsewhere, { method: 'POST', body: '{"tea":"热"}' })).text()
    const bytes = new TextEncoder().encode(`${elsewhere}\n{"tea":"热"}`).byteLength
    expect(entries).toMatchObject([{ method: 'POST', bytesOut: bytes }])
  })

  test('that is a stream of events is written down when it begins, and once', async () => {
    const stream = () =>
      Promise.resolve(
        new Response(new ReadableStream({}), { headers: { 'Content-Type': 'text/event-stream' } }),
      )
    const { fetch, entries } = watched(false, stream)
    const response = await fetch(elsewhere, { method: 'GET' })
    expect(entries).toMatchObject([{ outcome: 'network' }])
    expect(entries[0]).not.toHaveProperty('bytesIn')
    await response.body?.cancel()
    expect(entries).toHaveLength(1)
  })

  test('that is given up, or fails, is written down too', async () => {
    const { fetch, entries } = watched(false, (_, { signal }) =>
      signal?.aborted ? Promise.reject(signal.reason) : Promise.resolve(new Response('body')),
    )
    const controller = new AbortController()
    await fetch(elsewhere, { signal: controller.signal })
    controller.abort(new Error('paused'))
    await expect(fetch(elsewhere, { signal: controller.signal })).rejects.toThrow('paused')
    expect(entries.map(({ outcome }) => outcome)).toEqual(['network', 'failed'])
  })

  test('asks again once where the service worker did not know yet, and not because a host says so', async () => {
    const answers = [
      new Response(null, { status: 503, headers: { [askAgainHeader]: '1' } }),
      new Response('yes'),
    ]
    const { fetch, ask } = watched(false, () => Promise.resolve(answers.shift() ?? new Response('no')))
    expect(await (await fetch(elsewhere, {})).text()).toBe('yes')
    expect(ask).toHaveBeenCalledTimes(2)

    const foreign = new Response('trick', { headers: { [askAgainHeader]: '1' } })
    Object.defineProperty(foreign, 'type', { value: 'cors' })
    const other = watched(false, () => Promise.resolve(foreign))
    await other.fetch(elsewhere, {})
    expect(other.ask).toHaveBeenCalledOnce()
  })
})

describe('the service worker', () => {
  test('lets the browser go on where the gate is open, and refuses where it is closed', async () => {
    const open = gateThat(false)
    const closed = gateThat(true)
    await Promise.all([open.known(), closed.known()])
    expect(answerAway(open)).toBeUndefined()
    expect((await answerAway(closed))?.type).toBe('error')
  })

  test('right after a start refuses too, but says where it is worth asking again', async () => {
    expect((await answerAway(gateThat(true)))?.type).toBe('error')
    const answer = await answerAway(gateThat(false))
    expect(answer?.status).toBe(503)
    expect(answer?.headers.has(askAgainHeader)).toBe(true)
  })

  test('knows what leaves the origin', () => {
    expect(leaves(`${ownOrigin}/other/app.js`, ownOrigin)).toBe(false)
    expect(leaves(`blob:${ownOrigin}/1234`, ownOrigin)).toBe(false)
    expect(leaves('data:text/plain,x', ownOrigin)).toBe(false)
    expect(leaves('http://hermit.example/', ownOrigin)).toBe(true)
    expect(leaves(elsewhere, ownOrigin)).toBe(true)
  })

  test('takes the bytes of a body as its host declares them, and no nonsense', () => {
    const bytes = (headers: Record<string, string>) => declaredBytes(new Response(null, { headers }))
    expect(bytes({ 'Content-Length': '1234' })).toBe(1234)
    expect(bytes({})).toBeUndefined()
    expect(bytes({ 'Content-Length': '-1' })).toBeUndefined()
    expect(bytes({ 'Content-Length': 'many' })).toBeUndefined()
  })

  test('names who asks, and leaves those alone who write down for themselves', () => {
    const scope = `${ownOrigin}/app/`
    const models = { url: `${scope}net/models.worker-AbC_-123.js`, type: 'worker' }
    const engine = { url: `${scope}assets/wllama.worker-AbCdEfGh.js`, type: 'worker' }
    expect(nameOf(undefined)).toBe('page')
    expect(nameOf({ url: scope, type: 'window' })).toBe('page')
    expect(nameOf(models)).toBe('models.worker')
    expect(nameOf(engine)).toBe('wllama.worker')
    expect(nameOf({ url: `blob:${ownOrigin}/12-34`, type: 'worker' })).toBe('worker')
    expect(keepsItsOwn(models, scope)).toBe(true)
    expect(keepsItsOwn(engine, scope)).toBe(false)
    expect(keepsItsOwn(undefined, scope)).toBe(false)
  })
})

test('many requests are one transaction, and a store that fails stops nobody', async () => {
  const add = vi.fn(async (_: readonly LedgerEntry[]) => {})
  const news = fakeNews()
  const book = createBook({ add }, news.line, 5)
  const entry: LedgerEntry = {
    at: 1,
    by: 'page',
    method: 'GET',
    address: elsewhere,
    bytesOut: 1,
    outcome: 'network',
  }
  await Promise.all([book.note(entry), book.note(entry), book.note(entry)])
  expect(add.mock.calls.map(([entries]) => entries.length)).toEqual([3])
  expect(news.told).toEqual([{ type: 'ledger-changed' }])

  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  await createBook({ add: () => Promise.reject(new Error('full')) }, news.line, 1).note(entry)
  expect(warn).toHaveBeenCalledOnce()
  warn.mockRestore()
})

test('news that is none of ours is not heard', () => {
  for (const data of [null, 'air-gap', {}, { type: 'air-gap' }, { type: 'air-gap', isOn: 'yes' }])
    expect(parseNews(data)).toBeUndefined()
  expect(parseNews({ type: 'air-gap', isOn: true, more: 1 })).toEqual({ type: 'air-gap', isOn: true })
})
