import type { Fault } from '../fault.ts'
import type { Changes } from './database.ts'
import { storageFault } from './handle.ts'

export interface AutosaveOptions {
  readonly database: { commit(changes: Pick<Changes, 'set' | 'delete'>): Promise<unknown> }
  readonly keyFor: (id: string) => string
  /** The record as it is now; undefined where there is none to keep. Called when it is written, not when it changes. */
  readonly snapshot: (id: string) => unknown
  /** The least time between two writes. */
  readonly throttleMs?: number
  /** Once for each new fault, not for each failed try. */
  readonly onFault?: (fault: Fault) => void
  readonly onSaved?: (ids: readonly string[]) => void
  /** Flushes on its 'pagehide' and 'visibilitychange' (which bubbles): the window. */
  readonly events?: EventTarget
}

export interface AutosaveState {
  /** Records that are not on disk as they are now. */
  readonly dirty: number
  readonly failing?: Fault
}

/** Writes what changed, seldom enough to be cheap and soon enough to lose nothing. */
export interface Autosave {
  readonly state: AutosaveState
  /** Nothing is written before: call it when the first read has landed (and again to go on after stop). */
  start(): void
  /** Nothing is written after (save a commit already under way); what is dirty stays dirty. */
  stop(): void
  markDirty(id: string): void
  markDeleted(id: string): void
  /** Whether the record is not on disk as it is now. */
  isDirty(id: string): boolean
  /** Writes all that is dirty now. Resolves after one try, never rejects: see `state`. */
  flush(): Promise<void>
  /** Flush for a person who asks: the wait between tries starts anew. */
  retry(): Promise<void>
}

const firstWaitMs = 1000
const longestWaitMs = 30_000

/** At most 4 writes a second: what was said is on disk a quarter of a second later. */
const writeGapMs = 250

/** Makes an autosave that waits for start(). */
export function createAutosave(options: AutosaveOptions): Autosave {
  const { database, keyFor, snapshot, throttleMs = writeGapMs, onFault, onSaved, events } = options
  const dirty = new Map<string, 'changed' | 'deleted'>()
  let inFlight: ReadonlyMap<string, 'changed' | 'deleted'> = new Map()
  let isStarted = false
  let failing: Fault | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<void> | undefined
  let lastWriteAt = Number.NEGATIVE_INFINITY
  let waitMs = firstWaitMs

  function schedule(): void {
    if (!isStarted || dirty.size === 0 || timer !== undefined || writing) return
    const delayMs = failing ? waitMs : Math.max(0, lastWriteAt + throttleMs - performance.now())
    timer = setTimeout(() => {
      timer = undefined
      void write()
    }, delayMs)
  }

  function unschedule(): void {
    clearTimeout(timer)
    timer = undefined
  }

  /** Writes never overlap: whoever asks during one waits for it and then writes what is left. */
  async function write(): Promise<void> {
    while (writing) await writing
    if (!isStarted || dirty.size === 0) return
    unschedule()
    lastWriteAt = performance.now()
    writing = commitDirty().finally(() => {
      writing = undefined
      schedule()
    })
    await writing
  }

  async function commitDirty(): Promise<void> {
    const taken = new Map(dirty)
    inFlight = taken
    dirty.clear()
    const set: [string, unknown][] = []
    const remove: string[] = []
    try {
      for (const [id, change] of taken) {
        const value = snapshot(id)
        if (value !== undefined) set.push([keyFor(id), value])
        else if (change === 'deleted') remove.push(keyFor(id))
      }
      if (set.length + remove.length > 0) await database.commit({ set, delete: remove })
    } catch (error) {
      // What changed again meanwhile has its newer mark already.
      for (const [id, change] of taken) if (!dirty.has(id)) dirty.set(id, change)
      noteFailure(storageFault(error))
      return
    } finally {
      inFlight = new Map()
    }
    failing = undefined
    waitMs = firstWaitMs
    onSaved?.([...taken.keys()])
  }

  function noteFailure(fault: Fault): void {
    const isNew = failing?.code !== fault.code
    waitMs = failing ? Math.min(waitMs * 2, longestWaitMs) : firstWaitMs
    failing = fault
    if (isNew) onFault?.(fault)
  }

  function mark(id: string, change: 'changed' | 'deleted'): void {
    dirty.set(id, change)
    schedule()
  }

  function flushOnEvent(): void {
    void write()
  }

  return {
    get state() {
      const count = new Set([...dirty.keys(), ...inFlight.keys()]).size
      return failing ? { dirty: count, failing } : { dirty: count }
    },
    start() {
      if (isStarted) return
      isStarted = true
      events?.addEventListener('pagehide', flushOnEvent)
      events?.addEventListener('visibilitychange', flushOnEvent)
      schedule()
    },
    stop() {
      isStarted = false
      unschedule()
      events?.removeEventListener('pagehide', flushOnEvent)
      events?.removeEventListener('visibilitychange', flushOnEvent)
    },
    markDirty: id => mark(id, 'changed'),
    markDeleted: id => mark(id, 'deleted'),
    isDirty: id => dirty.has(id) || inFlight.has(id),
    flush: write,
    async retry() {
      waitMs = firstWaitMs
      await write()
    },
  }
}
