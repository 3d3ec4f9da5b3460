import { describe, expect, test } from 'vitest'
import type { Note } from '../abilities/notes/note.ts'
import type { Reminder } from '../abilities/reminders/reminder.ts'
import { noAgentRecords } from '../agent/restore.ts'
import { FaultError } from '../fault.ts'
import { parseSettings } from '../settings/settings.ts'
import { backupOf } from './backup.fixture.ts'
import { recordsForBackup } from './backup-records.ts'
import { noOutside } from './outside.ts'
import { readBackup } from './read-backup.ts'
import { fieldOf } from './refusal.ts'
import { planNotes } from './restore-notes.ts'

const note = (id: string, text: string, updatedAt = 5): Note => ({ id, text, createdAt: 1, updatedAt })
const reminder = (id: string, at: number): Reminder => ({
  ...{ id, kind: 'reminder', text: id, at, createdAt: 1 },
})
const now = 1000
const holding = (notes: readonly Note[], reminders: readonly Reminder[] = []) => ({
  notes,
  reminders: { reminders },
})
const here = (notes: readonly Note[], reminders: readonly Reminder[] = []) => ({
  notes: new Map(notes.map(one => [one.id, one])),
  reminders: { reminders, wasAsked: true },
})

test('notes and reminders come out of a backup as they went in', async () => {
  const notes = [note('a', 'Milk\n\n- eggs'), note('b', '大门密码 4471')]
  const reminders = [reminder('r', 2000)]
  const device = {
    ...{ conversations: [], documents: [], drafts: {}, presets: { personas: [], prompts: [], removed: [] } },
    ...{
      notes,
      reminders: { reminders, wasAsked: true },
      agent: noAgentRecords,
      outside: noOutside,
      settings: parseSettings(undefined),
    },
  }
  const backup = await readBackup(await backupOf(recordsForBackup(device, 1e12)), undefined)
  expect(backup.notes).toEqual(notes)
  // Whether this browser was asked is no business of another.
  expect(backup.reminders).toEqual({ reminders })
})

test.each([
  ['note/a', { ...note('a', 'x'), text: 7 }, 'notes[0].text'],
  ['note/a', note('b', 'x'), 'notes[0].id'],
  ['reminders', { reminders: [{ ...reminder('r', 5), at: 'soon' }] }, 'reminders.reminders[0].at'],
  ['reminders', { reminders: [reminder('r', 5), reminder('r', 6)] }, 'reminders'],
])('a backup whose %s has another shape is refused with its place', async (key, value, place) => {
  try {
    await readBackup(await backupOf([[key, value]]), undefined)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(FaultError)
    expect(fieldOf(error)?.place).toBe(place)
  }
})

describe('adding what is missing', () => {
  test('brings in what is not here, keeps the text that goes on from the other, and loses none', () => {
    const [short, long] = [note('a', 'Milk'), note('a', 'Milk and eggs')]
    expect(planNotes(holding([long, note('b', 'B')]), here([short]), 'merge', now)).toEqual({
      ...{ notes: [long, note('b', 'B')], removed: [], added: { notes: 1, reminders: 0 } },
    })
    expect(planNotes(holding([short]), here([long]), 'merge', now).notes).toEqual([])
    const differing = holding([note('a', 'Bread', 36)])
    const plan = planNotes(differing, here([short]), 'merge', now)
    expect(plan.notes).toEqual([note('a.10', 'Bread', 36)])
    expect(planNotes(differing, here([short, ...plan.notes]), 'merge', now).notes).toEqual([])
  })

  test('brings in reminders that are still to come, and keeps mine', () => {
    const theirs = holding([], [reminder('past', 900), reminder('r', 2000), reminder('s', 3000)])
    const plan = planNotes(theirs, here([], [reminder('r', 2500)]), 'merge', now)
    expect(plan.reminders).toEqual({ reminders: [reminder('r', 2500), reminder('s', 3000)], wasAsked: true })
    expect(plan.added.reminders).toBe(1)
    expect(planNotes(holding([]), here([], [reminder('r', 2500)]), 'merge', now).reminders).toBeUndefined()
  })
})

test('replacing everything makes notes and reminders as they were', () => {
  const theirs = holding([note('a', 'Then'), note('c', 'Same')], [reminder('r', 2000)])
  const mine = here([note('a', 'Now'), note('b', 'Mine'), note('c', 'Same')], [reminder('s', 2000)])
  expect(planNotes(theirs, mine, 'replace', now)).toEqual({
    ...{ notes: [note('a', 'Then')], removed: ['b'] },
    reminders: { reminders: [reminder('r', 2000)], wasAsked: true },
    added: { notes: 0, reminders: 1 },
  })
})
