import type { Note } from '../abilities/notes/note.ts'
import { inOrder, type RemindersRecord } from '../abilities/reminders/reminder.ts'
import type { RestoreWay } from './restore-plan.ts'

/** What a restore changes of notes and reminders. */
export interface NotesPlan {
  /** Those that come in, and those that take the place of one that is here. */
  readonly notes: readonly Note[]
  /** Ids of those that go. */
  readonly removed: readonly string[]
  /** Absent where nothing of it changes. */
  readonly reminders?: RemindersRecord
  /** Notes and reminders that were not here. */
  readonly added: { readonly notes: number; readonly reminders: number }
}

/** Plans both. @param now Milliseconds since the epoch: what was due by then rang where the backup was made. */
export function planNotes(
  theirs: { readonly notes: readonly Note[]; readonly reminders: RemindersRecord },
  here: { readonly notes: ReadonlyMap<string, Note>; readonly reminders: RemindersRecord },
  way: RestoreWay,
  now: number,
): NotesPlan {
  const ids = new Set(theirs.notes.map(({ id }) => id))
  const notes = theirs.notes.flatMap(note => {
    const mine = here.notes.get(note.id)
    return way === 'replace' ? (isSame(mine, note) ? [] : [note]) : merged(note, mine, here.notes)
  })
  const coming = theirs.reminders.reminders.filter(({ at }) => at > now)
  const { reminders: mine, wasAsked } = here.reminders
  const known = new Set(mine.map(({ id }) => id))
  const reminders = way === 'replace' ? coming : inOrder([...coming, ...mine])
  const isChanged = JSON.stringify(reminders) !== JSON.stringify(mine)
  return {
    notes,
    removed: way === 'replace' ? [...here.notes.keys()].filter(id => !ids.has(id)) : [],
    ...(isChanged ? { reminders: { reminders, ...(wasAsked ? { wasAsked } : {}) } } : {}),
    added: {
      notes: notes.filter(({ id }) => !here.notes.has(id)).length,
      reminders: reminders.filter(({ id }) => !known.has(id)).length,
    },
  }
}

function merged(note: Note, mine: Note | undefined, all: ReadonlyMap<string, Note>): readonly Note[] {
  if (!mine) return [note]
  if (mine.text.startsWith(note.text)) return []
  if (note.text.startsWith(mine.text)) return [note]
  // An id of its own that is the same the next time: the same backup makes no second copy.
  const id = `${note.id.slice(0, 100)}.${note.updatedAt.toString(36)}`
  return all.has(id) ? [] : [{ ...note, id }]
}

function isSame(mine: Note | undefined, { text, createdAt, updatedAt }: Note): boolean {
  return mine?.text === text && mine.createdAt === createdAt && mine.updatedAt === updatedAt
}
