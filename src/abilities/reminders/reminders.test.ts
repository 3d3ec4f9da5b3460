import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openTab, type Tab } from '../../storage/tab.fixture.ts'
import { createReminders, type Reminders, ringing } from './reminders.ts'

const tabs: Tab<Reminders>[] = []
let time = 1000

async function open() {
  let ids = 0
  const number = tabs.length
  const tab = await openTab(records =>
    createReminders({
      onChange: () => records.markDirty('reminders'),
      now: () => time,
      newId: () => `tab${number}-${++ids}`,
    }),
  )
  tabs.push(tab)
  return { ...tab, reminders: tab.room, state: tab.room.store.getState }
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  time = 1000
})
afterEach(() => {
  for (const tab of tabs.splice(0)) tab.kill()
  vi.unstubAllGlobals()
})

const call = { kind: 'reminder', text: ' Call Ana ', at: 9000 } as const

test('what is set is there in the next tab, by its moment', async () => {
  const one = await open()
  one.reminders.add(call)
  const timer = one.reminders.add({ kind: 'timer', text: '', at: 5000, durationMs: 4000 })
  await one.saved()
  const two = await open()
  expect(two.state().reminders).toEqual([
    timer,
    { id: 'tab0-1', kind: 'reminder', text: 'Call Ana', at: 9000, createdAt: 1000 },
  ])
})

test('tabs that set, ring and cancel at once put it together', async () => {
  const one = await open()
  const { id } = one.reminders.add(call)
  await one.saved()
  const two = await open()
  one.reminders.add({ ...call, text: 'One' })
  two.reminders.add({ ...call, text: 'Two' })
  one.reminders.remove(id)
  two.reminders.rang([id])
  await Promise.all([one.saved(), two.saved()])
  await vi.waitFor(() => {
    for (const { state } of [one, two])
      expect(
        state()
          .reminders.map(({ text }) => text)
          .toSorted(),
      ).toEqual(['One', 'Two'])
  })
})

test('one that rang waits again when it is put off, and not when only its words change', async () => {
  const { reminders, state } = await open()
  const { id } = reminders.add(call)
  time = 9500
  reminders.rang([id])
  expect(ringing(state())).toMatchObject([{ id, rangAt: 9500 }])
  reminders.change(id, { text: 'Call Ana back' })
  expect(ringing(state())).toHaveLength(1)
  reminders.change(id, { at: 10_000 })
  expect(state().reminders).toEqual([{ ...call, id, text: 'Call Ana back', at: 10_000, createdAt: 1000 }])
  expect(ringing(state())).toEqual([])
})

test('a cancelled one comes back by undo, once, and at any later time by what was kept of it', async () => {
  const { reminders, state, saved } = await open()
  const reminder = reminders.add(call)
  reminders.remove(reminder.id)
  expect(state()).toMatchObject({ reminders: [], removed: reminder })
  reminders.undoRemove()
  reminders.undoRemove()
  expect(state()).toMatchObject({ reminders: [reminder] })
  expect(state().removed).toBeUndefined()
  reminders.remove(reminder.id)
  reminders.forgetRemoved()
  reminders.undoRemove()
  expect(state().reminders).toEqual([])
  reminders.putBack(reminder)
  await saved()
  expect((await open()).state().reminders).toEqual([reminder])
})

test('a tab that may not write says so', async () => {
  const { reminders } = await open()
  reminders.kept.takeIn([], 'read-only')
  expect(() => reminders.add(call)).toThrow(
    expect.objectContaining({ fault: expect.objectContaining({ code: 'storage-blocked' }) }),
  )
})

test('that the person was asked is kept, whichever tab asked', async () => {
  const one = await open()
  const two = await open()
  one.reminders.noteAsked()
  await one.saved()
  two.reminders.add(call)
  await two.saved()
  expect((await open()).state()).toMatchObject({ wasAsked: true, reminders: [{ text: 'Call Ana' }] })
})

test('a restore is shown, and taken back', async () => {
  const { reminders, state } = await open()
  const before = reminders.add(call)
  const undo = reminders.takeRestored({ reminders: [{ ...before, id: 'old', text: 'Old' }] })
  expect(state().reminders).toMatchObject([{ text: 'Old' }])
  undo()
  expect(state().reminders).toEqual([before])
})
