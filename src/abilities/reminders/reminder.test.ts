import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  mergeReminders,
  parseReminders,
  type Reminder,
  type RemindersRecord,
  remindersSchema,
} from './reminder.ts'

const one = (id: string, more: Partial<Reminder> = {}): Reminder => ({
  ...{ id, kind: 'reminder', text: id, at: 1000, createdAt: 1 },
  ...more,
})
const record = (...reminders: readonly Reminder[]): RemindersRecord => ({ reminders })

test('the record off the disk is always whole, whatever lies there', () => {
  fc.assert(
    fc.property(fc.anything(), value => {
      expect(remindersSchema.safeParse(parseReminders(value)).success).toBe(true)
    }),
  )
})

test('one bad reminder does not cost the others, and they stand by their moment', () => {
  const value = {
    reminders: [one('b', { at: 2000 }), { id: 3 }, one('a'), one('c', { at: Number.NaN })],
    wasAsked: true,
  }
  expect(parseReminders(value)).toEqual({ reminders: [one('a'), one('b', { at: 2000 })], wasAsked: true })
})

test('what each tab has set is there, and each field is changed by whom it was changed', () => {
  const base = record(one('a'))
  const mine = record(one('a', { text: 'mine' }), one('b'))
  const theirs = record(one('a', { at: 500, rangAt: 600 }), one('c'))
  expect(mergeReminders(base, mine, theirs)).toEqual(
    record(one('a', { text: 'mine', at: 500, rangAt: 600 }), one('b'), one('c')),
  )
})

test('what was cancelled in one tab does not come back because it rang in the other', () => {
  const base = record(one('a'))
  expect(mergeReminders(base, record(), record(one('a', { rangAt: 1001 })))).toEqual(record())
  expect(mergeReminders(base, record(one('a', { rangAt: 1001 })), record())).toEqual(record())
})

test('what was cancelled in one tab and set to another moment in the other stays', () => {
  const later = record(one('a', { at: 9000 }))
  expect(mergeReminders(record(one('a')), record(), later)).toEqual(later)
})

test('both tabs come to the same end', () => {
  const reminders = fc
    .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'))
    .chain(ids =>
      fc.tuple(
        ...ids.map(id =>
          fc
            .record({ at: fc.constantFrom(1, 2), rangAt: fc.constantFrom(undefined, 3) })
            .map(more => one(id, more)),
        ),
      ),
    )
  fc.assert(
    fc.property(reminders, reminders, reminders, (base, mine, theirs) => {
      const merged = mergeReminders(record(...base), record(...mine), record(...theirs))
      const ids = (list: RemindersRecord) => list.reminders.map(({ id }) => id).toSorted()
      const other = mergeReminders(record(...base), record(...theirs), record(...mine))
      expect(ids(merged)).toEqual(ids(other))
    }),
  )
})
