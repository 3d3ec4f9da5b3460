import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openChat } from '../../chat/chat.fixture.ts'
import { type Database, openDatabase } from '../../storage/database.ts'
import { createKeeping } from '../../storage/keeping.ts'
import { createKeptLater } from '../../storage/kept-later.ts'
import { documentPrefix } from './document-key.ts'
import { createDocumentsRoom } from './room.ts'

const databases: Database[] = []

/** A tab as app.ts puts it together: the room comes when it is first asked for. */
async function openTab() {
  const database = await openDatabase()
  databases.push(database)
  const kept = createKeptLater(documentPrefix)
  const { chat } = await openChat()
  const keeping = createKeeping({
    database: Promise.resolve(database),
    rooms: [kept.kept],
    suspend: async () => {},
    exportChats() {},
    deleteModels: async () => {},
    reload() {},
  })
  await keeping.open()
  let ids = 0
  const openRoom = () =>
    createDocumentsRoom({
      ...{ chat, kept, database: Promise.resolve(database), records: keeping.records },
      ...{ locks: undefined, now: Date.now, newId: () => `id-${++ids}` },
    })
  return { kept, keeping, openRoom }
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
})

afterEach(() => {
  for (const database of databases.splice(0)) database.close()
  vi.unstubAllGlobals()
})

test('what is attached in one tab is there, and found by its words, when the room of another one comes', async () => {
  const one = await openTab()
  const { library, attaching } = one.openRoom()
  await attaching.attachFiles([new File(['# Crabs\n\nVacant shells are scarce.'], 'crabs.md')])
  await vi.waitUntil(() => library.store.getState().progress.size === 0 && one.keeping.isSaved())
  expect(attaching.inView()).toEqual(['id-1'])

  const two = await openTab()
  expect(two.kept.isEmpty()).toBe(false)
  const room = two.openRoom()
  expect(room.library.store.getState().documents.get('id-1')).toMatchObject({
    title: 'crabs',
    status: 'ready',
  })
  expect(room.library.bytes()).toBeGreaterThan(0)
  const hits = await (await room.search()).search('shells', { limit: 5 })
  expect(hits).toMatchObject([{ documentId: 'id-1', text: 'Vacant shells are scarce.' }])
})

test('who has no documents gets no database for them', async () => {
  const tab = await openTab()
  expect(tab.kept.isEmpty()).toBe(true)
  await tab.openRoom().library.sweep()
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['hermit'])
})
