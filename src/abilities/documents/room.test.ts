import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openChat } from '../../chat/chat.fixture.ts'
import type { ModelFiles } from '../../models/model-files.ts'
import { type Database, openDatabase } from '../../storage/database.ts'
import { createKeeping } from '../../storage/keeping.ts'
import { createKeptLater } from '../../storage/kept-later.ts'
import type { DocumentRecord } from './document.ts'
import { documentKey, documentPrefix } from './document-key.ts'
import { createDocumentsRoom } from './room.ts'
import { newContentKey } from './sealed-store.ts'

const databases: Database[] = []
/** Nothing is embedded here. */
const noFiles: ModelFiles = {
  of: async () => undefined,
  async *download() {},
}
const crabs: DocumentRecord = {
  ...{ id: 'crabs', title: 'Crabs', fileName: 'crabs.md', kind: 'markdown', bytes: 30, addedAt: 1 },
  ...{ status: 'ready', characters: 25, chunks: 1, hasFile: true, contentKey: newContentKey() },
}

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
      ...{ files: noFiles, keepEngine() {} },
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

test('documents that lie on the disk are there when the room comes, and can be used in a chat', async () => {
  const database = await openDatabase()
  await database.commit({ set: [[documentKey('crabs'), crabs]] })
  database.close()
  const tab = await openTab()
  expect(tab.kept.isEmpty()).toBe(false)
  const { library, attaching } = tab.openRoom()
  expect(library.store.getState().documents.get('crabs')).toMatchObject({ title: 'Crabs', status: 'ready' })
  expect(library.bytes()).toBeGreaterThan(0)
  attaching.attach(['crabs'])
  expect(attaching.inView()).toEqual(['crabs'])
  expect(tab.kept.isEmpty()).toBe(false)
})

test('who has no documents gets no database for them', async () => {
  const tab = await openTab()
  expect(tab.kept.isEmpty()).toBe(true)
  await tab.openRoom().library.sweep()
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['hermit'])
})
