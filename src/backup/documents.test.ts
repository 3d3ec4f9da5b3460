import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentOf } from '../abilities/documents/document.fixture.ts'
import type { DocumentRecord } from '../abilities/documents/document.ts'
import { documentKey } from '../abilities/documents/document-key.ts'
import { createDocumentLocks } from '../abilities/documents/locks.ts'
import { createContents } from '../abilities/documents/open-contents.ts'
import { createSealedStore, newContentKey } from '../abilities/documents/sealed-store.ts'
import { FaultError } from '../fault.ts'
import { createMemoryShelf } from '../storage/shelf.ts'
import { backupOf, chatRecord, never, newSeal } from './backup.fixture.ts'
import { writeChunks } from './chunks.ts'
import { frameKinds, writeFrame } from './frames.ts'
import type { Bytes } from './header.ts'
import { readBackup } from './read-backup.ts'
import { fieldOf } from './refusal.ts'
import { planDocuments, restoreContents } from './restore-documents.ts'

function device() {
  const shelf = createMemoryShelf()
  const contents = createContents({ shelf, locks: createDocumentLocks(undefined), isKnown: async () => true })
  return { shelf, contents, store: createSealedStore(shelf) }
}

const text = {
  text: 'The hermit crab\n\n寄居蟹',
  blocks: [
    { kind: 'heading' as const, level: 1, page: 1, start: 0, end: 15 },
    { kind: 'paragraph' as const, page: 2, start: 17, end: 20 },
  ],
}
const chunks = [{ index: 0, start: 0, end: 20, page: 1, headings: ['The hermit crab'] }]
const vectors = { model: 'mini', dimensions: 2, values: Int8Array.of(3, -4) }
const record = (document: DocumentRecord) => [documentKey(document.id), document] as const
const noneBusy = () => false

test('documents come back with text, chunks, vectors, file and parts, under a key of their own', async () => {
  const here = device()
  const document = documentOf('a', {
    contentKey: newContentKey(),
    hasFile: true,
    chunks: 1,
    embeddedBy: 'mini',
  })
  const file = new Blob([new Uint8Array(5_000_000).fill(9), 'end'])
  await here.contents.putText(document, text)
  await here.contents.putChunks(document, chunks, vectors)
  await here.contents.putFile(document, file)
  await here.contents.putPart(document, 'summary/1', { words: 'Short.' })
  for (const seal of [undefined, await newSeal()]) {
    const backup = await readBackup(
      await backupOf([record(document), chatRecord('one')], seal, { documents: async () => here.store }),
      seal?.key,
    )
    expect(backup.documents).toEqual([document])
    const there = device()
    const plan = planDocuments(backup.documents, new Map(), 'merge', noneBusy)
    const [added] = plan.added
    if (!added) throw new Error('it did not come along')
    expect(added.contentKey).not.toBe(document.contentKey)
    await restoreContents(backup, plan.added, there.store, { signal: never })
    expect(await there.contents.text(added)).toEqual(text)
    expect(await there.contents.chunks(added)).toEqual(chunks)
    expect(await there.contents.vectors(added)).toEqual(vectors)
    expect(await there.contents.part(added, 'summary/1')).toEqual({ words: 'Short.' })
    const back = await there.contents.file(added)
    expect(back?.size).toBe(file.size)
    expect(await back?.slice(-3).text()).toBe('end')
  }
})

test('a document of which something is damaged costs that thing, and one without text itself, never the backup', async () => {
  const here = device()
  const [good, cut, empty] = [documentOf('good'), documentOf('cut', { hasFile: true }), documentOf('empty')]
  await here.contents.putText(good, text)
  await here.contents.putText(cut, text)
  await here.contents.putFile(cut, new Blob([new Uint8Array(100_000)]))
  // Another key: what the disk holds of it cannot be opened.
  const other = { ...good, id: 'other' }
  await here.contents.putText({ ...other, contentKey: newContentKey() }, text)
  const found = await here.shelf.look(look => look.entries('head/cut/file'))
  const [, head] = found[0] ?? []
  const { lot } = head as { lot: string }
  await here.shelf.change(async change => change.put(`piece/cut/${lot}/000000`, 'gone bad'))
  const file = await backupOf([good, cut, empty, other].map(record), undefined, {
    documents: async () => here.store,
  })
  const backup = await readBackup(file, undefined)
  expect(backup.documents.map(({ id, hasFile }) => [id, hasFile])).toEqual([
    ['good', false],
    ['cut', false],
  ])
})

test('a restore that is given up, or finds the disk full, leaves nothing of documents', async () => {
  const here = device()
  const documents = ['a', 'b', 'c'].map(id => documentOf(id))
  for (const document of documents) await here.contents.putText(document, text)
  const backup = await readBackup(
    await backupOf(documents.map(record), undefined, { documents: async () => here.store }),
    undefined,
  )
  const there = device()
  const controller = new AbortController()
  const restoring = restoreContents(backup, documents, there.store, {
    signal: controller.signal,
    onProgress: () => controller.abort(),
  })
  await expect(restoring).rejects.toMatchObject({ name: 'AbortError' })
  expect(await there.store.ids()).toEqual([])
  const full = {
    ...there.store,
    async write(...[owner, contents]: Parameters<typeof there.store.write>) {
      if (owner.id === 'b') throw new FaultError({ code: 'storage-full' })
      await there.store.write(owner, contents)
    },
  }
  const fillingUp = restoreContents(backup, documents, full, { signal: never })
  await expect(fillingUp).rejects.toMatchObject({ fault: { code: 'storage-full' } })
  expect(await there.store.ids()).toEqual([])
})

test('what is here stays; replacing takes names over and the rest away, but not what is being read', () => {
  const [a, b, c] = [documentOf('a'), documentOf('b'), documentOf('c')]
  const here = new Map([a, b, c].map(one => [one.id, one]))
  const theirs = [{ ...a, title: 'Their name', characters: 1 }, documentOf('new')]
  const merge = planDocuments(theirs, here, 'merge', noneBusy)
  expect(merge).toMatchObject({ added: [{ id: 'new' }], changed: [], removed: [] })
  const replace = planDocuments(theirs, here, 'replace', id => id === 'c')
  expect(replace).toMatchObject({
    added: [{ id: 'new' }],
    changed: [{ ...a, title: 'Their name' }],
    removed: ['b'],
  })
})

/** A backup with frames of a forger's choice behind one document's record. */
async function forged(frames: readonly (readonly [kind: number, body: unknown])[]): Promise<Blob> {
  const parts: Bytes[] = []
  const writer = await writeChunks(undefined, bytes => void parts.push(bytes))
  const all = [
    [frameKinds.manifest, { createdAt: 1, createdBy: 'Hermit', recordsVersion: 4 }],
    [frameKinds.record, { key: documentKey('a'), value: documentOf('a') }],
    ...frames,
    [frameKinds.end, { records: 1, models: 0 }],
  ] as const
  for (const [kind, body] of all) {
    const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(JSON.stringify(body))
    // A forger keeps to no list of kinds.
    await writeFrame(writer, kind as 1, bytes)
  }
  await writer.end()
  return new Blob(parts)
}

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const content = (name: string, bytes: Uint8Array, more: object = {}) =>
  [
    [frameKinds.content, { id: 'a', name, bytes: bytes.length, ...more }],
    [frameKinds.contentData, bytes],
  ] as const

async function outcomeOf(file: Blob): Promise<string> {
  try {
    await readBackup(file, undefined)
    return 'taken in'
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    return fieldOf(error)?.place ?? error.fault.code
  }
}

test('hostile contents are refused with their place', async () => {
  const good = content('text', bytesOf(text))
  expect(await outcomeOf(await forged(good))).toBe('taken in')
  const block = { kind: 'paragraph', start: 0, end: 3 }
  const cases: readonly (readonly [frames: readonly (readonly [number, unknown])[], outcome: string])[] = [
    [content('text', bytesOf({ text: 7, blocks: [] })), 'contents[a].text'],
    [content('text', bytesOf({ text: 'abc', blocks: [{ ...block, end: 9 }] })), 'contents[a].text.blocks[0]'],
    [content('text', bytesOf({ text: 'abc', blocks: [block, block] })), 'contents[a].text.blocks[1]'],
    [content('text', bytesOf({ text: 'abc', blocks: [{ ...block, kind: 'script' }] })), 'contents[a].text'],
    [content('chunks', bytesOf([{ index: -1 }])), 'contents[a].chunks'],
    [content('vectors', Uint8Array.of(255, 255, 255, 255)), 'contents[a].vectors'],
    [content('part/x', new TextEncoder().encode('{')), 'contents[a].part/x'],
    [content('part/x', new TextEncoder().encode('{"__proto__": 1}')), 'contents[a].part/x.__proto__'],
    [content('../text', bytesOf(text)), 'contents[0]'],
    [content('text', bytesOf(text), { id: 'nobody' }), 'backup-damaged'],
    [content('text', bytesOf(text), { bytes: 3 }), 'backup-damaged'],
    [[...good, ...good], 'backup-damaged'],
    [[[frameKinds.contentData, bytesOf(text)]], 'backup-damaged'],
    [content('text', bytesOf(text), { bytes: 10 ** 12 }), 'import-too-large'],
  ]
  for (const [frames, outcome] of cases) expect(await outcomeOf(await forged(frames)), outcome).toBe(outcome)
})

test('a record that is no document of Hermit’s is refused', async () => {
  const outcome = async (value: unknown) => outcomeOf(await backupOf([[documentKey('a'), value]]))
  expect(await outcome({ ...documentOf('a'), status: 'reading' })).toBe('documents[0].status')
  expect(await outcome({ ...documentOf('a'), id: 'b' })).toBe('documents[0].id')
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('title', 'kind', 'bytes', 'contentKey', 'hasFile', 'addedAt'),
      async field => {
        expect(await outcome({ ...documentOf('a'), [field]: null })).toBe(`documents[0].${field}`)
      },
    ),
  )
})
