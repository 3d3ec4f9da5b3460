import type { Note } from '../../src/abilities/notes/note.ts'
import type { Reminder } from '../../src/abilities/reminders/reminder.ts'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

/** Notes of every length, as records. @param now Milliseconds since the epoch. */
export function notesIn(now: number): readonly (readonly [key: string, note: Note])[] {
  const texts = [
    'Packing list\nsocks, shirts, the blue jumper, passport, adapter, the book about salt paths and a torch for the tent',
    'Gate code: 4471',
    '大门密码\n4471，备用钥匙在王师傅那里',
  ]
  return texts.map((text, at) => {
    const id = `note-${at}`
    return [`note/${id}`, { id, text, createdAt: now - at * day, updatedAt: now - at * day }]
  })
}

const reminder = (id: string, text: string, at: number, more: Partial<Reminder> = {}): Reminder => ({
  ...{ id, kind: 'reminder', text, at, createdAt: 1 },
  ...more,
})

/** Reminders that wait. */
export function remindersIn(now: number): readonly Reminder[] {
  return [
    reminder('pasta', '', now + 9 * minute, { kind: 'timer', durationMs: 10 * minute }),
    reminder('ana', 'Call Ana about the keys, the parcel and what to bring on Saturday', now + 5 * hour),
    reminder('rent', '交房租', now + 3 * day),
  ]
}

/** Some that ring. */
export function ringingIn(now: number): readonly Reminder[] {
  return [
    reminder('ana', 'Call Ana', now - 2 * hour, { rangAt: now }),
    reminder('pasta', 'pasta', now - 2000, { kind: 'timer', durationMs: 10 * minute, rangAt: now }),
  ]
}
