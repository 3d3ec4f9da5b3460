import { createStore, type StoreApi } from 'zustand/vanilla'
import { FaultError } from '../../fault.ts'
import type { Access, Kept } from '../../storage/kept.ts'
import { mergeNote, type Note, noteKey, notePrefix, parseNote } from './note.ts'

export interface NotesState {
  /** 'loading' until the records have been read; 'read-only' where they are of newer code. */
  readonly access: 'loading' | Access
  readonly notes: ReadonlyMap<string, Note>
  /** The note deleted last, as long as that can be undone. */
  readonly deleted?: Note | undefined
  /** Keys of records that could not be read; they are left on disk as they are. */
  readonly unreadable: readonly string[]
}

/** All notes of this device. Deeds throw FaultError 'storage-blocked' in a tab that may not write. */
export interface Notes {
  readonly store: StoreApi<NotesState>
  readonly kept: Kept
  add(text: string): Note
  write(id: string, text: string): void
  remove(id: string): void
  undoRemove(): void
  forgetRemoved(): void
  /** Takes a note away in which nothing stands: nobody wants it back. */
  dropIfEmpty(id: string): void
  /** Puts one back as it was, whenever it was deleted. */
  putBack(note: Note): void
  /** Shows what a restore has written, and no longer what it removed. Gives what takes that back. */
  takeRestored(restored: readonly Note[], removed: readonly string[]): () => void
}

export interface NotesOptions {
  readonly records: { markDirty(key: string): void; markDeleted(key: string): void }
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly newId: () => string
}

/** Builds the store over the records `note/<id>`. */
export function createNotes({ records, now, newId }: NotesOptions): Notes {
  const store = createStore<NotesState>(() => ({ access: 'loading', notes: new Map(), unreadable: [] }))
  const get = store.getState

  function checkMayWrite(): void {
    if (get().access === 'read-only') {
      throw new FaultError({ code: 'storage-blocked', detail: 'notes cannot be changed in this tab' })
    }
  }

  function put(note: Note, more: Partial<NotesState> = {}): void {
    checkMayWrite()
    store.setState({ notes: new Map(get().notes).set(note.id, note), ...more })
    records.markDirty(noteKey(note.id))
  }

  function drop(id: string, more: Partial<NotesState> = {}): void {
    checkMayWrite()
    const notes = new Map(get().notes)
    notes.delete(id)
    store.setState({ notes, ...more })
    records.markDeleted(noteKey(id))
  }

  return {
    store,
    kept: {
      owns: key => key.startsWith(notePrefix),
      snapshot: key => get().notes.get(key.slice(notePrefix.length)),
      takeIn(entries, access) {
        const notes = new Map(get().notes)
        const unreadable = new Set(get().unreadable)
        for (const [key, value] of entries) {
          const note = parseNote(key, value)
          if (note) notes.set(note.id, note)
          else notes.delete(key.slice(notePrefix.length))
          if (value !== undefined && !note) unreadable.add(key)
          else unreadable.delete(key)
        }
        store.setState({ access, notes, unreadable: [...unreadable] })
      },
      merge: (_key, versions) => mergeNote(versions),
    },
    add(text) {
      const at = now()
      const note = { id: newId(), text, createdAt: at, updatedAt: at }
      put(note)
      return note
    },
    write(id, text) {
      const before = get().notes.get(id)
      if (before && before.text !== text) put({ ...before, text, updatedAt: now() })
    },
    remove(id) {
      const deleted = get().notes.get(id)
      if (deleted) drop(id, { deleted })
    },
    undoRemove() {
      const { deleted } = get()
      if (deleted) put(deleted, { deleted: undefined })
    },
    forgetRemoved: () => store.setState({ deleted: undefined }),
    dropIfEmpty(id) {
      if (get().access === 'full' && get().notes.get(id)?.text.trim() === '') drop(id)
    },
    putBack: note => put(note),
    takeRestored(restored, removed) {
      const before = get().notes
      const notes = new Map(before)
      for (const note of restored) notes.set(note.id, note)
      for (const id of removed) notes.delete(id)
      store.setState({ notes, deleted: undefined })
      return () => {
        for (const id of [...restored.map(note => note.id), ...removed]) {
          const earlier = before.get(id)
          if (earlier) put(earlier)
          else drop(id)
        }
      }
    },
  }
}
