/*
 * Of all tabs one owns the engine: the one that holds the Web Lock. The others wait in the lock's queue, so that when
 * the owner closes or crashes the browser itself makes the next tab the owner. An owner that is frozen or hangs holds
 * its lock for ever: a tab that needs it asks for a sign of life and, where none comes, steals the lock.
 *
 * A robbed owner that wakes may have work in its hands. Two fences keep that from doing harm: what it says bears its
 * epoch, which the others know to be over; and before it acts as the owner it asks `ownsStill()`, which is good for
 * less time than a theft takes.
 */
import { type Owner, parseTabMessage, type TabMessage } from './messages.ts'
import { holdersOf, isAbort, type Locks } from './web-locks.ts'

/** 'waiting' is before the first answer. Where there are no Web Locks each tab believes that it is alone. */
export type TabRole = 'waiting' | 'owner' | 'follower'

/** The part of BroadcastChannel that tabs use. */
export interface TabChannel {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

export interface TabsOptions {
  readonly name?: string
  readonly locks?: Locks
  readonly channel?: TabChannel
  /** Gives a number greater than all it gave before, to whichever tab; where it cannot, one more than was heard of is taken. */
  readonly claim?: () => Promise<number>
  /** Between two questions for a sign of life, and how many in a row go unanswered before the lock is stolen. */
  readonly tickMs?: number
  readonly silentTicks?: number
}

/** What this tab knows of the others. */
export interface Tabs {
  readonly id: string
  readonly role: TabRole
  /** The tab that owns, as far as this one has heard; itself where it does. */
  readonly owner: Owner | undefined
  /** Tells of each change of role or owner. */
  subscribe(listener: () => void): () => void
  /** Watches over the owner until the function that it gives is called: a silent one loses the lock to this tab. */
  watchOwner(): () => void
  /** Whether this tab is the owner still, as the browser has it; at once where it was asked a moment ago. */
  ownsStill(): boolean | Promise<boolean>
  /** Says something to all other tabs. */
  say(body: unknown): void
  /** @param listener Is told `isOwner` where the owner of now says it; what an owner of before says is not told. */
  onSaid(listener: (body: unknown, from: string, isOwner: boolean) => void): () => void
  /** Resolves when that tab is gone, or the signal aborted. */
  whenGone(tabId: string, signal: AbortSignal): Promise<void>
  /** Lets go of the lock; for tests and for tearing down. */
  close(): void
}

/** For so long a look at who holds the lock is good: half of what the quickest theft takes. */
const leaseMs = 500
const claimLimitMs = 1000
/** A machine on which an owner was robbed though it lives is slow: the next theft takes longer, up to this. */
const mostSilentTicks = 32

/** Joins the tabs that have Hermit open. */
export function createTabs(options: TabsOptions = {}): Tabs {
  const { name = 'hermit-engine', tickMs = 250, claim = async () => 0 } = options
  const locks: Locks | undefined = options.locks ?? globalThis.navigator?.locks
  const ownChannel = options.channel ? undefined : openChannel(name)
  const channel = options.channel ?? ownChannel
  const id = Array.from(crypto.getRandomValues(new Uint8Array(8)), byte => byte.toString(16)).join('-')
  const listeners = new Set<() => void>()
  const hearers = new Set<(body: unknown, from: string, isOwner: boolean) => void>()
  const tabLock = (tabId: string) => `${name}/tab/${tabId}`
  let role: TabRole = 'waiting'
  let owner: Owner | undefined
  /** The greatest that was heard of. */
  let lastEpoch = 0
  /** Ends our hold of the lock. */
  let release: (() => void) | undefined
  /** Takes our request out of the queue. */
  let queued: AbortController | undefined
  let watchers = 0
  let timer: ReturnType<typeof setInterval> | undefined
  let silent = 0
  let patience = options.silentTicks ?? 4
  /** The page that has the lock and is silent. */
  let suspect: string | undefined
  let checkedAt = Number.NEGATIVE_INFINITY
  let checking: Promise<boolean> | undefined
  let isClosed = false

  const post = (message: TabMessage) => {
    if (!isClosed) channel?.postMessage(message)
  }

  function become(nextRole: TabRole, nextOwner: Owner | undefined): void {
    if (isClosed || (role === nextRole && owner?.epoch === nextOwner?.epoch)) return
    role = nextRole
    owner = nextOwner
    silent = 0
    look()
    for (const listener of [...listeners]) listener()
  }

  /** Runs for as long as we hold the lock; the lock is ours from the first line on. */
  async function own(hold: { isOver: boolean }): Promise<void> {
    // A second request of ours in the queue would give us the lock back as soon as we let go of it.
    queued?.abort()
    queued = undefined
    checkedAt = performance.now()
    const claimed = await Promise.race([claim().catch(() => 0), after(claimLimitMs, 0)])
    if (hold.isOver || isClosed) return
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const epoch = Math.max(claimed, lastEpoch + 1)
    lastEpoch = epoch
    become('owner', { tabId: id, epoch })
    post({ type: 'owns', tabId: id, epoch })
    return held
  }

  async function requestLock(locks: Locks, lockOptions: LockOptions): Promise<void> {
    let hold: { isOver: boolean } | undefined
    try {
      await locks.request(name, lockOptions, lock => {
        if (!lock) return undefined
        hold = { isOver: false }
        return own(hold)
      })
    } catch (error) {
      if (!hold && lockOptions.signal?.aborted) return
      // Locks are refused here altogether (an opaque origin): nobody to share with.
      if (!hold && !isAbort(error)) return become('owner', { tabId: id, epoch: 1 })
      // Held and rejected: another tab took the lock from us.
      if (hold) patience = Math.min(patience * 2, mostSilentTicks)
    }
    if (hold) hold.isOver = true
    follow()
    if (!isClosed) enqueue(locks)
  }

  /** This tab owns no more, or not yet. */
  function follow(): void {
    release?.()
    release = undefined
    checkedAt = Number.NEGATIVE_INFINITY
    if (role !== 'follower') become('follower', owner?.tabId === id ? undefined : owner)
  }

  function enqueue(locks: Locks): void {
    queued?.abort()
    queued = new AbortController()
    void requestLock(locks, { signal: queued.signal })
  }

  /** Watches while somebody waits for the owner, or while we do not know who it is. */
  function look(): void {
    const isNeeded = !isClosed && role === 'follower' && (watchers > 0 || !owner)
    if (isNeeded === (timer !== undefined)) return
    clearInterval(timer)
    timer = isNeeded ? setInterval(tick, tickMs) : undefined
    silent = 0
    if (isNeeded) ask()
  }

  function ask(): void {
    if (silent === 0 && locks) {
      suspect = undefined
      void holdersOf(locks, name).then(([holder]) => {
        suspect = holder
      })
    }
    post({ type: 'who-owns' })
  }

  // Ticks are counted, not time: a tab that was frozen itself does not tick, so waking up is no reason to steal.
  function tick(): void {
    silent += 1
    if (silent >= patience) {
      silent = 0
      if (locks) void steal(locks)
    }
    ask()
  }

  /** One thief at a time, and only of the page that was silent: two that wait must not rob one another. */
  async function steal(locks: Locks): Promise<void> {
    const silentPage = suspect
    await locks.request(`${name}/theft`, {}, async () => {
      const [holder] = await holdersOf(locks, name)
      if (isClosed || role !== 'follower' || holder === undefined || holder !== silentPage) return
      queued?.abort()
      void requestLock(locks, { steal: true })
      // Our hold shows in the next thief's look.
      await after(0, undefined)
    })
  }

  function heardOf(said: Owner): boolean {
    if (said.tabId === id) return false
    if (said.epoch < lastEpoch || (said.epoch === lastEpoch && owner?.tabId !== said.tabId)) {
      // An owner of before that does not know it yet.
      if (role === 'owner' && owner) post({ type: 'owns', ...owner })
      return false
    }
    silent = 0
    lastEpoch = said.epoch
    if (role === 'owner') follow()
    become(role === 'owner' ? 'follower' : role, { tabId: said.tabId, epoch: said.epoch })
    return true
  }

  function onMessage(event: MessageEvent): void {
    const message = parseTabMessage(event.data)
    if (!message || isClosed) return
    if (message.type === 'who-owns') {
      if (role === 'owner' && owner) post({ type: 'owns', ...owner })
      return
    }
    if (message.type === 'owns') return void heardOf(message)
    const isOwner = message.owner !== undefined && heardOf(message.owner)
    if (message.owner && !isOwner) return
    for (const hearer of [...hearers]) hearer(message.body, message.from, isOwner)
  }

  async function check(locks: Locks): Promise<boolean> {
    const askedAt = performance.now()
    const [holder, self] = await holdersOf(locks, name, tabLock(id))
    checking = undefined
    if (role !== 'owner') return false
    if (holder !== undefined && holder === self) {
      checkedAt = askedAt
      return true
    }
    follow()
    return false
  }

  channel?.addEventListener('message', onMessage)
  const left = new AbortController()
  if (locks) {
    // Held for as long as this tab lives: the others see by it that it does.
    locks
      .request(
        tabLock(id),
        { signal: left.signal },
        () =>
          new Promise<void>(resolve => {
            left.signal.addEventListener('abort', () => resolve())
          }),
      )
      .catch(() => {
        // Locks are refused here.
      })
    void requestLock(locks, { ifAvailable: true })
  } else {
    become('owner', { tabId: id, epoch: 1 })
  }

  return {
    id,
    get role() {
      return role
    },
    get owner() {
      return owner
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    watchOwner() {
      watchers += 1
      look()
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        watchers -= 1
        look()
      }
    },
    ownsStill() {
      if (role !== 'owner') return false
      const ageMs = performance.now() - checkedAt
      if (!release || !locks) return true
      if (ageMs > leaseMs / 2) checking ??= check(locks)
      return ageMs < leaseMs || (checking ?? true)
    },
    say(body) {
      post({ type: 'tab-says', from: id, body, ...(role === 'owner' && owner ? { owner } : {}) })
    },
    onSaid(listener) {
      hearers.add(listener)
      return () => hearers.delete(listener)
    },
    async whenGone(tabId, signal) {
      await locks
        ?.request(tabLock(tabId), { mode: 'shared', signal }, () => undefined)
        .catch((error: unknown) => {
          if (!isAbort(error)) throw error
        })
    },
    close() {
      isClosed = true
      clearInterval(timer)
      channel?.removeEventListener('message', onMessage)
      ownChannel?.close()
      queued?.abort()
      left.abort()
      release?.()
    },
  }
}

function after<T>(delayMs: number, value: T): Promise<T> {
  return new Promise(resolve => setTimeout(resolve, delayMs, value))
}

function openChannel(name: string): BroadcastChannel | undefined {
  return typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)
}
