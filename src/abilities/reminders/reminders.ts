import { createStore, type StoreApi } from 'zustand/vanilla'
import { FaultError } from '../../fault.ts'
import type { Access, Kept } from '../../storage/kept.ts'
import {
  inOrder,
  mergeReminders,
  parseReminders,
  type Reminder,
  type RemindersRecord,
  remindersKey,
} from './reminder.ts'

export interface RemindersState extends RemindersRecord {
  /** 'loading' until the record has been read; 'read-only' where it is of newer code. */
  readonly access: 'loading' | Access
  /** The one taken away last, as long as that can be undone. */
  readonly removed?: Reminder | undefined
}

/** What is set anew. */
export type NewReminder = Pick<Reminder, 'kind' | 'text' | 'at' | 'durationMs'>

/** All reminders of this device, and what can be done with them. Deeds throw FaultError 'storage-blocked' in a tab that may not write. */
export interface Reminders {
  readonly store: StoreApi<RemindersState>
  readonly kept: Kept
  add(what: NewReminder): Reminder
  /** Another text, or another moment: then it waits again. */
  change(id: string, changes: Partial<Pick<Reminder, 'text' | 'at'>>): void
  /** Takes it away: it was cancelled, or has been seen to. */
  remove(id: string): void
  /** Brings back the one taken away last. */
  undoRemove(): void
  forgetRemoved(): void
  /** Puts one back as it was, whenever it was taken away. */
  putBack(reminder: Reminder): void
  /** These have rung. */
  rang(ids: readonly string[]): void
  /** The person was asked whether the system may show reminders. */
  noteAsked(): void
  /** Shows what a restore has written. Gives what takes that back. */
  takeRestored(record: RemindersRecord): () => void
}

export interface RemindersOptions {
  /** Called after each change that is to be kept. */
  readonly onChange: () => void
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly newId: () => string
}

/** Those that have rung and that nobody has seen to yet. */
export function ringing({ reminders }: RemindersRecord): readonly Reminder[] {
  return reminders.filter(({ rangAt }) => rangAt !== undefined)
}

/** Builds the store over the record `reminders`. */
export function createReminders({ onChange, now, newId }: RemindersOptions): Reminders {
  const store = createStore<RemindersState>(() => ({ access: 'loading', reminders: [] }))
  const get = store.getState
  const recordNow = (): RemindersRecord => {
    const { reminders, wasAsked } = get()
    return { reminders, ...(wasAsked ? { wasAsked } : {}) }
  }

  function write(changes: Partial<RemindersState>): void {
    if (get().access === 'read-only') {
      throw new FaultError({ code: 'storage-blocked', detail: 'reminders cannot be changed in this tab' })
    }
    store.setState(changes)
    onChange()
  }

  const put = (reminder: Reminder, more: Partial<RemindersState> = {}) =>
    write({ reminders: inOrder([...get().reminders, reminder]), ...more })

  return {
    store,
    kept: {
      owns: key => key === remindersKey,
      snapshot: recordNow,
      takeIn(records, access) {
        store.setState({ access })
        for (const [, value] of records) {
          const { reminders, wasAsked } = parseReminders(value)
          store.setState({ reminders, wasAsked })
        }
      },
      merge: (_key, { base, mine, theirs }) =>
        mergeReminders(parseReminders(base), parseReminders(mine), parseReminders(theirs)),
    },
    add({ kind, text, at, durationMs }) {
      const reminder: Reminder = {
        ...{ id: newId(), kind, text: text.trim(), at, createdAt: now() },
        ...(durationMs === undefined ? {} : { durationMs }),
      }
      put(reminder)
      return reminder
    },
    change(id, changes) {
      const before = get().reminders.find(one => one.id === id)
      if (!before) return
      const { rangAt, ...waiting } = before
      const isLater = changes.at !== undefined && changes.at > now()
      put({ ...(isLater ? waiting : before), ...changes })
    },
    remove(id) {
      const removed = get().reminders.find(one => one.id === id)
      if (removed) write({ reminders: get().reminders.filter(one => one.id !== id), removed })
    },
    undoRemove() {
      const { removed } = get()
      if (removed) put(removed, { removed: undefined })
    },
    forgetRemoved: () => store.setState({ removed: undefined }),
    putBack: reminder => put(reminder),
    rang(ids) {
      const at = now()
      write({
        reminders: get().reminders.map(one => (ids.includes(one.id) ? { ...one, rangAt: at } : one)),
      })
    },
    noteAsked: () => write({ wasAsked: true }),
    takeRestored(record) {
      const before = recordNow()
      store.setState({ ...record, removed: undefined })
      return () => write({ ...before, removed: undefined })
    },
  }
}
