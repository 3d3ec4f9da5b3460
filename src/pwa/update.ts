import { createStore, type StoreApi } from 'zustand/vanilla'
import { isEngineKept, type WorkerRequest } from './messages.ts'
import { type Page, thisPage } from './page.ts'

/** What the page knows of its own installation, and what can be done about it. */
export interface PwaState {
  /** The app itself (not the weights) is on the device whole and opens without a network. */
  readonly offlineReady: boolean
  /** A newer version is on the device and waits for the person's consent. */
  readonly updateReady: boolean
  /** A part of this version was asked for and is gone: only a reload brings it back. */
  readonly isCodeMissing: boolean
  /** Threads are available. It never changes while a page lives: only a reload can. */
  readonly isolated: boolean
  /** Switches to the waiting version and reloads once. False, and nothing happens, while the app is not idle. */
  applyUpdate(): boolean
  /**
   * Keeps these engine files (wasm) for offline use, if they are not kept yet. Needed once, when the first
   * load of an engine came before the service worker was in control. Waits until one is active.
   * True when they all are on the device.
   */
  keepEngine(urls: readonly string[]): Promise<boolean>
}

export type PwaStore = StoreApi<PwaState>

/** What startPwa has to be told. */
export interface PwaOptions {
  /** Nothing typed, nothing running, nothing unsaved. */
  readonly isIdle: () => boolean
}

const updateCheckMs = 60 * 60 * 1000
const reloadedForIsolation = 'hermit-reloaded-for-isolation'

/** Registers the service worker of a built app and follows its life. Never throws, never rejects. */
export function startPwa(options: PwaOptions, page: Page = thisPage()): PwaStore {
  const workers = page.workers
  let registration: ServiceWorkerRegistration | undefined
  let ready: Promise<ServiceWorkerRegistration | undefined> = Promise.resolve(undefined)
  let isApplying = false

  const store = createStore<PwaState>(() => ({
    offlineReady: false,
    updateReady: false,
    isCodeMissing: false,
    isolated: page.isolated === true,
    applyUpdate() {
      if (!store.getState().updateReady || !options.isIdle()) return false
      const waiting = registration?.waiting
      if (waiting) {
        isApplying = true
        post(waiting, { type: 'activate-update' })
      } else {
        page.reload() // another tab has switched already: this one only has to follow
      }
      return true
    },
    keepEngine: async urls => keepEngine((await ready)?.active ?? undefined, urls),
  }))

  if (!workers || import.meta.env.DEV) return store

  const follow = (found: ServiceWorkerRegistration): void => {
    registration = found
    if (found.active) store.setState({ offlineReady: true })
    if (found.active && found.waiting) store.setState({ updateReady: true })
    watch(found.installing)
    found.addEventListener('updatefound', () => watch(found.installing))
    checkWhenShown(found)
  }

  const watch = (worker: ServiceWorker | null): void => {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && registration?.active) store.setState({ updateReady: true })
      if (worker.state === 'activated') store.setState({ offlineReady: true })
    })
  }

  let wasControlled = workers.controller !== null
  workers.addEventListener('controllerchange', () => {
    const isFirstControl = !wasControlled && !isApplying
    wasControlled = true
    if (isFirstControl) return
    const mayReload = isApplying && options.isIdle()
    isApplying = false
    if (mayReload) page.reload()
    else store.setState({ updateReady: true }) // files of this page's version may be gone: offer the reload
  })

  ready = register(workers, follow).catch((reason: unknown) => {
    console.warn('Hermit works, but not offline: no service worker.', reason)
    return undefined
  })
  return store
}

/**
 * On a host that sends no isolation headers, the first visit has no threads: our service worker adds the
 * headers, from the next navigation on. Once it is in control, reload once, if nothing would be lost by it;
 * otherwise the next visit will have threads.
 */
export function ensureIsolation(mayReload: () => boolean, page: Page = thisPage()): void {
  const workers = page.workers
  if (!workers || page.isolated !== false || import.meta.env.DEV) return
  const reloadOnce = (): void => {
    if (page.remembers(reloadedForIsolation) || !mayReload()) return
    if (page.remember(reloadedForIsolation)) page.reload()
  }
  if (workers.controller) {
    queueMicrotask(reloadOnce) // not before the caller has put everything together
  } else {
    workers.addEventListener('controllerchange', reloadOnce, { once: true })
  }
}

/** Resolves when a worker is active; one whose installation fails never is. */
async function register(
  workers: ServiceWorkerContainer,
  follow: (registration: ServiceWorkerRegistration) => void,
): Promise<ServiceWorkerRegistration> {
  const here = import.meta.env.BASE_URL
  follow(await workers.register(`${here}service-worker.js`, { scope: here, updateViaCache: 'none' }))
  return workers.ready
}

/** A tab may stay open for weeks: ask for news when it is looked at again, once an hour at most. */
function checkWhenShown(registration: ServiceWorkerRegistration): void {
  let checkedAt = performance.now()
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - checkedAt < updateCheckMs) return
    checkedAt = performance.now()
    registration.update().catch(() => {
      // Offline, or the host is away: the next look will ask again.
    })
  })
}

function keepEngine(worker: ServiceWorker | undefined, urls: readonly string[]): Promise<boolean> {
  if (!worker) return Promise.resolve(false)
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      resolve(isEngineKept(data) && data.whole)
      port1.close()
    }
    const absolute = urls.map(url => new URL(url, document.baseURI).href)
    post(worker, { type: 'keep-engine', urls: absolute }, [port2])
  })
}

function post(worker: ServiceWorker, request: WorkerRequest, transfer: Transferable[] = []): void {
  worker.postMessage(request, transfer)
}
