import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Fault } from '../fault.ts'
import { type Autosave, createAutosave } from './autosave.ts'
import type { Database } from './database.ts'
import type { Access, Kept } from './kept.ts'
import { createSyncing, type SyncChannel, type Syncing } from './syncing.ts'

/** How well what a person says is kept, as the interface shows it. */
export interface KeepingState {
  /** 'memory': this browser keeps nothing; all is gone with the tab. */
  readonly kept: 'disk' | 'memory'
  /** Why records cannot be opened for writing: no storage, a newer schema, blocked by an old tab. */
  readonly fault?: Fault
  /** Set while changes could not be written; they are retried by themselves and by retrySave(). */
  readonly failing?: Fault
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
    /** Writes all that waits. Resolves after one try, never rejects. */
    flush(): Promise<void>
    /** Shows these records as they are on disk now, merged with what is not saved yet. Never rejects. */
    refresh(keys: readonly string[]): Promise<void>
  }
  /** Reads the records and hydrates; resolves when they are in view. Never rejects. */
  open(): Promise<void>
  /** Whether all changes are on disk. */
  isSaved(): boolean
  retrySave(): void
  /** Saves all chats as a JSON file. */
  exportChats(): void
  /** Asks the browser to keep the data; the answer is in `persisted`. */
  askToPersist(): Promise<void>
  refreshUsage(): Promise<void>
  /** Deletes chats, documents, settings and models of this browser, then reloads. */
  deleteEverything(): Promise<void>
}

export interface KeepingOptions {
  readonly database: Promise<Database>
  /** All that is kept: each record belongs to the first room that owns its key. */
  readonly rooms: readonly Kept[]
  /** Where tabs tell each other what they have written; a BroadcastChannel of Hermit's by default. */
  readonly channel?: SyncChannel
  /** Ends all that writes or runs, before everything is deleted. */
  readonly suspend: () => Promise<void>
  readonly exportChats: () => void
  readonly deleteModels: () => Promise<void>
  readonly reload: () => void
}

/** Builds the room that keeps records; nothing is read before open(). Any number of tabs may read and write. */
export function createKeeping(options: KeepingOptions): Keeping {
  const store = createStore<KeepingState>(() => ({ kept: 'disk' }))
  let database: Database | undefined
  let autosave: Autosave | undefined
  let syncing: Syncing | undefined
  const early = { dirty: new Set<string>(), deleted: new Set<string>() }

  const setFailing = (fault: Fault | undefined) => {
    const { failing: _, ...others } = store.getState()
    store.setState(fault ? { ...others, failing: fault } : others, true)
  }

  function beginSaving(opened: Database, synced: Syncing): Autosave {
    const saving = createAutosave({
      database: {
        commit: ({ set = [], delete: remove = [] }) => synced.write([...set.map(([key]) => key), ...remove]),
      },
      keyFor: key => key,
      snapshot: key => options.rooms.find(room => room.owns(key))?.snapshot(key),
      onFault(fault) {
        // A tab with newer code may have upgraded the records since they were opened.
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

  async function read(synced: Syncing, access: Access): Promise<Access> {
    try {
      await synced.readAll(access)
      return access
    } catch {
      for (const room of options.rooms) room.takeIn([], 'read-only')
      store.setState({ fault: { code: 'storage-failed' } })
      return 'read-only'
    }
  }

  async function open(): Promise<void> {
    const opened = await options.database
    database = opened
    const synced = createSyncing({
      database: opened,
      rooms: options.rooms,
      channel: options.channel ?? openChannel(),
      isDirty: key => autosave?.isDirty(key) ?? false,
    })
    syncing = synced
    autosave = beginSaving(opened, synced)
    store.setState({
      kept: opened.mode === 'memory' ? 'memory' : 'disk',
      ...(opened.fault ? { fault: opened.fault } : {}),
    })
    opened.onClosed(reason => {
      // What this tab still holds in memory would bring back what a person deleted in another one.
      if (reason !== 'deleted') return
      autosave?.stop()
      options.reload()
    })
    const access = await read(synced, opened.mode === 'read-only' ? 'read-only' : 'full')
    if (access === 'full') autosave.start()
    // What other tabs told while this page was frozen has not been heard.
    const catchUp = () => void (document.hidden || synced.catchUp())
    document.addEventListener('visibilitychange', catchUp)
    window.addEventListener('pageshow', catchUp)
    document.addEventListener('resume', catchUp)
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
      async commit(set, remove = []) {
        const opened = await options.database
        await (syncing ? syncing.put(set, remove) : opened.commit({ set, delete: remove }))
      },
      flush: async () => autosave?.flush(),
      refresh: async keys => syncing?.refresh(keys),
    },
    open,
    isSaved: () => (autosave?.state.dirty ?? 0) === 0,
    retrySave: () => void autosave?.retry(),
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

/** Where there is none, tabs see what others wrote when they write themselves, or are brought into view. */
function openChannel(): SyncChannel | undefined {
  return typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('hermit-records')
}
