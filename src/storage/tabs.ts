/*
 * One tab writes. Who holds the Web Lock is the owner; every other tab is passive and waits in the lock's queue,
 * so that when the owner closes or crashes the browser itself makes the next tab the owner, without a heartbeat.
 * "Use here" asks the owner over a channel to stop, save and let go; other waiting tabs step behind the asker. An
 * owner that does not answer (frozen, hung) is robbed of the lock: it hears when it wakes, and until then the
 * claim in database.ts refuses its commits. Where there are no Web Locks, each tab believes that it is alone.
 */
/** 'waiting' is before the first answer; 'passive': Hermit is open and writing in another tab. */
export type TabState = 'waiting' | 'owner' | 'passive'

/** The part of BroadcastChannel that tabs use. */
export interface TabChannel {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

export interface TabsOptions {
  readonly name?: string
  readonly locks?: LockManager
  readonly channel?: TabChannel
  /** How long the owner has to hand over before its lock is taken from it. */
  readonly stealAfterMs?: number
}

/** Says which of several tabs writes. */
export interface Tabs {
  readonly state: TabState
  subscribe(listener: (state: TabState) => void): () => void
  /** "Use here": resolves when this tab is the owner. */
  takeOver(): Promise<void>
  /** What the owner does before another tab takes over: stop the reply, flush. It has `stealAfterMs` for it. */
  onHandOver(handler: () => Promise<void>): void
  /** Lets go of the lock; for tests and for tearing down. */
  close(): void
}

/** Joins the tabs that have Hermit open. */
export function createTabs(options: TabsOptions = {}): Tabs {
  const { name = 'hermit-owner', stealAfterMs = 2000 } = options
  const locks = options.locks ?? globalThis.navigator?.locks
  const ownChannel = options.channel ? undefined : openChannel(name)
  const channel = options.channel ?? ownChannel
  const listeners = new Set<(state: TabState) => void>()
  let state: TabState = 'waiting'
  let handOver: () => Promise<void> = async () => {}
  /** Ends our hold of the lock. */
  let release: (() => void) | undefined
  /** Takes our request out of the queue. */
  let queued: AbortController | undefined
  let isClosed = false

  function become(next: TabState): void {
    if (isClosed || state === next) return
    state = next
    for (const listener of listeners) listener(next)
  }

  /** Runs for as long as we hold the lock; the lock is ours from the first line on. */
  function hold(): Promise<void> {
    return new Promise(resolve => {
      release = resolve
      // A second request of ours in the queue would give us the lock back as soon as we let go of it.
      queued?.abort()
      queued = undefined
      become('owner')
      if (isClosed) resolve()
    })
  }

  async function requestLock(locks: LockManager, lockOptions: LockOptions): Promise<void> {
    let isHeld = false
    try {
      await locks.request(name, lockOptions, lock => {
        isHeld = lock !== null
        return isHeld ? hold() : undefined
      })
    } catch (error) {
      if (!isHeld && lockOptions.signal?.aborted) return
      // Locks are refused here altogether (an opaque origin): nobody to share with.
      if (!isHeld && !isAbort(error)) return become('owner')
      // Held and rejected: another tab took the lock from us.
    }
    release = undefined
    become('passive')
    enqueue(locks)
  }

  function enqueue(locks: LockManager): void {
    if (isClosed) return
    queued?.abort()
    queued = new AbortController()
    void requestLock(locks, { signal: queued.signal })
  }

  async function onMessage(event: MessageEvent): Promise<void> {
    const message: unknown = event.data
    if (!isHandOver(message) || !locks || isClosed) return
    // We wait too: step behind the tab that asks.
    if (state === 'passive') return enqueue(locks)
    if (state !== 'owner') return
    const letGo = release
    try {
      await handOver()
    } catch {
      // Saving failed, and that has been told where it failed; the text is still on this tab's screen.
    }
    // Passive before the lock is free: nothing is written in between. Robbed meanwhile, we already are.
    if (release !== letGo) return
    become('passive')
    letGo?.()
  }

  const listen = (event: MessageEvent): void => void onMessage(event)
  channel?.addEventListener('message', listen)
  if (locks) void requestLock(locks, { ifAvailable: true })
  else become('owner')

  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    takeOver() {
      if (!locks || state === 'owner' || isClosed) return Promise.resolve()
      return new Promise(resolve => {
        const timer = setTimeout(() => {
          queued?.abort()
          void requestLock(locks, { steal: true })
        }, stealAfterMs)
        const listener = (next: TabState): void => {
          if (next !== 'owner') return
          clearTimeout(timer)
          listeners.delete(listener)
          resolve()
        }
        listeners.add(listener)
        channel?.postMessage({ type: 'hand-over' })
      })
    },
    onHandOver(handler) {
      handOver = handler
    },
    close() {
      isClosed = true
      channel?.removeEventListener('message', listen)
      ownChannel?.close()
      queued?.abort()
      release?.()
    },
  }
}

function openChannel(name: string): BroadcastChannel | undefined {
  return typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)
}

function isHandOver(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'hand-over'
}

function isAbort(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError'
}
