import { beforeEach, expect, test, vi } from 'vitest'
import type { Page } from './page.ts'
import { ensureIsolation, startPwa } from './update.ts'

/** A worker as the page sees one. */
class FakeWorker extends EventTarget {
  readonly posted: unknown[] = []
  constructor(public state: string) {
    super()
  }
  postMessage(message: unknown) {
    this.posted.push(message)
  }
  become(state: string) {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
}

/** A browser as far as service workers go: what a test wants to happen, it makes happen. */
class FakeWorkers extends EventTarget {
  controller: FakeWorker | null = null
  readonly registration = Object.assign(new EventTarget(), {
    active: null as FakeWorker | null, // narrowed to null otherwise
    waiting: null as FakeWorker | null, // narrowed to null otherwise
    installing: null as FakeWorker | null, // narrowed to null otherwise
  })
  refusal: Error | undefined
  readonly ready = Promise.resolve(this.registration)
  async register() {
    if (this.refusal) throw this.refusal
    return this.registration
  }
  control(worker: FakeWorker) {
    this.controller = worker
    this.dispatchEvent(new Event('controllerchange'))
  }
  /** A version that is running already. */
  installed() {
    const worker = new FakeWorker('activated')
    this.registration.active = worker
    this.controller = worker
  }
  /** A newer version arrives and waits. */
  update() {
    const worker = new FakeWorker('installing')
    this.registration.installing = worker
    this.registration.dispatchEvent(new Event('updatefound'))
    this.registration.waiting = worker
    worker.become('installed')
    return worker
  }
}

let workers: FakeWorkers
let reloads: number
const words = new Set<string>()

function page(isolated: boolean | undefined = false, withWorkers = true): Page {
  return {
    workers: withWorkers ? (workers as unknown as ServiceWorkerContainer) : undefined, // the part that is used
    isolated,
    remember: word => words.add(word).has(word),
    remembers: word => words.has(word),
    reload: () => {
      reloads++
    },
  }
}

const settled = () => new Promise(resolve => setTimeout(resolve))

beforeEach(() => {
  workers = new FakeWorkers()
  reloads = 0
  words.clear()
  vi.stubEnv('DEV', false)
  vi.stubGlobal('document', new EventTarget())
})

test('a first visit becomes ready for offline use, and is offered no update', async () => {
  const pwa = startPwa({ isIdle: () => true }, page())
  await settled()
  const worker = new FakeWorker('installing')
  workers.registration.installing = worker
  workers.registration.dispatchEvent(new Event('updatefound'))
  worker.become('installed')
  workers.registration.active = worker
  worker.become('activated')
  workers.control(worker)
  expect(pwa.getState()).toMatchObject({ offlineReady: true, updateReady: false })
  expect(reloads).toBe(0)
})

test('an update waits for consent, is refused while busy, then reloads once', async () => {
  workers.installed()
  let idle = false
  const pwa = startPwa({ isIdle: () => idle }, page(true))
  await settled()
  const next = workers.update()
  expect(pwa.getState()).toMatchObject({ updateReady: true, isolated: true })
  expect(pwa.getState().applyUpdate()).toBe(false)
  expect(next.posted).toEqual([])
  idle = true
  expect(pwa.getState().applyUpdate()).toBe(true)
  expect(next.posted).toEqual([{ type: 'activate-update' }])
  expect(reloads).toBe(0)
  workers.control(next)
  workers.control(next)
  expect(reloads).toBe(1)
})

test('work begun between consent and the switch is not thrown away', async () => {
  workers.installed()
  let idle = true
  const pwa = startPwa({ isIdle: () => idle }, page(true))
  await settled()
  const next = workers.update()
  pwa.getState().applyUpdate()
  idle = false
  workers.registration.waiting = null
  workers.control(next)
  expect(reloads).toBe(0)
  idle = true
  expect(pwa.getState().applyUpdate()).toBe(true)
  expect(reloads).toBe(1)
})

test('a tab whose version another tab has replaced offers to follow, and does not reload by itself', async () => {
  workers.installed()
  const pwa = startPwa({ isIdle: () => true }, page(true))
  await settled()
  workers.control(new FakeWorker('activated'))
  expect(reloads).toBe(0)
  expect(pwa.getState().updateReady).toBe(true)
  pwa.getState().applyUpdate()
  expect(reloads).toBe(1)
})

test('a browser without service workers, or one that refuses, has a page that works', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const without = startPwa({ isIdle: () => true }, page(false, false))
  workers.refusal = new Error('SecurityError')
  const refused = startPwa({ isIdle: () => true }, page())
  await settled()
  for (const pwa of [without, refused]) {
    expect(pwa.getState()).toMatchObject({ offlineReady: false, updateReady: false })
    expect(await pwa.getState().keepEngine(['a.wasm'])).toBe(false)
  }
  expect(warn).toHaveBeenCalledOnce()
})

test('isolation costs one reload, and never a second', () => {
  ensureIsolation(() => true, page())
  workers.control(new FakeWorker('activated'))
  expect(reloads).toBe(1)
  ensureIsolation(() => true, page())
  workers.control(new FakeWorker('activated'))
  expect(reloads).toBe(1)
})

test('isolation is left for the next visit when something would be lost, or it is there, or unknown', async () => {
  ensureIsolation(() => false, page())
  ensureIsolation(() => true, page(true))
  ensureIsolation(() => true, page(false, false))
  workers.control(new FakeWorker('activated'))
  ensureIsolation(() => true, { ...page(), isolated: undefined })
  await settled()
  expect(reloads).toBe(0)
})
