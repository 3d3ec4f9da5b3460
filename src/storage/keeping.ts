import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Fault } from '../fault.ts'
import { type Autosave, createAutosave } from './autosave.ts'
import type { Database } from './database.ts'
import type { Tabs } from './tabs.ts'

/** How well what a person says is kept, as the interface shows it. */
export interface KeepingState {
  /** 'memory': this browser keeps nothing; all is gone with the tab. */
  readonly kept: 'disk' | 'memory'
  /** Why records cannot be opened for writing: no storage, a newer schema, blocked by an old tab. */
  readonly fault?: Fault
  /** Set while changes could not be written; they are retried by themselves and by retrySave(). */
  readonly failing?: Fault
  /** 'passive': another tab of Hermit writes; this one shows. */
  readonly tab: 'owner' | 'passive'
  /** Whether the browser promised not to evict what is kept; undefined until asked. */
  readonly persisted?: boolean
  readonly usageBytes?: number
  readonly quotaBytes?: number
}

/** Keeps records and says how well; what a person can do about it. */
export interface Keeping {
  readonly store: StoreApi<KeepingState>
  /** Marks records for writing; safe before open(), when nothing is written yet. */
  readonly records: {
    markDirty(key: string): void
    markDeleted(key: string): void
    /** Writes at once, past what waits: all of it is on disk, or nothing. Throws FaultError. */
    commit(
      set: readonly (readonly [key: string, value: unknown])[],
      remove?: readonly string[],
    ): Promise<unknown>
  }
  /** Reads the records and hydrates; resolves when they are in view. Never rejects. */
  open(): Promise<void>
  /** Whether all changes are on disk. */
  isSaved(): boolean
  /** Writes all that is dirty now. Resolves after one try, never rejects: see isSaved() and `failing`. */
  flush(): Promise<void>
  retrySave(): void
  /** Makes this tab the one that writes. */
  useHere(): void
  /** Saves all chats as a JSON file. */
  exportChats(): void
  /** Asks the browser to keep the data; the answer is in `persisted`. */
  askToPersist(): Promise<void>
  refreshUsage(): Promise<void>
  /** Deletes chats, settings and models of this browser, then reloads. */
  deleteEverything(): Promise<void>
}

export interface KeepingOptions {
  readonly database: Promise<Database>
  readonly tabs: Tabs
  /** The record under a key as it is now. */
  readonly snapshot: (key: string) => unknown
  readonly hydrate: (entries: readonly (readonly [string, unknown])[], access: 'full' | 'read-only') => void
  /** Ends all that writes or runs, because another tab takes over. */
  readonly suspend: () => Promise<void>
  /** Begins what only the owner runs: the engine. */
  readonly resume: () => void
  readonly exportChats: () => void
  readonly deleteModels: () => Promise<void>
  readonly reload: () => void
}

/** Builds the room that keeps records; nothing is read before open(). */
export function createKeeping(options: KeepingOptions): Keeping {
  const { tabs } = options
  const store = createStore<KeepingState>(() => ({ kept: 'disk', tab: 'owner' }))
  let database: Database | undefined
  let autosave: Autosave | undefined
  const early = { dirty: new Set<string>(), deleted: new Set<string>() }

  const setFailing = (fault: Fault | undefined) => {
    const { failing: _, ...others } = store.getState()
    store.setState(fault ? { ...others, failing: fault } : others, true)
  }

  function beginSaving(opened: Database): Autosave {
    const saving = createAutosave({
      database: opened,
      keyFor: key => key,
      snapshot: options.snapshot,
      onFault(fault) {
        // Another tab may have upgraded the records, or taken them over, since they were opened.
        if (opened.mode === 'read-only' && opened.fault) store.setState({ fault: opened.fault })
        setFailing(fault)
      },
      onSaved: () => setFailing(undefined),
      events: window,
    })
    for (const key of early.dirty) saving.markDirty(key)
    for (const key of early.deleted) saving.markDeleted(key)
    return saving
  }

  async function read(access: 'full' | 'read-only'): Promise<void> {
    try {
      options.hydrate((await database?.entries('')) ?? [], access)
    } catch {
      options.hydrate([], 'read-only')
      store.setState({ fault: { code: 'storage-failed' } })
    }
  }

  /** This tab writes from here on. */
  async function own(): Promise<void> {
    store.setState({ tab: 'owner' })
    if (database?.mode === 'read-only') await read('read-only')
    else {
      await database?.claim().catch(() => {
        // A tab that cannot claim cannot write either: the first write shows it.
      })
      await read('full')
      autosave?.start()
    }
    options.resume()
  }

  async function handOver(): Promise<void> {
    await options.suspend()
    await autosave?.flush()
    autosave?.stop()
    store.setState({ tab: 'passive' })
  }

  /** Another tab took over while this one was frozen: what it has not written, it may no longer write. */
  async function robbed(): Promise<void> {
    autosave?.stop()
    setFailing(undefined)
    store.setState({ tab: 'passive' })
    await options.suspend()
  }

  async function open(): Promise<void> {
    const opened = await options.database
    database = opened
    autosave = beginSaving(opened)
    store.setState({
      kept: opened.mode === 'memory' ? 'memory' : 'disk',
      ...(opened.fault ? { fault: opened.fault } : {}),
    })
    opened.onClosed(reason => {
      // What this tab still holds in memory would bring back what a person deleted in another one.
      if (reason === 'deleted') options.reload()
    })
    tabs.onHandOver(handOver)
    if (tabs.state === 'waiting') await decided(tabs)
    let known = tabs.state
    tabs.subscribe(state => {
      if (state === known) return
      known = state
      if (state === 'owner') void own()
      else if (state === 'passive' && store.getState().tab === 'owner') void robbed()
    })
    await (known === 'passive' ? showOnly() : own())
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && store.getState().tab === 'passive') void read('read-only')
    })
  }

  async function showOnly(): Promise<void> {
    store.setState({ tab: 'passive' })
    await options.suspend()
    await read('read-only')
  }

  async function refreshUsage(): Promise<void> {
    try {
      const [{ usage, quota }, persisted] = await Promise.all([
        navigator.storage.estimate(),
        navigator.storage.persisted(),
      ])
      store.setState({
        persisted,
        ...(usage === undefined ? {} : { usageBytes: usage }),
        ...(quota === undefined ? {} : { quotaBytes: quota }),
      })
    } catch {
      // A browser without storage estimates: the view leaves the line out.
    }
  }

  return {
    store,
    records: {
      markDirty(key) {
        if (autosave) autosave.markDirty(key)
        else early.dirty.add(key)
      },
      markDeleted(key) {
        if (autosave) autosave.markDeleted(key)
        else early.deleted.add(key)
      },
      commit: async (set, remove = []) => (await options.database).commit({ set, delete: remove }),
    },
    open,
    isSaved: () => (autosave?.state.dirty ?? 0) === 0,
    flush: async () => autosave?.flush(),
    retrySave: () => void autosave?.retry(),
    useHere: () => void tabs.takeOver(),
    exportChats: options.exportChats,
    async askToPersist() {
      const persisted = await navigator.storage?.persist?.().catch(() => false)
      store.setState({ persisted: persisted ?? false })
    },
    refreshUsage,
    async deleteEverything() {
      await options.suspend()
      autosave?.stop()
      await options.deleteModels()
      await database?.deleteEverything()
      options.reload()
    },
  }
}

function decided(tabs: Tabs): Promise<void> {
  return new Promise(resolve => {
    const unsubscribe = tabs.subscribe(state => {
      if (state === 'waiting') return
      unsubscribe()
      resolve()
    })
  })
}
