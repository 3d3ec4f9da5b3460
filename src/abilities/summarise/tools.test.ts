import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { openDatabase } from '../../storage/database.ts'
import type { Contents } from '../documents/contents.ts'
import type { DocumentRecord } from '../documents/document.ts'
import type { CallPlace, Tool } from '../tool.ts'
import { contentsIn, documentNamed, longDocument, scriptedModel } from './library.fixture.ts'
import { asDocument } from './sentences.ts'
import { createSummaries } from './summaries.ts'
import type { ModelFacts } from './summary-model.ts'
import { summariseTools } from './tools.ts'

const large: ModelFacts = { name: 'Large', parametersM: 4000, languages: ['en'] }
const log: DocumentRecord = { ...documentNamed('log', 'Log of the *Heron*', 12), characters: 9000 }
const tea: DocumentRecord = { ...documentNamed('tea', '听雨茶馆'), characters: 40 }
const unread: DocumentRecord = {
  ...documentNamed('unread', 'Unread'),
  ...{ status: 'failed', fault: { code: 'document-encrypted' } },
}

async function open() {
  const database = await openDatabase({ name: `summarise-tools-${Math.random()}` })
  const contents = contentsIn(database, {
    log: longDocument(12),
    tea: asDocument('听雨茶馆建于1926年。茶馆每天有600位客人。'),
  })
  const summaries = createSummaries({
    // As much of it as summaries use.
    contents: async () => contents as Contents,
    model: await scriptedModel(large, { reply: () => 'Anna Berg counted 100 seals.', contextTokens: 2100 }),
    chat: { isAnswering: () => false, onAnswering: () => () => {} },
    locks: undefined,
    now: () => performance.now(),
  })
  const [tool] = summariseTools({
    documents: { load: async () => {}, list: () => [log, tea, unread] },
    summaries: async () => summaries,
  })
  const call = (document: string, language: CallPlace['language'] = 'en') =>
    (tool as Tool).run(
      { document },
      { signal: new AbortController().signal, language, now: 0, timeZone: 'UTC' },
    )
  return { call, summaries, run: () => summaries.store.getState().run }
}

test('key sentences are there at once, word for word with their pages, and a summary is begun', async () => {
  const { call, run } = await open()
  const { said, value, isForeign } = await call('log')
  expect(said).toMatch(/^Key sentences of \*\*Log of the \\\*Heron\\\*\*\*, word for word:\n\n- /)
  expect(said).toMatch(/\(\[page \d+\]\(hermit:documents\/log%23\d+-\d+\)\)/)
  expect(said).toContain('[open it](hermit:summarise/document%2Flog)')
  expect(isForeign).toBe(true)
  const { sentences } = value as { sentences: { text: string; start: number; end: number }[] }
  const { text } = longDocument(12)
  for (const one of sentences) expect(text.slice(one.start, one.end)).toBe(one.text)
  expect(run()).toMatchObject({ source: { id: 'log' }, settings: { length: 'paragraph' } })
  await vi.waitUntil(() => run()?.stage === 'done', { timeout: 10_000 })
})

test('what the model does not write has its key sentences, and no summary is begun', async () => {
  const { call, run } = await open()
  const { said } = await call('听雨', 'zh-CN')
  expect(said).toContain('听雨茶馆建于1926年。')
  expect(said).toContain('当前模型不会写这种语言')
  expect(run()).toBeUndefined()
})

test('one that is being written is not ended by another', async () => {
  const { call, summaries, run } = await open()
  const source = { id: 'log', title: log.title, document: log }
  summaries.start(source, { length: 'page', language: 'document' })
  await call('log')
  expect(run()?.settings.length).toBe('page')
  summaries.stop()
})

test('a document is found by its title, and one that is not here or has no text is said', async () => {
  const { call } = await open()
  expect((await call('log of the *heron*')).value).toMatchObject({ document: 'log' })
  await expect(call('Lease')).rejects.toMatchObject({ fault: { code: 'document-missing' } })
  await expect(call('Unread')).rejects.toMatchObject({ fault: { code: 'document-encrypted' } })
})
