import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FaultError } from '../../fault.ts'
import { openDatabase } from '../../storage/database.ts'
import { createKeeping } from '../../storage/keeping.ts'
import { FakeBrowserLocks } from '../../tabs/locks.fixture.ts'
import { documentOf } from './document.fixture.ts'
import type { ReadEvent } from './document.ts'
import { documentKey } from './document-key.ts'
import { createLibrary } from './library.ts'
import { canRetry } from './library-state.ts'
import { openContents } from './open-contents.ts'
import { joinBlocks } from './read/document-text.ts'
import { mergeDocument, parseDocument } from './record.ts'
import { newContentKey } from './sealed-store.ts'

let browser = new FakeBrowserLocks()
const tabs: { kill(): void }[] = []

/** A gate that tests open: a reader waits at it. */
function createGate() {
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { opened, open }
}

interface Reading {
  /** Reading stops before this page until the gate is opened. */
  readonly gate?: ReturnType<typeof createGate>
  /** The same for the index, which then is never made. */
  readonly indexGate?: ReturnType<typeof createGate>
  readonly failWith?: unknown
}

/** A reader of its own: pages are parted by form feeds, and a page that says "picture" is one. */
async function* readPages(
  file: File,
  signal: AbortSignal,
  { gate, failWith }: Reading,
): AsyncGenerator<ReadEvent> {
  const pages = (await file.text()).split('\f')
  for (const [index, words] of pages.entries()) {
    const page = index + 1
    if (index === 1 && gate) await Promise.race([gate.opened, aborted(signal)])
    signal.throwIfAborted()
    if (index === pages.length - 1 && failWith !== undefined) throw failWith
    const isScanned = words === 'picture'
    const blocks = isScanned ? [] : [{ kind: 'paragraph' as const, text: words, page }]
    yield { type: 'read-page', page, of: pages.length, blocks, isScanned }
  }
  yield { type: 'read-end', kind: 'pdf', title: 'From inside' }
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

/** A tab with a library, over a disk and locks that all tabs share. */
async function openTab(name: string, reading: Reading = {}) {
  let isAlive = true
  let how = reading
  const database = await openDatabase({ name: 'shared' })
  const radio = new BroadcastChannel('records')
  const channel = {
    postMessage: (message: unknown) => isAlive && radio.postMessage(message),
    addEventListener: (type: 'message', listener: (event: MessageEvent) => void) =>
      radio.addEventListener(type, event => isAlive && listener(event as MessageEvent)),
  }
  const locks = browser.page(name) as Pick<LockManager, 'request'>
  const contents = openContents(locks, async id => (await database.get(documentKey(id))) !== undefined)
  let [ids, time, indexed] = [0, 1000, 0]
  const library = createLibrary({
    contents: () => contents,
    tools: async () => ({
      isDocumentName: one => /\.(pdf|txt)$/.test(one),
      read: (file, signal) => readPages(file, signal, how),
      join: async blocks => joinBlocks(blocks),
      async index(document, text, { signal, onProgress }) {
        onProgress(0.5)
        if (how.indexGate) await Promise.race([how.indexGate.opened, aborted(signal)])
        await (await contents).putChunks(document, [
          { index: 0, start: 0, end: text.text.length, headings: [] },
        ])
        indexed += 1
        return { chunks: indexed }
      },
    }),
    records: {
      markDirty: key => keeping.records.markDirty(key),
      markDeleted: key => keeping.records.markDeleted(key),
      flush: () => keeping.records.flush(),
      refresh: keys => keeping.records.refresh(keys),
    },
    locks,
    now: () => (time += 10),
    newId: () => `${name}-${++ids}`,
  })
  const keeping = createKeeping({
    database: Promise.resolve(database),
    rooms: [library.kept],
    channel,
    suspend: () => library.suspend(),
    exportChats() {},
    deleteModels: async () => {},
    reload() {},
  })
  await keeping.open()
  const state = library.store.getState
  const tab = {
    library,
    state,
    database,
    contents: await contents,
    find: (id: string) => state().documents.get(id),
    readBy(next: Reading) {
      how = next
    },
    idle: () => vi.waitUntil(() => state().progress.size === 0 && keeping.isSaved(), { timeout: 5000 }),
    kill() {
      if (!isAlive) return
      isAlive = false
      database.close()
      radio.close()
      browser.crash(name)
    },
  }
  tabs.push(tab)
  return tab
}

const fileOf = (name: string, ...pages: string[]) => new File([pages.join('\f')], name)
const keep = { keepFile: true }

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  browser = new FakeBrowserLocks()
})

afterEach(() => {
  for (const tab of tabs.splice(0)) tab.kill()
  vi.unstubAllGlobals()
})

describe('adding', () => {
  test('files are read one after the other, and text, file and chunks are there in a new tab', async () => {
    const tab = await openTab('one')
    const files = [fileOf('Crabs.pdf', 'One', 'picture', 'Three'), fileOf('b.txt', 'Words')]
    const ids = await tab.library.add(files, keep)
    expect(ids).toEqual(['one-1', 'one-2'])
    expect(tab.find('one-2')).toMatchObject({ status: 'reading', title: 'b', kind: 'text' })
    await tab.idle()
    expect(tab.find('one-1')).toMatchObject({
      ...{ status: 'ready', title: 'From inside', kind: 'pdf', pages: 3, scannedPages: 1 },
      ...{ hasFile: true, chunks: 1, characters: 'One\n\nThree'.length },
    })
    const other = await openTab('two')
    const found = other.find('one-1')
    if (!found) throw new Error('it is not here')
    expect((await other.contents.text(found))?.text).toBe('One\n\nThree')
    expect(await (await other.contents.file(found))?.text()).toBe('One\fpicture\fThree')
    expect(await other.contents.chunks(found)).toHaveLength(1)
  })

  test('what Hermit does not read, and what is here already, is said and not read', async () => {
    const tab = await openTab('one')
    const file = fileOf('a.txt', 'Words')
    await tab.library.add([file], keep)
    await tab.idle()
    expect(await tab.library.add([file, fileOf('photo.png', 'x')], keep)).toEqual(['one-1'])
    expect(tab.state().news).toMatchObject([
      { kind: 'known', id: 'one-1' },
      { kind: 'refused', fileName: 'photo.png' },
    ])
    tab.library.dismissNews()
    expect(await tab.library.add([file], { ...keep, isAgain: true })).toEqual(['one-2'])
    await tab.idle()
    expect(tab.state().documents.size).toBe(2)
    expect(tab.state().news).toEqual([])
  })

  test('a file without text, or that cannot be read, says so and can be tried again', async () => {
    const tab = await openTab('one', { failWith: new FaultError({ code: 'storage-full' }) })
    const [full] = await tab.library.add([fileOf('a.pdf', 'One', 'Two')], keep)
    await tab.idle()
    expect(tab.find(full ?? '')).toMatchObject({
      status: 'failed',
      fault: { code: 'storage-full' },
      hasFile: true,
    })
    tab.readBy({ failWith: new RangeError('a bug of the reader') })
    tab.library.retry(full ?? '')
    await vi.waitUntil(() => tab.find(full ?? '')?.fault?.code === 'document-stopped')
    await tab.idle()
    tab.readBy({})
    tab.library.retry(full ?? '')
    await vi.waitUntil(() => tab.find(full ?? '')?.status === 'ready')
    expect(tab.find(full ?? '')?.fault).toBeUndefined()
    const [scan] = await tab.library.add([fileOf('scan.pdf', 'picture', 'picture')], { keepFile: false })
    await tab.idle()
    expect(tab.find(scan ?? '')).toMatchObject({
      ...{ status: 'failed', hasFile: false },
      fault: { code: 'document-scanned', numbers: { pages: 2, scannedPages: 2 } },
    })
  })

  test('one that is stopped leaves nothing behind, and the next one is read', async () => {
    const gate = createGate()
    const tab = await openTab('one', { gate })
    const ids = await tab.library.add([fileOf('a.pdf', 'One', 'Two'), fileOf('b.txt', 'Words')], keep)
    await vi.waitUntil(() => tab.state().progress.get('one-1')?.step === 'reading')
    expect(tab.state().progress.get('one-2')).toEqual({ step: 'waiting' })
    const record = tab.find('one-1')
    tab.library.cancel('one-1')
    await vi.waitUntil(() => tab.find('one-2')?.status === 'ready')
    expect(ids.map(id => tab.find(id)?.status)).toEqual([undefined, 'ready'])
    expect(record && (await tab.contents.file(record))).toBeUndefined()
    expect(await tab.database.get(documentKey('one-1'))).toBeUndefined()
  })
})

test('what is damaged on the disk is read again from the file, or asks for it', async () => {
  const tab = await openTab('one')
  const [kept, bare] = [fileOf('kept.pdf', 'One', 'Two'), fileOf('bare.txt', 'Words')]
  await tab.library.add([kept], keep)
  await tab.library.add([bare], { keepFile: false })
  await tab.idle()
  for (const id of ['one-1', 'one-2']) {
    const document = tab.find(id)
    if (!document) throw new Error('it is not here')
    // Under another key it cannot be opened any more.
    await tab.contents.putText({ ...document, contentKey: newContentKey() }, { text: 'x', blocks: [] })
    tab.library.reindex(id)
    await vi.waitUntil(() => tab.find(id)?.fault?.code === 'document-content-damaged')
  }
  await tab.idle()
  const [first, second] = [tab.find('one-1'), tab.find('one-2')]
  expect([first && canRetry(first), second && canRetry(second)]).toEqual([true, false])
  tab.library.retry('one-1')
  await vi.waitUntil(() => tab.find('one-1')?.status === 'ready')
  tab.library.retry('one-2', bare)
  await vi.waitUntil(() => tab.find('one-2')?.status === 'ready')
  const again = tab.find('one-2')
  expect(again && (await tab.contents.text(again))?.text).toBe('Words')
})

describe('one that is here', () => {
  test('is named, indexed anew, and deleted; its content stays until that cannot be undone', async () => {
    const tab = await openTab('one')
    await tab.library.add([fileOf('a.pdf', 'One', 'Two')], keep)
    await tab.idle()
    tab.library.rename('one-1', '  My own name ')
    tab.library.rename('one-1', ' ')
    expect(tab.find('one-1')?.title).toBe('My own name')
    tab.library.reindex('one-1')
    await vi.waitUntil(() => tab.find('one-1')?.chunks === 2)
    await tab.idle()
    expect(tab.find('one-1')).toMatchObject({ status: 'ready', title: 'My own name' })
    const record = tab.find('one-1')
    if (!record) throw new Error('it is not here')

    tab.library.remove('one-1')
    await vi.waitUntil(() => tab.state().deleted)
    expect(tab.find('one-1')).toBeUndefined()
    await vi.waitUntil(async () => (await tab.database.get(documentKey('one-1'))) === undefined)
    // Another tab that starts meanwhile leaves alone what may come back.
    const other = await openTab('two')
    await other.library.sweep()
    tab.library.undoRemove()
    await vi.waitUntil(() => tab.find('one-1'))
    expect((await tab.contents.text(record))?.text).toBe('One\n\nTwo')

    tab.library.remove('one-1')
    await vi.waitUntil(() => tab.state().deleted)
    tab.library.forgetRemoved()
    await vi.waitUntil(async () => (await tab.contents.text(record)) === undefined)
    expect(tab.state().deleted).toBeUndefined()
  })

  test('whose deletion was cut off by the tab closing is swept away at the next start', async () => {
    const tab = await openTab('one')
    await tab.library.add([fileOf('a.pdf', 'One', 'Two')], keep)
    await tab.idle()
    const record = tab.find('one-1')
    tab.library.remove('one-1')
    await vi.waitUntil(async () => (await tab.database.get(documentKey('one-1'))) === undefined)
    tab.kill()
    const next = await openTab('two')
    await next.library.sweep()
    expect(record && (await next.contents.text(record))).toBeUndefined()
  })
})

describe('two tabs', () => {
  test('the other tab sees what is read, and says "interrupted" only when its reader is gone', async () => {
    const gate = createGate()
    const one = await openTab('one', { gate })
    await one.library.add([fileOf('a.pdf', 'One', 'Two')], keep)
    await vi.waitUntil(() => one.find('one-1')?.hasFile)
    const two = await openTab('two')
    await vi.waitUntil(() => two.find('one-1')?.hasFile)
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(two.find('one-1')?.status).toBe('reading')
    one.kill()
    await vi.waitUntil(() => two.find('one-1')?.status === 'failed')
    expect(two.find('one-1')?.fault?.code).toBe('document-interrupted')
    two.library.retry('one-1')
    await vi.waitUntil(() => two.find('one-1')?.status === 'ready')
    expect(two.find('one-1')?.title).toBe('From inside')
  })

  test('what was read when its tab was closed is cut and embedded by the next one, unasked', async () => {
    const one = await openTab('one', { indexGate: createGate() })
    await one.library.add([fileOf('a.pdf', 'One', 'Two')], { keepFile: false })
    await vi.waitUntil(() => one.find('one-1')?.status === 'indexing')
    await vi.waitUntil(async () => {
      const stored = await one.database.get(documentKey('one-1'))
      return (
        typeof stored === 'object' && stored !== null && 'status' in stored && stored.status === 'indexing'
      )
    })
    one.kill()
    const two = await openTab('two')
    await vi.waitUntil(() => two.find('one-1')?.status === 'ready')
    expect(two.find('one-1')).toMatchObject({ title: 'From inside', chunks: 1 })
    expect(two.find('one-1')?.fault).toBeUndefined()
  })

  test('that is read in one tab and deleted in the other is gone in both, with its content', async () => {
    const gate = createGate()
    const one = await openTab('one', { gate })
    await one.library.add([fileOf('a.pdf', 'One', 'Two')], keep)
    await vi.waitUntil(() => one.find('one-1')?.hasFile)
    const record = one.find('one-1')
    const two = await openTab('two')
    await vi.waitUntil(() => two.find('one-1')?.hasFile)
    two.library.remove('one-1')
    await vi.waitUntil(() => one.find('one-1') === undefined)
    two.library.forgetRemoved()
    gate.open()
    await one.idle()
    await vi.waitUntil(async () => record && (await one.contents.file(record)) === undefined)
    expect(await one.database.get(documentKey('one-1'))).toBeUndefined()
  })
})

test('a record with another shape, or under another id, is left on the disk and counted', async () => {
  const database = await openDatabase({ name: 'shared' })
  const good = documentOf('a')
  const bad: readonly unknown[] = [
    7,
    { ...good, status: 'done' },
    { ...good, contentKey: 'short' },
    { ...good, id: 'b' },
  ]
  for (const value of bad) expect(parseDocument(documentKey('a'), value)).toBeUndefined()
  expect(parseDocument(documentKey('a'), good)).toEqual(good)
  await database.commit({
    set: [[documentKey('a'), good], ...bad.map((value, at) => [documentKey(`x${at}`), value] as const)],
  })
  const tab = await openTab('one')
  expect([...tab.state().documents.keys()]).toEqual(['a'])
  expect(tab.state().unreadable).toHaveLength(bad.length)
  expect(await database.get(documentKey('x1'))).toEqual(bad[1])
  database.close()
})

test('two tabs that change one document have both changes, and what was deleted stays deleted', () => {
  const base = documentOf('a', { status: 'indexing' })
  const mine = { ...base, title: 'Named here' }
  const theirs = { ...base, status: 'ready', chunks: 4 }
  expect(mergeDocument({ base, mine, theirs })).toEqual({
    ...base,
    title: 'Named here',
    status: 'ready',
    chunks: 4,
  })
  expect(mergeDocument({ base, mine, theirs: undefined })).toBeUndefined()
  expect(mergeDocument({ base, mine: undefined, theirs })).toBeUndefined()
  // Its deletion was taken back.
  expect(mergeDocument({ base: undefined, mine, theirs: undefined })).toEqual(mine)
})
