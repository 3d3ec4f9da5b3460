import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Engine, EngineError, type GenerateEvent } from '../engine.ts'
import { createScriptedEngine } from '../scripted.ts'
import { scriptedCard } from '../scripted-card.ts'
import { createPortEngine } from './client.ts'
import { serveEngine } from './host.ts'
import { fromPortError, type PortLike, parseToClient, parseToHost, toPortError } from './protocol.ts'

const card = { ...scriptedCard, contextTokens: 500 }
const info = { id: 'port', label: 'Port', locality: 'device' } as const
const never = () => new AbortController().signal
const ask = { messages: [{ role: 'user', content: 'Tell me something long.' }] } as const
const tick = 800

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A worker as the client sees it: two ends joined by microtasks, so that fake timers rule everything else. */
function fakeWorkers(makeEngine: () => Engine) {
  const workers: { page: EventTarget; terminated: boolean; isDeaf: boolean }[] = []
  const connect = () => {
    const page = new EventTarget()
    const inside = new EventTarget()
    const worker = { page, terminated: false, isDeaf: false }
    const end = (own: EventTarget, other: EventTarget): PortLike => ({
      postMessage(data) {
        const copy: unknown = structuredClone(data)
        queueMicrotask(() => {
          if (!worker.terminated && !worker.isDeaf)
            other.dispatchEvent(new MessageEvent('message', { data: copy }))
        })
      },
      addEventListener: (type, listener) => own.addEventListener(type, listener),
      removeEventListener: (type, listener) => own.removeEventListener(type, listener),
    })
    const port = end(page, inside)
    serveEngine(makeEngine(), end(inside, page))
    workers.push(worker)
    return {
      port,
      terminate() {
        worker.terminated = true
      },
    }
  }
  return { workers, connect }
}

async function load(engine: Engine, signal = never()): Promise<void> {
  for await (const _ of engine.load({ card, files: [] }, signal));
}

/** Lets a promise settle while fake time passes. */
async function whileTimePasses<T>(promise: Promise<T>, ms = 60_000): Promise<T> {
  const settled = promise.then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  )
  await vi.advanceTimersByTimeAsync(ms)
  const result = await settled
  if ('error' in result) throw result.error
  return result.value
}

function slowly() {
  const { workers, connect } = fakeWorkers(() =>
    createScriptedEngine({ tokensPerSecond: 1, prefillTokensPerSecond: 1e6 }),
  )
  return { workers, engine: createPortEngine({ info, connect }) }
}

async function collect(engine: Engine, signal = never()): Promise<GenerateEvent[]> {
  const events: GenerateEvent[] = []
  for await (const event of engine.generate(ask, signal)) events.push(event)
  return events
}

test('a worker that goes silent fails the open call as crashed within 5 s, and is ended [fault 27]', async () => {
  const { workers, engine } = slowly()
  await whileTimePasses(load(engine), 100)
  const call = collect(engine)
  const failed = expect(call).rejects.toMatchObject({ code: 'crashed' })
  await vi.advanceTimersByTimeAsync(1500)
  const [worker] = workers
  if (!worker) throw new Error('no worker was made')
  worker.isDeaf = true
  await vi.advanceTimersByTimeAsync(5000)
  await failed
  expect(worker.terminated).toBe(true)
})

test('a worker that answers pings is left alone however long its call takes', async () => {
  const { engine } = slowly()
  await whileTimePasses(load(engine), 100)
  const events = await whileTimePasses(collect(engine), 120_000)
  expect(events.at(-1)).toMatchObject({ type: 'text-end', reason: 'stop' })
})

test('a frozen tab is no false alarm: ticks are counted, not time', async () => {
  const { engine } = slowly()
  await whileTimePasses(load(engine), 100)
  const call = collect(engine)
  await vi.advanceTimersByTimeAsync(1000)
  vi.setSystemTime(Date.now() + 3_600_000)
  const events = await whileTimePasses(call, 120_000)
  expect(events.at(-1)).toMatchObject({ reason: 'stop' })
})

test('after a crash the next load makes a fresh worker', async () => {
  const { workers, engine } = slowly()
  await whileTimePasses(load(engine), 100)
  const call = collect(engine)
  const failed = expect(call).rejects.toBeInstanceOf(EngineError)
  await vi.advanceTimersByTimeAsync(100)
  workers[0]?.page.dispatchEvent(Object.assign(new Event('error'), { message: 'boom' }))
  await failed
  await expect(collect(engine)).rejects.toMatchObject({ code: 'crashed' })
  await whileTimePasses(load(engine), 100)
  expect(workers).toHaveLength(2)
  expect((await whileTimePasses(collect(engine), 120_000)).at(-1)).toMatchObject({ reason: 'stop' })
})

test('a worker whose script never starts is given a minute, not five seconds', async () => {
  const terminate = vi.fn()
  const dead: PortLike = { postMessage() {}, addEventListener() {}, removeEventListener() {} }
  const engine = createPortEngine({ info, connect: () => ({ port: dead, terminate }) })
  const failed = expect(load(engine)).rejects.toMatchObject({ code: 'crashed' })
  await vi.advanceTimersByTimeAsync(20 * tick)
  expect(terminate).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(60 * tick)
  await failed
  expect(terminate).toHaveBeenCalledOnce()
})

test('a stopped reply ends within 100 ms even if the worker takes no notice', async () => {
  const { workers, engine } = slowly()
  await whileTimePasses(load(engine), 100)
  const controller = new AbortController()
  const call = collect(engine, controller.signal)
  await vi.advanceTimersByTimeAsync(2500)
  const [worker] = workers
  if (!worker) throw new Error('no worker was made')
  worker.isDeaf = true
  controller.abort()
  const events = await whileTimePasses(call, 100)
  expect(events.at(-1)).toMatchObject({ reason: 'cancelled', usage: { completionTokens: 2 } })
})

test('errors cross the port with code, detail and numbers', () => {
  const error = new EngineError('context-overflow', 'too long', { promptTokens: 9, contextTokens: 8 })
  expect(fromPortError(structuredClone(toPortError(error)))).toEqual(error)
  expect(fromPortError(toPortError(new DOMException('no', 'AbortError')))).toMatchObject({
    name: 'AbortError',
  })
  expect(fromPortError(toPortError(new TypeError('odd')))).toMatchObject({ code: 'crashed' })
})

test('messages that are not of the protocol are ignored on both ends', () => {
  const foreign = [
    undefined,
    null,
    'ping',
    {},
    { type: 'call-start', id: 1, call: { method: 'format-disk' } },
    { type: 'call-start', id: 1, call: { method: 'generate', request: { messages: 'hi' } } },
    { type: 'call-event', id: 1, event: { type: 'text-delta' } },
    { type: 'call-cancel' },
  ]
  for (const data of foreign) {
    expect(parseToHost(data)).toBeUndefined()
    expect(parseToClient(data)).toBeUndefined()
  }
})

test('a text that is no chat crosses whole, or the call is none', () => {
  const call = (prompt: unknown) => ({
    type: 'call-start',
    id: 1,
    call: { method: 'generate', request: { messages: [], prompt } },
  })
  expect(parseToHost(call('English: bread'))).toEqual(call('English: bread'))
  expect(parseToHost(call(['English: bread']))).toBeUndefined()
})

test('a thought crosses whole, or the call is none', () => {
  const call = (thought: unknown) => ({
    type: 'call-start',
    id: 1,
    call: { method: 'count-tokens', messages: [{ role: 'assistant', content: '', thought }] },
  })
  const thought = { text: 'A bit.', isClosed: false }
  expect(parseToHost(call(thought))).toEqual(call(thought))
  expect(parseToHost(call({ text: 'A bit.' }))).toBeUndefined()
  expect(parseToHost(call('A bit.'))).toBeUndefined()
})
