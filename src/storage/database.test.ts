import 'fake-indexeddb/auto'
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import fc from 'fast-check'
import { createStore, entries as rawEntries, setMany } from 'idb-keyval'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Changes, type Database, openDatabase } from './database.ts'
import { type MigrationStep, migrationSteps } from './migrations.ts'

type Store = ReturnType<typeof createStore>

const opened: Database[] = []
const nothing: MigrationStep = () => {}

async function open(options?: Parameters<typeof openDatabase>[0]): Promise<Database> {
  const database = await openDatabase({ openLimitMs: 500, ...options })
  opened.push(database)
  return database
}

/** Reads or writes past our code, and leaves no connection open that would block another. */
async function withRawStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = createStore('hermit', 'records')
  const result = await work(store)
  await store('readonly', records => records.transaction.db.close())
  return result
}

function onDisk(): Promise<[IDBValidKey, unknown][]> {
  return withRawStore(store => rawEntries(store))
}

function putOnDisk(records: Record<string, unknown>): Promise<void> {
  return withRawStore(store => setMany(Object.entries(records), store))
}

/** What a full disk does: the transaction aborts, and the request's own error says nothing. */
function fillTheDisk(): void {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore) {
    // fake-indexeddb's own way to abort with a reason.
    const transaction = this.transaction as unknown as { _abort(name: string): void }
    transaction._abort('QuotaExceededError')
    return new EventTarget() as never
  })
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
})

afterEach(() => {
  for (const database of opened.splice(0)) database.close()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('records', () => {
  test('what is committed is there after reopening, by key and by prefix in order', async () => {
    const first = await open()
    await first.commit({
      set: [
        ['conversation/b', { title: 'two' }],
        ['conversation/a', { title: 'one' }],
        ['settings', { theme: 'dark' }],
        ['conversations', 'not of the prefix'],
      ],
    })
    first.close()
    const second = await open()
    expect(second.mode).toBe('normal')
    expect(second.fault).toBeUndefined()
    expect(await second.entries('conversation/')).toEqual([
      ['conversation/a', { title: 'one' }],
      ['conversation/b', { title: 'two' }],
    ])
    expect(await second.get('settings')).toEqual({ theme: 'dark' })
    expect(await second.get('absent')).toBeUndefined()
  })

  test('a new database is at version 1', async () => {
    await open()
    expect(await onDisk()).toEqual([['meta/version', migrationSteps.length]])
  })

  test('a commit with one value that cannot be stored stores nothing of it', async () => {
    const database = await open()
    await database.commit({ set: [['a', 1]] })
    const bad = database.commit({
      set: [
        ['a', 2],
        ['b', () => 'private words'],
      ],
      delete: ['a'],
    })
    await expect(bad).rejects.toMatchObject({ fault: { code: 'storage-failed', detail: 'DataCloneError' } })
    expect(await database.get('a')).toBe(1)
    await database.commit({ set: [['a', 3]] })
    expect(await database.get('a')).toBe(3)
  })

  test('over quota a commit says that the disk is full, changes nothing, and the next one works', async () => {
    const database = await open()
    await database.commit({ set: [['a', 1]] })
    fillTheDisk()
    await expect(database.commit({ set: [['a', 2]] })).rejects.toMatchObject({
      fault: { code: 'storage-full' },
    })
    vi.restoreAllMocks()
    expect(await database.get('a')).toBe(1)
    await database.commit({ set: [['a', 2]] })
    expect(await database.get('a')).toBe(2)
  })

  test('disk and memory hold the same after any commits', async () => {
    const key = fc.constantFrom('a', 'b', 'c/1', 'c/2', 'ç')
    const change = fc.record({
      set: fc.array(fc.tuple(key, fc.jsonValue()), { maxLength: 4 }),
      delete: fc.array(key, { maxLength: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes: Changes[]) => {
        vi.stubGlobal('indexedDB', new IDBFactory())
        const disk = await openDatabase()
        vi.stubGlobal('indexedDB', undefined)
        const memory = await openDatabase()
        for (const each of changes) {
          await disk.commit(each)
          await memory.commit(each)
        }
        const seen = async (database: Database) =>
          (await database.entries('')).filter(([name]) => !name.startsWith('meta/'))
        expect(await seen(memory)).toEqual(await seen(disk))
        expect(await memory.entries('c/')).toEqual(await disk.entries('c/'))
        disk.close()
      }),
      { numRuns: 40 },
    )
  })
})

describe('when the browser gives no storage', () => {
  test('without IndexedDB, records live in memory and the fault says so', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const database = await open()
    expect(database).toMatchObject({ mode: 'memory', fault: { code: 'storage-unavailable' } })
    const record = { title: 'kept by value' }
    await database.commit({ set: [['a', record]] })
    record.title = 'changed afterwards'
    expect(await database.get('a')).toEqual({ title: 'kept by value' })
  })

  test('an IndexedDB that refuses to open, as in a private window, does the same', async () => {
    vi.stubGlobal('indexedDB', {
      open() {
        const request = Object.assign(new EventTarget(), {
          error: new DOMException('no', 'InvalidStateError'),
        })
        queueMicrotask(() => (request as unknown as { onerror(): void }).onerror())
        return request
      },
    })
    expect(await open()).toMatchObject({ mode: 'memory', fault: { code: 'storage-unavailable' } })
  })

  test('an open that another tab blocks ends after the limit, and does no harm when it comes late [fault 18]', async () => {
    await putOnDisk({ 'meta/version': migrationSteps.length, a: 1 })
    const stubborn = await new Promise<IDBDatabase>(resolve => {
      const request = indexedDB.open('hermit')
      request.onsuccess = () => resolve(request.result)
    })
    const deleted = new Promise(resolve => {
      indexedDB.deleteDatabase('hermit').onsuccess = resolve
    })
    const database = await open({ openLimitMs: 50 })
    expect(database).toMatchObject({ mode: 'memory', fault: { code: 'storage-blocked' } })
    stubborn.close()
    await deleted
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(await onDisk()).toEqual([])
  })
})

describe('upgrading', () => {
  const renameTitle: MigrationStep = records => {
    for (const key of records.keys('conversation/')) {
      // The shape that version 1 of this test wrote.
      const { title } = records.get(key) as { title: string }
      records.set(key, { name: title })
    }
  }
  const moveKeys: MigrationStep = records => {
    for (const key of records.keys('conversation/')) {
      records.set(key.replace('conversation/', 'chat/'), records.get(key))
      records.delete(key)
    }
  }
  const old = { 'meta/version': 1, 'conversation/a': { title: 'one' }, settings: { theme: 'dark' } }

  test('runs every later step in order, in one go', async () => {
    await putOnDisk(old)
    const database = await open({ steps: [nothing, renameTitle, moveKeys] })
    expect(database.mode).toBe('normal')
    expect(await onDisk()).toEqual([
      ['chat/a', { name: 'one' }],
      ['meta/version', 3],
      ['settings', { theme: 'dark' }],
    ])
  })

  test('a step that fails half-way leaves the old records whole, readable and unwritten [fault 20]', async () => {
    await putOnDisk(old)
    const before = await onDisk()
    const failing: MigrationStep = records => {
      records.delete('settings')
      throw new Error('half-way')
    }
    const database = await open({ steps: [nothing, renameTitle, failing] })
    expect(database).toMatchObject({ mode: 'read-only', fault: { code: 'storage-failed' } })
    expect(await onDisk()).toEqual(before)
    expect(await database.get('conversation/a')).toEqual({ title: 'one' })
    await expect(database.commit({ set: [['a', 1]] })).rejects.toMatchObject({
      fault: { code: 'storage-failed' },
    })
  })

  test('a disk that is full while upgrading leaves the old records whole [fault 20]', async () => {
    await putOnDisk(old)
    const before = await onDisk()
    fillTheDisk()
    const database = await open({ steps: [nothing, renameTitle] })
    expect(database).toMatchObject({ mode: 'read-only', fault: { code: 'storage-full' } })
    vi.restoreAllMocks()
    expect(await onDisk()).toEqual(before)
  })

  // Records as versions 2 to 4 wrote them. Fixtures are kept for ever.
  test.each([
    [2, { 'meta/owner': 'a tab' }],
    [3, { 'stamp/conversation/a': 'x', 'meta/epoch': 4 }],
    [4, { 'stamp/conversation/a': 'x', 'document/e': { id: 'e' } }],
  ])(
    'a chat of version %i is as it was at version 5, and other records can be put beside it',
    async (version, more) => {
      const chat = { id: 'a', title: 'one', settings: { thinking: 'off', personaId: 'p' }, messages: [] }
      await putOnDisk({ 'meta/version': version, 'conversation/a': chat, ...more })
      const database = await open()
      expect(database.mode).toBe('normal')
      expect(await database.get('conversation/a')).toEqual(chat)
      await database.commit({ set: [['document/d', { id: 'd' }]] })
      expect(new Map(await onDisk()).get('meta/version')).toBe(migrationSteps.length)
      // What a tab with the code of that version sees: it leaves all of it alone.
      const older = await open({ steps: migrationSteps.slice(0, version) })
      expect(older).toMatchObject({ mode: 'read-only', fault: { code: 'storage-newer' } })
    },
  )

  test.each([7, 'seven', -1, 1.5])('records at version %s are read, never written', async version => {
    await putOnDisk({ ...old, 'meta/version': version })
    const before = await onDisk()
    const database = await open()
    expect(database).toMatchObject({ mode: 'read-only', fault: { code: 'storage-newer' } })
    expect(await database.get('conversation/a')).toEqual({ title: 'one' })
    await expect(database.commit({ delete: ['settings'] })).rejects.toMatchObject({
      fault: { code: 'storage-newer' },
    })
    expect(await onDisk()).toEqual(before)
  })

  test('a tab that was open while newer code upgraded the records writes no more [fault 19]', async () => {
    const oldTab = await open()
    await oldTab.commit({ set: [['conversation/a', { title: 'one' }]] })
    const newTab = await open({ steps: [...migrationSteps, renameTitle] })
    await expect(oldTab.commit({ set: [['conversation/a', { title: 'two' }]] })).rejects.toMatchObject({
      fault: { code: 'storage-newer' },
    })
    expect(oldTab.mode).toBe('read-only')
    expect(await newTab.get('conversation/a')).toEqual({ name: 'one' })
  })
})

describe('several tabs', () => {
  test('a tab that deletes the database is not kept waiting, and the other is told and goes on [fault 18]', async () => {
    const here = await open()
    await here.commit({ set: [['a', 1]] })
    const reasons: string[] = []
    here.onClosed(reason => reasons.push(reason))
    const there = await open()
    await there.deleteEverything()
    expect(reasons).toEqual(['deleted'])
    expect(await here.entries('')).toEqual([])
    await here.commit({ set: [['b', 2]] })
    expect(await onDisk()).toEqual([
      ['b', 2],
      ['meta/version', migrationSteps.length],
    ])
  })

  test('a tab that opens the database at a higher version is not kept waiting', async () => {
    const here = await open()
    const reasons: string[] = []
    here.onClosed(reason => reasons.push(reason))
    const higher = await new Promise<IDBDatabase>(resolve => {
      const request = indexedDB.open('hermit', 5)
      request.onsuccess = () => resolve(request.result)
    })
    higher.close()
    expect(reasons).toEqual(['upgraded'])
    await here.commit({ set: [['a', 1]] })
    expect(await here.get('a')).toBe(1)
  })

  test('a connection that the browser closed under us is opened again', async () => {
    const connections: IDBDatabase[] = []
    const openBefore = indexedDB.open.bind(indexedDB)
    vi.spyOn(indexedDB, 'open').mockImplementation((...names) => {
      const request = openBefore(...names)
      request.addEventListener('success', () => connections.push(request.result))
      return request
    })
    const database = await open()
    await database.commit({ set: [['a', 1]] })
    for (const connection of connections) connection.close()
    await database.commit({ set: [['b', 2]] })
    for (const connection of connections) connection.close()
    expect(await database.entries('')).toEqual([
      ['a', 1],
      ['b', 2],
      ['meta/version', migrationSteps.length],
    ])
  })

  test('each claim has a higher number than all before, whichever tab makes it', async () => {
    const here = await open()
    const there = await open()
    expect([await here.claim(), await there.claim(), await here.claim()]).toEqual([1, 2, 3])
    await there.commit({ set: [['a', 'every tab may write']] })
    expect(await here.get('a')).toBe('every tab may write')
  })
})

test('deleting everything works on records that are too new, and the database can be used again', async () => {
  await putOnDisk({ 'meta/version': 9, a: 1 })
  const database = await open()
  expect(database.mode).toBe('read-only')
  await database.deleteEverything()
  expect(await indexedDB.databases()).toEqual([])
  expect(database.mode).toBe('normal')
  await database.commit({ set: [['b', 2]] })
  expect(await onDisk()).toEqual([
    ['b', 2],
    ['meta/version', migrationSteps.length],
  ])
})

describe('a stamp', () => {
  test('tells a writer that another tab was there first, and then nothing is written', async () => {
    const name = `stamps-${crypto.randomUUID()}`
    const [one, two] = [await openDatabase({ name }), await openDatabase({ name })]
    const first = await one.commit({ set: [['a', 1]], expect: [['a', undefined]] })
    expect(await two.stamped('a')).toEqual([{ key: 'a', value: 1, stamp: first }])
    const late = two.commit({
      set: [
        ['a', 2],
        ['b', 2],
      ],
      expect: [['a', undefined]],
    })
    await expect(late).rejects.toMatchObject({ fault: { code: 'storage-conflict' } })
    expect(await one.entries('')).toEqual([
      ['a', 1],
      ['meta/version', migrationSteps.length],
    ])
    await two.commit({ set: [['a', 2]], expect: [['a', first]] })
    await expect(one.commit({ set: [['a', 3]], expect: [['a', first]] })).rejects.toThrow('storage-conflict')
    expect(await one.get('a')).toBe(2)
  })

  test('changes with every write of its record, also one that expects nothing, and with its deletion', async () => {
    const database = await openDatabase({ name: `stamps-${crypto.randomUUID()}` })
    const first = await database.commit({ set: [['a', 1]], expect: [['a', undefined]] })
    const second = await database.commit({ set: [['a', 2]] })
    await expect(database.commit({ set: [['a', 3]], expect: [['a', first]] })).rejects.toThrow(
      'storage-conflict',
    )
    await database.commit({ delete: ['a'] })
    await expect(database.commit({ set: [['a', 3]], expect: [['a', second]] })).rejects.toThrow(
      'storage-conflict',
    )
    const [deleted] = await database.stamped('a')
    expect(deleted).toEqual({ key: 'a', value: undefined, stamp: expect.any(String) })
    expect(await database.stamps()).toEqual(new Map([['a', deleted?.stamp]]))
  })
})
