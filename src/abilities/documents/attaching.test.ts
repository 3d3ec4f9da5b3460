import { expect, test, vi } from 'vitest'
import { openChat } from '../../chat/chat.fixture.ts'
import { draftInView } from '../../chat/chat.ts'
import { createMemoryShelf } from '../../storage/shelf.ts'
import { createAttaching } from './attaching.ts'
import { createLibrary } from './library.ts'
import { createDocumentLocks } from './locks.ts'
import { createContents } from './open-contents.ts'
import { isDocumentName } from './read/document-name.ts'
import { joinBlocks } from './read/document-text.ts'
import { inNode } from './read/fixtures.fixture.ts'
import { readFile } from './read/read-file.ts'

/** The real readers, without their worker. */
const read = (file: File) => readFile(file, file.name, inNode)

async function openDesk() {
  const contents = createContents({
    ...{ shelf: createMemoryShelf(), locks: createDocumentLocks(undefined), isKnown: async () => true },
  })
  let ids = 0
  const library = createLibrary({
    contents: async () => contents,
    tools: async () => ({
      isDocumentName,
      read,
      join: async blocks => joinBlocks(blocks),
      index: async () => ({}),
    }),
    records: { markDirty() {}, markDeleted() {}, async flush() {}, async refresh() {} },
    locks: undefined,
    now: Date.now,
    newId: () => `document-${++ids}`,
  })
  library.kept.takeIn([], 'full')
  const opened = await openChat()
  const attaching = createAttaching(opened.chat, library)
  const idle = () => vi.waitUntil(() => library.store.getState().progress.size === 0)
  return { ...opened, library, attaching, ready: idle }
}

const file = (name: string, text = 'Words.') => new File([text], name)

test('files are attached to the new chat, and stay with it when it has a message', async () => {
  const { chat, state, idle, attaching, ready } = await openDesk()
  await attaching.attachFiles([file('a.txt'), file('b.md')])
  expect(attaching.inView()).toEqual(['document-1', 'document-2'])
  attaching.detach('document-1')
  chat.send('What is in it?')
  await idle()
  await ready()
  expect([...state().conversations.values()][0]?.settings).toEqual({ documents: ['document-2'] })
  attaching.detach('document-2')
  expect([...state().conversations.values()][0]?.settings).toBeUndefined()
  chat.newChat()
  expect(attaching.inView()).toEqual([])
})

test('a file that is here already is attached as it is, once', async () => {
  const { library, attaching, ready } = await openDesk()
  await attaching.attachFiles([file('a.txt')])
  await ready()
  await attaching.attachFiles([file('a.txt'), file('photo.png')])
  expect(attaching.inView()).toEqual(['document-1'])
  expect(library.store.getState().documents.size).toBe(1)
  expect(library.store.getState().news.map(({ kind }) => kind)).toEqual(['known', 'refused'])
})

test('a pasted text becomes a document that is named by its first words, and goes back behind the draft', async () => {
  const { chat, state, library, attaching, ready } = await openDesk()
  chat.setDraft('Please read this:')
  const text = `  A letter: to/the "master"\n${'Shells. '.repeat(2000)}`
  await attaching.attachText(text)
  await ready()
  const [document] = library.store.getState().documents.values()
  expect(document).toMatchObject({ title: 'A letter to the master', status: 'ready', hasFile: false })
  expect(attaching.store.getState().pasted).toMatchObject({ text, chatId: null })
  attaching.putBack()
  expect(attaching.inView()).toEqual([])
  expect(draftInView(state())).toBe(`Please read this:\n\n${text}`)
  await vi.waitUntil(() => library.store.getState().documents.size === 0)
  attaching.putBack()
  expect(draftInView(state())).toBe(`Please read this:\n\n${text}`)
})

test('files that are given before the records have been read wait for them', async () => {
  const { chat } = await openChat()
  const library = createLibrary({
    contents: async () => expect.fail('nothing is read yet'),
    tools: async () => ({
      isDocumentName,
      read,
      join: async blocks => joinBlocks(blocks),
      index: async () => ({}),
    }),
    records: { markDirty() {}, markDeleted() {}, async flush() {}, async refresh() {} },
    ...{ locks: undefined, now: Date.now, newId: () => 'late' },
  })
  const attaching = createAttaching(chat, library)
  const attached = attaching.attachFiles([file('a.txt')])
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(library.store.getState().documents.size).toBe(0)
  library.kept.takeIn([], 'full')
  await attached
  expect(attaching.inView()).toEqual(['late'])
})
