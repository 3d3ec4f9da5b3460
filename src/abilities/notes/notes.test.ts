import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openTab, type Tab } from '../../storage/tab.fixture.ts'
import { createNotes, type Notes } from './notes.ts'

const tabs: Tab<Notes>[] = []
let time = 1000

async function open() {
  let ids = 0
  const number = tabs.length
  const tab = await openTab(records =>
    createNotes({ records, now: () => time, newId: () => `tab${number}-${++ids}` }),
  )
  tabs.push(tab)
  return { ...tab, notes: tab.room, state: tab.room.store.getState }
}
const texts = (state: Notes['store']['getState']) =>
  [...state().notes.values()].map(({ text }) => text).toSorted()

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

test('a note is kept as it is typed, and is there in the next tab', async () => {
  const one = await open()
  const { id } = one.notes.add('')
  time = 2000
  for (const text of ['M', 'Mi', 'Milk']) one.notes.write(id, text)
  await one.saved()
  const two = await open()
  expect(two.state().notes.get(id)).toEqual({ id, text: 'Milk', createdAt: 1000, updatedAt: 2000 })
  two.notes.write(id, 'Milk and eggs')
  await two.saved()
  await vi.waitFor(() => expect(texts(one.state)).toEqual(['Milk and eggs']))
})

test('two tabs that write in one note at once lose nothing', async () => {
  const one = await open()
  const { id } = one.notes.add('List\n')
  await one.saved()
  const two = await open()
  one.notes.write(id, 'List\nmilk')
  two.notes.write(id, 'List\neggs')
  await Promise.all([one.saved(), two.saved()])
  await vi.waitFor(() => {
    expect(texts(one.state)).toEqual(['List\neggs\n\nmilk'])
    expect(texts(two.state)).toEqual(['List\neggs\n\nmilk'])
  })
})

test('a deleted note comes back by undo, and at any later time by what was kept of it', async () => {
  const { notes, state, saved } = await open()
  const note = notes.add('Milk')
  await saved()
  notes.remove(note.id)
  await saved()
  expect((await open()).state().notes.size).toBe(0)
  notes.undoRemove()
  expect(texts(state)).toEqual(['Milk'])
  notes.remove(note.id)
  notes.forgetRemoved()
  notes.undoRemove()
  expect(texts(state)).toEqual([])
  notes.putBack(note)
  await saved()
  expect(texts((await open()).state)).toEqual(['Milk'])
})

test('a note in which nothing was written is taken away, and no other', async () => {
  const { notes, state } = await open()
  const [empty, full] = [notes.add(' \n'), notes.add('Milk')]
  notes.dropIfEmpty(empty.id)
  notes.dropIfEmpty(full.id)
  expect(texts(state)).toEqual(['Milk'])
  expect(state().deleted).toBeUndefined()
})

test('a record of another shape is left as it is, and said to be there', async () => {
  const one = await open()
  await one.keeping.records.commit([['note/broken', { id: 'broken', text: 7 }]])
  const two = await open()
  expect(two.state()).toMatchObject({ notes: new Map(), unreadable: ['note/broken'] })
})

test('a tab that may not write says so', async () => {
  const { notes } = await open()
  notes.kept.takeIn([], 'read-only')
  expect(() => notes.add('x')).toThrow(
    expect.objectContaining({ fault: expect.objectContaining({ code: 'storage-blocked' }) }),
  )
})

test('a restore is shown, and taken back', async () => {
  const { notes, state } = await open()
  const mine = notes.add('Mine')
  const undo = notes.takeRestored([{ id: 'old', text: 'Old', createdAt: 1, updatedAt: 1 }], [mine.id])
  expect(texts(state)).toEqual(['Old'])
  undo()
  expect(texts(state)).toEqual(['Mine'])
})
