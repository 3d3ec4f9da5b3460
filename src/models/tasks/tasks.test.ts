import { expect, test, vi } from 'vitest'
import { FaultError } from '../../fault.ts'
import type { DownloadEvent } from '../download/events.ts'
import type { Wanted } from '../download/source.ts'
import type { ModelCard } from '../model.ts'
import type { TaskOperations } from './operations.ts'
import { createPortTasks, type PortTasksOptions } from './port-tasks.ts'
import { parseToPage, parseToWorker } from './protocol.ts'
import { serveTasks } from './serve.ts'
import type { TaskProgress } from './tasks.ts'

const file = { name: 'model.gguf', url: 'models/model.gguf', bytes: 4, sha256: 'aa' }
const card: ModelCard = {
  id: 'tiny',
  name: 'Tiny',
  format: 'gguf',
  engines: ['wllama'],
  files: [file],
  parametersM: 1,
  quantisation: 'Q4_0',
  contextTokens: 512,
  licence: 'MIT',
  licenceUrl: '',
  languages: ['en'],
}
const wanted: Wanted = { outline: card, source: { kind: 'pinned', card } }
const hosts = { hub: 'https://hub.example' }
const never = () => new AbortController().signal
const progress = (bytes: number): DownloadEvent => ({ type: 'download-progress', bytes, ofBytes: 4 })

/** Work that a test finishes, and that stops some turns after it was told to, as real work does. */
function pendingWork<T>() {
  const state = { isRunning: false, hasStopped: false }
  let finish: (value: T) => void = () => undefined
  const run = (signal: AbortSignal) =>
    new Promise<T>((resolve, reject) => {
      state.isRunning = true
      finish = resolve
      signal.addEventListener('abort', () =>
        setTimeout(() => {
          state.hasStopped = true
          reject(signal.reason)
        }, 30),
      )
    })
  return { state, run, finish: (value: T) => finish(value) }
}

const unused = () => {
  throw new Error('not asked for in this test')
}
const noOperations: TaskOperations = {
  download: unused,
  verify: unused,
  addGguf: unused,
  addPack: unused,
  pack: unused,
}

/** Workers made of two ports each. */
function fakeWorkers(
  operations: Partial<TaskOperations> | Promise<TaskOperations>,
  options: Partial<Pick<PortTasksOptions, 'idleMs' | 'watchdog'>> = {},
) {
  const workers: { page: MessagePort; isTerminated: boolean }[] = []
  const onlineEvents = new EventTarget()
  const onOnline = vi.fn()
  const tasks = createPortTasks({
    baseUrl: 'https://app.example/hermit/',
    onlineEvents,
    ...options,
    connect() {
      const { port1: page, port2: inside } = new MessageChannel()
      const worker = { page, isTerminated: false }
      workers.push(worker)
      serveTasks(
        inside,
        operations instanceof Promise ? operations : { ...noOperations, ...operations },
        onOnline,
      )
      return {
        port: page,
        terminate() {
          worker.isTerminated = true
          inside.close()
          page.close()
        },
      }
    },
  })
  return { workers, tasks, onlineEvents, onOnline }
}

async function collect(events: AsyncIterable<DownloadEvent>): Promise<DownloadEvent[]> {
  const all: DownloadEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

test('a download tells its events in order, and is told the page’s address', async () => {
  const told: DownloadEvent[] = [
    progress(0),
    {
      type: 'download-retry',
      waitMs: 5,
      reason: { code: 'server-error', numbers: { status: 503 } },
      attempt: 1,
    },
    { type: 'download-offline' },
    { type: 'download-elsewhere' },
    progress(4),
    { type: 'download-end', card },
  ]
  const asked: unknown[] = []
  const { tasks } = fakeWorkers({
    async *download(what, { signal: _, ...surroundings }) {
      asked.push(what, surroundings)
      yield* told
    },
  })
  expect(await collect(tasks.download(wanted, hosts, never()))).toEqual(told)
  expect(asked).toEqual([wanted, { hosts, baseUrl: 'https://app.example/hermit/' }])
})

test('each task gives back what its work came to, and tells how far it is', async () => {
  const damages = [{ file, goodBytes: 2 }]
  const pack = new Blob(['pack'])
  const { tasks } = fakeWorkers({
    async verify(_, { onProgress }) {
      onProgress?.({ bytes: 1, ofBytes: 4 })
      return damages
    },
    addGguf: async () => card,
    addPack: async given => ({ ...card, name: await given.text() }),
    pack: async given => (given.id === 'tiny' ? pack : undefined),
  })
  const seen: TaskProgress[] = []
  const options = { signal: never() }
  expect(await tasks.verify(card, { ...options, onProgress: p => seen.push(p) })).toEqual(damages)
  expect(seen).toEqual([{ bytes: 1, ofBytes: 4 }])
  expect(await tasks.addGguf([], options)).toEqual(card)
  expect((await tasks.addPack(new Blob(['From a stick']), options)).name).toBe('From a stick')
  expect((await tasks.pack(card, undefined, options))?.size).toBe(4)
  expect(await tasks.pack({ ...card, id: 'other' }, undefined, options)).toBeUndefined()
})

test('a fault crosses the port with its numbers; what is no fault is a crash', async () => {
  const fault = { code: 'storage-full', numbers: { neededBytes: 9, freeBytes: 3 } } as const
  const { tasks } = fakeWorkers({
    addGguf: () => Promise.reject(new FaultError(fault)),
    addPack: () => Promise.reject(new TypeError('odd')),
    // biome-ignore lint/correctness/useYield: it fails before its first event
    async *download() {
      throw new FaultError({ code: 'offline' })
    },
  })
  const options = { signal: never() }
  await expect(tasks.addGguf([], options)).rejects.toMatchObject({ fault })
  await expect(tasks.addPack(new Blob(), options)).rejects.toMatchObject({ fault: { code: 'crashed' } })
  await expect(collect(tasks.download(wanted, hosts, never()))).rejects.toMatchObject({
    fault: { code: 'offline' },
  })
})

test('an aborted task rejects with the signal’s reason, but not before its work has stopped', async () => {
  const work = pendingWork<ModelCard>()
  const { tasks } = fakeWorkers({ addPack: (_, { signal }) => work.run(signal) })
  const controller = new AbortController()
  const adding = tasks.addPack(new Blob(), { signal: controller.signal })
  await vi.waitFor(() => expect(work.state.isRunning).toBe(true))
  const reason = new Error('the person said no')
  controller.abort(reason)
  await expect(adding).rejects.toBe(reason)
  expect(work.state.hasStopped).toBe(true)
})

test('work that is done when the abort arrives is done', async () => {
  const work = pendingWork<ModelCard>()
  const { tasks } = fakeWorkers({ addPack: (_, { signal }) => work.run(signal) })
  const controller = new AbortController()
  const adding = tasks.addPack(new Blob(), { signal: controller.signal })
  await vi.waitFor(() => expect(work.state.isRunning).toBe(true))
  work.finish(card)
  controller.abort()
  expect(await adding).toEqual(card)
})

test('a paused download throws the signal’s reason; one that is left is stopped, and waited for', async () => {
  const works = [pendingWork<never>(), pendingWork<never>()]
  let calls = 0
  const { tasks } = fakeWorkers({
    async *download(_, { signal }) {
      const work = works[calls++]
      yield progress(1)
      await work?.run(signal)
    },
  })
  const controller = new AbortController()
  const paused = (async () => {
    for await (const _ of tasks.download(wanted, hosts, controller.signal)) controller.abort('paused')
  })()
  await expect(paused).rejects.toBe('paused')
  for await (const _ of tasks.download(wanted, hosts, never())) break
  expect(works.map(work => work.state.hasStopped)).toEqual([true, true])
})

test('a signal that is aborted already starts no worker', async () => {
  const { tasks, workers } = fakeWorkers({})
  const reason = new Error('no')
  await expect(tasks.verify(card, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  await expect(collect(tasks.download(wanted, hosts, AbortSignal.abort(reason)))).rejects.toBe(reason)
  expect(workers).toHaveLength(0)
})

test.each(['error', 'messageerror'])(
  'a worker that dies (%s) fails all its calls; the next call makes another',
  async type => {
    const work = pendingWork<ModelCard>()
    let isBroken = true
    const { tasks, workers } = fakeWorkers({
      addPack: (_, { signal }) => (isBroken ? work.run(signal) : Promise.resolve(card)),
      async *download(_, { signal }) {
        yield progress(1)
        await work.run(signal)
      },
    })
    const adding = tasks.addPack(new Blob(), { signal: never() })
    const downloading = collect(tasks.download(wanted, hosts, never()))
    const failures = Promise.allSettled([adding, downloading])
    await vi.waitFor(() => expect(work.state.isRunning).toBe(true))
    workers[0]?.page.dispatchEvent(Object.assign(new Event(type), { message: 'boom' }))
    for (const outcome of await failures) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { fault: { code: 'crashed' } } })
    }
    expect(workers[0]?.isTerminated).toBe(true)
    isBroken = false
    expect(await tasks.addPack(new Blob(), { signal: never() })).toEqual(card)
    expect(workers).toHaveLength(2)
  },
)

test('a worker is ended when it had nothing to do, and never during a call', async () => {
  const work = pendingWork<ModelCard>()
  const { tasks, workers } = fakeWorkers({ addPack: (_, { signal }) => work.run(signal) }, { idleMs: 40 })
  const adding = tasks.addPack(new Blob(), { signal: never() })
  await vi.waitFor(() => expect(work.state.isRunning).toBe(true))
  await new Promise(resolve => setTimeout(resolve, 120))
  expect(workers[0]?.isTerminated).toBe(false)
  work.finish(card)
  await adding
  expect(workers[0]?.isTerminated).toBe(false)
  await vi.waitFor(() => expect(workers[0]?.isTerminated).toBe(true))
})

test('a worker is told when the device is online again, for it cannot know', async () => {
  const work = pendingWork<ModelCard>()
  const { tasks, onlineEvents, onOnline } = fakeWorkers({ addPack: (_, { signal }) => work.run(signal) })
  const adding = tasks.addPack(new Blob(), { signal: never() })
  onlineEvents.dispatchEvent(new Event('online'))
  await vi.waitFor(() => expect(onOnline).toHaveBeenCalledOnce())
  work.finish(card)
  await adding
})

test('where the worker cannot open its storage, every call ends with that fault', async () => {
  const fault = { code: 'storage-failed' } as const
  const { tasks } = fakeWorkers(Promise.reject(new FaultError(fault)))
  await expect(tasks.verify(card, { signal: never() })).rejects.toMatchObject({ fault })
})

test('a worker that cannot be made, and a call that cannot be posted, are faults', async () => {
  const tasks = createPortTasks({
    baseUrl: '',
    onlineEvents: new EventTarget(),
    connect() {
      throw new DOMException('no workers here', 'SecurityError')
    },
  })
  await expect(tasks.verify(card, { signal: never() })).rejects.toMatchObject({ fault: { code: 'crashed' } })
  const odd = Object.assign({}, card, { name: () => 'a function' })
  const { tasks: others } = fakeWorkers({})
  await expect(others.verify(odd, { signal: never() })).rejects.toBeInstanceOf(FaultError)
})

test('messages that are not of the protocol are ignored on both ends, except an end that cannot be read', () => {
  const foreign = [
    undefined,
    null,
    'task-start',
    { type: 'task-start', id: 1, call: { method: 'format-disk' } },
    { type: 'task-start', id: 1, call: { method: 'download', wanted, hosts } },
    { type: 'task-start', id: 1, call: { method: 'add-gguf', files: ['name'] } },
    { type: 'task-start', id: 1, call: { method: 'verify', card: { id: 'x' } } },
    { type: 'task-abort' },
    { type: 'task-event', id: 1, event: { type: 'download-progress', bytes: '1' } },
    { type: 'task-end' },
  ]
  for (const data of foreign) {
    expect(parseToWorker(data)).toBeUndefined()
    expect(parseToPage(data)).toBeUndefined()
  }
  for (const data of [
    { type: 'task-end', id: 7 },
    { type: 'task-fault', id: 7, fault: 'oh' },
  ]) {
    expect(parseToPage(data)).toMatchObject({ type: 'task-fault', id: 7, fault: { code: 'crashed' } })
  }
})

const quickDog = { tickMs: 20, silentTicks: 4, startTicks: 6 }

test('a worker that says nothing any more fails its calls, and the next call makes another', async () => {
  const work = pendingWork<never[]>()
  const { tasks, workers } = fakeWorkers(
    { verify: (_, { signal }) => work.run(signal) },
    { watchdog: quickDog },
  )
  const call = tasks.verify(card, { signal: never() })
  await vi.waitFor(() => expect(work.state.isRunning).toBe(true))
  // As when the browser has killed it: the port stays and nobody is there.
  const { page } = workers[0] ?? {}
  if (page) page.postMessage = () => undefined
  await expect(call).rejects.toMatchObject({ fault: { code: 'crashed' } })
  expect(workers[0]?.isTerminated).toBe(true)
  void tasks.verify(card, { signal: never() })
  await vi.waitFor(() => expect(workers).toHaveLength(2))
})

test('a worker that works for long without an event is left alone', async () => {
  const work = pendingWork<never[]>()
  const { tasks } = fakeWorkers({ verify: (_, { signal }) => work.run(signal) }, { watchdog: quickDog })
  const call = tasks.verify(card, { signal: never() })
  await new Promise(resolve => setTimeout(resolve, 20 * quickDog.tickMs))
  work.finish([])
  await expect(call).resolves.toEqual([])
})
