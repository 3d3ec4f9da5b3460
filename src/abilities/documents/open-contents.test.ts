import 'fake-indexeddb/auto'
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import fc from 'fast-check'
import { createStore, del, entries, set } from 'idb-keyval'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FakeBrowserLocks } from '../../tabs/locks.fixture.ts'
import { documentOf } from './document.fixture.ts'
import { createDocumentLocks } from './locks.ts'
import { deleteContents, openContents } from './open-contents.ts'
import { newContentKey, pieceBytes } from './sealed-store.ts'

const disk = () => createStore('hermit-documents', 'files')
const raw = async (): Promise<[string, unknown][]> =>
  (await entries(disk())).map(([key, value]) => [String(key), value])
const open = (isKnown = async () => false) => openContents(undefined, isKnown)
const text = {
  text: 'The hermit crab\n\nhas no shell of its own.',
  blocks: [
    { kind: 'heading' as const, level: 1, start: 0, end: 15 },
    { kind: 'paragraph' as const, start: 17, end: 41 },
  ],
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** What a full disk does: the transaction aborts, and the request's own error says nothing. */
function fillTheDisk(): void {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore) {
    // fake-indexeddb's own way to abort with a reason.
    const transaction = this.transaction as unknown as { _abort(name: string): void }
    transaction._abort('QuotaExceededError')
    return new EventTarget() as never
  })
}

describe.each(['disk', 'memory'])('contents kept %s', mode => {
  beforeEach(() => {
    if (mode === 'memory') vi.stubGlobal('indexedDB', undefined)
  })

  test('come back as they were put, until the document is removed', async () => {
    const contents = await open()
    const document = documentOf('a')
    expect(await contents.text(document)).toBeUndefined()
    const file = new Blob([new Uint8Array(pieceBytes + 5).fill(7), 'the end'])
    const chunks = [{ index: 0, start: 0, end: 15, headings: ['One'] }]
    const vectors = { model: 'mini', dimensions: 3, values: Int8Array.of(1, -127, 127) }
    await contents.putText(document, text)
    await contents.putFile(document, file)
    await contents.putChunks(document, chunks, vectors)
    await contents.putPart(document, 'summary/1', { words: ['寄居蟹'] })
    await contents.putPart(document, 'translation/zh', 1)
    expect(await contents.text(document)).toEqual(text)
    const back = await contents.file(document)
    // As bytes: by value it takes a minute.
    const bytesOf = async (blob: Blob) => Buffer.from(await blob.arrayBuffer())
    expect(back && (await bytesOf(back)).equals(await bytesOf(file))).toBe(true)
    expect(await contents.chunks(document)).toEqual(chunks)
    expect(await contents.vectors(document)).toEqual(vectors)
    expect(await contents.part(document, 'summary/1')).toEqual({ words: ['寄居蟹'] })
    expect(await contents.partNames(document, 'summary/')).toEqual(['summary/1'])
    await contents.putChunks(document, chunks)
    expect(await contents.vectors(document)).toBeUndefined()
    await contents.removePart(document, 'summary/1')
    expect(await contents.partNames(document, '')).toEqual(['translation/zh'])
    await contents.remove('a')
    expect(await contents.text(document)).toBeUndefined()
    expect(await contents.file(document)).toBeUndefined()
    expect(await contents.partNames(document, '')).toEqual([])
  })

  test('of one document are nothing to another, whatever its id begins with', async () => {
    const contents = await open()
    const [a, ab] = [documentOf('a'), documentOf('ab')]
    await contents.putText(a, text)
    await contents.putText(ab, { ...text, text: 'another one' })
    await contents.remove('a')
    expect((await contents.text(ab))?.text).toBe('another one')
  })
})

test('any JSON comes back as a part, also when it is put again', async () => {
  const contents = await open()
  const document = documentOf('a')
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 30 }), fc.jsonValue(), async (name, value) => {
      await contents.putPart(document, name, value)
      // As JSON writes it: it has no minus zero.
      expect(await contents.part(document, name)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
    { numRuns: 40 },
  )
})

test('nothing that a person wrote lies open on the disk', async () => {
  const contents = await open()
  const document = documentOf('a')
  await contents.putText(document, text)
  await contents.putFile(document, new Blob(['hermit '.repeat(20_000)]))
  for (const [key, value] of await raw()) {
    const { sealed } = value as { sealed?: Blob | Uint8Array<ArrayBuffer> }
    const bytes = sealed instanceof Blob ? new Uint8Array(await sealed.arrayBuffer()) : sealed
    expect(key + new TextDecoder('latin1').decode(bytes)).not.toMatch(/hermit crab|hermit hermit/)
  }
})

test('another key, or a piece that is changed, cut, moved or gone, is damage and never wrong words', async () => {
  const contents = await open()
  const document = documentOf('a')
  const damaged = { fault: { code: 'document-content-damaged' } }
  await contents.putText(document, text)
  await contents.putPart(document, 'other', { not: 'the text' })
  await expect(contents.text({ ...document, contentKey: newContentKey() })).rejects.toMatchObject(damaged)

  const pieces = (await raw()).filter(([key]) => key.startsWith('piece/'))
  const heads = (await raw()).filter(([key]) => key.startsWith('head/'))
  const lotOf = (name: string) => {
    const [, head] = heads.find(([key]) => key === `head/a/${name}`) ?? []
    return (head as { lot: string }).lot
  }
  const pieceOf = (name: string) => pieces.find(([key]) => key.includes(lotOf(name))) ?? ['', undefined]
  const [key, value] = pieceOf('text')
  const good = value as { iv: Uint8Array; sealed: Uint8Array }
  const flipped = good.sealed.slice()
  flipped[9] = (flipped[9] ?? 0) ^ 1
  for (const bad of [
    { ...good, sealed: flipped },
    { ...good, sealed: good.sealed.slice(0, -1) },
    pieceOf('part/other')[1],
    'nonsense',
  ]) {
    await set(key, bad, disk())
    await expect(contents.text(document)).rejects.toMatchObject(damaged)
  }
  await del(key, disk())
  await expect(contents.text(document)).rejects.toMatchObject(damaged)
  await set(key, value, disk())
  expect(await contents.text(document)).toEqual(text)
})

test('a full disk says so, and what was there before stays', async () => {
  const contents = await open()
  const document = documentOf('a')
  await contents.putText(document, text)
  const before = await raw()
  fillTheDisk()
  const more = contents.putFile(document, new Blob(['x'.repeat(100_000)]))
  await expect(more).rejects.toMatchObject({ fault: { code: 'storage-full' } })
  vi.restoreAllMocks()
  expect(await raw()).toEqual(before)
  expect(await contents.text(document)).toEqual(text)
})

test('what belongs to no document is swept away, but not of one that another tab is adding', async () => {
  const browser = new FakeBrowserLocks()
  const known = new Set(['kept', 'unheard of here'])
  const contents = await openContents(browser.page('one'), async id => known.has(id))
  for (const id of ['kept', 'unheard of here', 'gone', 'being added']) {
    await contents.putText(documentOf(id), text)
  }
  const release = await createDocumentLocks(browser.page('two')).hold('being added')
  // Of a write that was cut, of a document that is there.
  await set('piece/kept/cutoff/000000', 'half', disk())
  await contents.sweep(['kept'])
  const ids = async () => new Set((await raw()).map(([key]) => key.split('/')[1]))
  expect(await ids()).toEqual(new Set(['kept', 'unheard of here', 'being added']))
  expect((await raw()).map(([key]) => key)).not.toContain('piece/kept/cutoff/000000')
  expect(await contents.text(documentOf('kept'))).toEqual(text)
  release()
  await vi.waitFor(async () => {
    await contents.sweep(['kept'])
    expect(await ids()).toEqual(new Set(['kept', 'unheard of here']))
  })
})

test('deleting everything leaves no database behind', async () => {
  const contents = await open()
  await contents.putText(documentOf('a'), text)
  await deleteContents()
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('hermit-documents')
  expect(await contents.text(documentOf('a'))).toBeUndefined()
})
