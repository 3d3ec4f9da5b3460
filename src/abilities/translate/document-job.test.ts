import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createScriptedEngine } from '../../engines/scripted.ts'
import { scriptedCard } from '../../engines/scripted-card.ts'
import { embeddedModel } from '../../models/catalogue/embedded-model.ts'
import type { SessionState } from '../../models/session-state.ts'
import { detectLanguage } from '../../text/language.ts'
import type { DocumentText } from '../documents/document.ts'
import { createTranslateChoice } from './choice.ts'
import { documentRecord, openParts, textOfBlocks } from './contents.fixture.ts'
import { createDocumentJob } from './document-job.ts'
import { translatorOf } from './translator.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const text = textOfBlocks([
  { kind: 'heading', level: 1, text: 'The tide' },
  { kind: 'paragraph', text: 'The sea is wide. The ship is small.' },
  { kind: 'paragraph', text: 'Nobody knows when it comes back.' },
])

/** A tab: what lies in IndexedDB is all that the next one has of it. */
async function openTab(
  tokensPerSecond = Number.POSITIVE_INFINITY,
  readable: DocumentText | undefined = text,
) {
  const asked: string[] = []
  const engine = createScriptedEngine({
    tokensPerSecond,
    reply(messages) {
      asked.push(messages.at(-1)?.content ?? '')
      return messages.at(-1)?.content.toUpperCase() ?? ''
    },
  })
  for await (const _ of engine.load({ card: scriptedCard, files: [] }, new AbortController().signal)) {
    // Loaded in no time.
  }
  const store = createStore<SessionState>(() => ({
    phase: { name: 'ready', contextTokens: 4096, threads: 1 },
    model: scriptedCard,
    hasFailures: false,
  }))
  const parts = openParts('contents')
  const choice = createTranslateChoice(() => {})
  const way = createStore(() => ({ to: 'fr', translator: translatorOf(scriptedCard) }))
  store.subscribe(({ model }) => way.setState({ translator: translatorOf(model) }))
  const job = createDocumentJob({
    session: { store, generate: engine.generate },
    choice,
    way,
    contents: {
      text: async () => readable,
      part: (_, name) => parts.part(name),
      putPart: (_, name, value) => parts.putPart(name, value),
    },
    detect: detectLanguage,
    now: () => performance.now(),
  })
  return { job, asked, way, store, state: job.store.getState }
}

test('a document is translated, and stands as Markdown', async () => {
  const { job, state } = await openTab()
  await job.choose(documentRecord())
  expect(state()).toMatchObject({ status: 'ready', from: 'en', progress: { done: 0 } })
  await job.start()
  expect(state().status).toBe('done')
  expect(await job.markdown()).toBe(
    '# THE TIDE\n\nTHE SEA IS WIDE. THE SHIP IS SMALL.\n\nNOBODY KNOWS WHEN IT COMES BACK.\n',
  )
})

test('a stop keeps what there is, and the next tab goes on from there', async () => {
  const first = await openTab(40)
  await first.job.choose(documentRecord())
  const running = first.job.start()
  await vi.waitUntil(() => first.state().progress?.sentence?.startsWith('Nobody'), { timeout: 4000 })
  first.job.stop()
  await running
  expect(first.state()).toMatchObject({ status: 'ready', progress: { done: 43, of: 75 } })
  expect(await first.job.markdown()).toMatch(/SMALL\.\n\nNobody knows/)

  const second = await openTab()
  await second.job.choose(documentRecord())
  expect(second.state()).toMatchObject({ status: 'ready', progress: { done: 43 } })
  await second.job.start()
  expect(second.asked).toEqual(['Nobody knows when it comes back.'])
  await second.job.choose(documentRecord())
  expect(second.state().status).toBe('done')
})

test('another model ends it, and one that cannot translate is not asked', async () => {
  const { job, asked, store, state } = await openTab(40)
  await job.choose(documentRecord())
  void job.start()
  await vi.waitUntil(() => asked.length === 1)
  store.setState({ model: embeddedModel })
  await vi.waitUntil(() => state().obstacle === 'model')
  await job.start()
  expect(asked).toHaveLength(1)
})

test('another direction has work of its own', async () => {
  const { job, way, state } = await openTab()
  await job.choose(documentRecord())
  await job.start()
  way.setState({ to: 'en' })
  await vi.waitUntil(() => state().obstacle === 'same-language')
  way.setState({ to: 'ar' })
  await vi.waitUntil(() => state().status === 'ready')
  expect(state().progress?.done).toBe(0)
})

test('a document without words has no language, and is told to have none', async () => {
  const { job, state } = await openTab(40, textOfBlocks([{ kind: 'paragraph', text: '12 34' }]))
  await job.choose(documentRecord())
  expect(state()).toMatchObject({ status: 'ready', obstacle: 'unknown-language' })
  expect(await job.markdown()).toBe('')
})
