import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { GenerateRequest, PromptMessage } from '../../engines/engine.ts'
import { type Database, openDatabase } from '../../storage/database.ts'
import { FakeBrowserLocks } from '../../tabs/locks.fixture.ts'
import type { Contents } from '../documents/contents.ts'
import { contentsIn, documentNamed, longDocument, scriptedModel } from './library.fixture.ts'
import { asDocument } from './sentences.ts'
import { createSummaries, type Summaries, type SummariesParts, type SummaryRun } from './summaries.ts'
import { allPoints, modelShare, type SummarySettings } from './summary.ts'
import type { ModelFacts, SummaryModel } from './summary-model.ts'

const large: ModelFacts = { name: 'Large', parametersM: 4000, languages: ['en', 'zh'] }
const small: ModelFacts = { name: 'Small', parametersM: 135, languages: ['en'] }
const page: SummarySettings = { length: 'page', language: 'document' }
const log = documentNamed('log', 'Log of the Heron', 12)
const source = { id: 'log', title: log.title, document: log }
const text = longDocument(12)

/** Says what a good model would of a part: who counted how many. And once what nobody said. */
function report(messages: readonly PromptMessage[]): string {
  const asked = messages.at(-1)?.content ?? ''
  const counted = [...asked.matchAll(/([A-Z]\w+ [A-Z]\w+)(?: has)? counted (\d+) seals/g)]
  const said = counted.map(([, name, number]) => `${name} has counted ${number} seals near the shore.`)
  return [...said.slice(0, 8), 'In 1745 Henry Tudor sank the boat.'].join('\n')
}

let database: Database
beforeEach(async () => {
  database = await openDatabase({ name: `summaries-${Math.random()}` })
})
afterEach(() => database.close())

/** A tab: everything in it is gone when it is closed, and the database stays. */
function tab(model: SummaryModel, more: Partial<SummariesParts> = {}): Summaries {
  const contents = contentsIn(database, {
    log: text,
    zh: asDocument('听雨茶馆建于1926年。茶馆每天有600位客人。'),
  })
  return createSummaries({
    // As much of it as summaries use.
    contents: async () => contents as Contents,
    model,
    chat: { isAnswering: () => false, onAnswering: () => () => {} },
    locks: undefined,
    now: () => performance.now(),
    ...more,
  })
}

/** Waits until the run is as wanted. */
function until(summaries: Summaries, isWanted: (run: SummaryRun) => boolean): Promise<SummaryRun> {
  return new Promise(resolve => {
    const look = () => {
      const { run } = summaries.store.getState()
      if (!run || !isWanted(run)) return
      unsubscribe()
      resolve(run)
    }
    const unsubscribe = summaries.store.subscribe(look)
    look()
  })
}
const ended = (summaries: Summaries) =>
  until(summaries, ({ stage }) => ['done', 'failed', 'empty'].includes(stage))

test('a long document is summarised part by part, with pages, and what the model invents is left out', async () => {
  const requests: GenerateRequest[] = []
  const summaries = tab(await scriptedModel(large, { reply: report, contextTokens: 2100 }, requests))
  summaries.start(source, page)
  const { summary, of, done, parts } = await ended(summaries)
  expect(parts).toBeGreaterThan(1)
  expect(done).toBe(of)
  if (!summary) throw new Error('there is no summary')
  expect(summary.refused).toBeGreaterThan(0)
  expect(modelShare(summary)).toBeGreaterThan(0.3)
  expect(modelShare(summary)).toBeLessThan(1)
  const points = allPoints(summary)
  expect(points.map(({ text: words }) => words).join(' ')).not.toMatch(/1745|Tudor/)
  for (const point of points) {
    // A citation is of the place that says so: the name and the number are both there.
    const cited = text.text.slice(point.start, point.end)
    for (const fact of point.text.match(/\d+|[A-Z]\w+ [A-Z]\w+/g) ?? []) expect(cited).toContain(fact)
    expect(point.page).toBe(
      text.blocks.find(({ start, end }) => start <= point.start && point.start < end)?.page,
    )
  }
  for (const { messages, maxTokens = 0 } of requests) {
    const words = messages.map(({ content }) => content).join('')
    expect(words.length / 6 + maxTokens).toBeLessThan(2100)
  }
})

test('a tab that is killed at any part goes on from there, and the summary is the same', async () => {
  const whole = tab(await scriptedModel(large, { reply: report, contextTokens: 2100 }))
  whole.start(source, page)
  const { summary: expected, of, hash = '' } = await ended(whole)
  expect(of).toBeGreaterThan(5)
  for (let killAt = 1; killAt < of; killAt++) {
    await whole.remove(source, hash)
    const first = tab(await scriptedModel(large, { reply: report, contextTokens: 2100 }))
    first.start(source, page)
    await until(first, ({ done }) => done >= killAt)
    first.stop()

    const requests: GenerateRequest[] = []
    const second = tab(await scriptedModel(large, { reply: report, contextTokens: 2100 }, requests))
    const [kept] = await second.kept(source)
    if (!kept) throw new Error('nothing was kept')
    expect(kept.job.isDone).toBe(false)
    second.resume(source, kept)
    const run = await ended(second)
    expect(run.summary).toEqual(expected)
    expect(requests.length).toBeLessThanOrEqual(of - killAt)
  }
}, 60_000)

test('what is done is kept and listed, read again without the model, and begun anew when asked', async () => {
  const requests: GenerateRequest[] = []
  const summaries = tab(await scriptedModel(large, { reply: report }, requests))
  summaries.start(source, page)
  const { summary } = await ended(summaries)
  const asked = requests.length
  summaries.start(source, page)
  expect((await ended(summaries)).summary).toEqual(summary)
  expect(requests.length).toBe(asked)
  const [kept] = await summaries.kept(source)
  expect(kept?.summary).toEqual(summary)
  expect(kept?.job).toMatchObject({ ...page, modelName: 'Large', way: 'from-text', isDone: true })
  summaries.startAnew(source, page)
  await ended(summaries)
  expect(requests.length).toBe(asked * 2)
  if (kept) await summaries.remove(source, kept.hash)
  expect(await summaries.kept(source)).toEqual([])
  expect(await database.entries('content/')).toEqual([])
})

test('a small model is given key sentences, and no language that it does not write', async () => {
  const requests: GenerateRequest[] = []
  const summaries = tab(await scriptedModel(small, { reply: report }, requests))
  summaries.start(source, { length: 'line', language: 'document' })
  const run = await ended(summaries)
  expect(run.way).toBe('from-extract')
  expect(run.summary?.headline?.text).toMatch(/seals|herring/)
  expect(run.summary?.paragraph).toEqual([])
  for (const { messages } of requests) expect(messages.at(-1)?.content.length).toBeLessThan(1400)

  const before = requests.length
  const tea = documentNamed('zh', '茶馆')
  summaries.start({ id: 'zh', title: '茶馆', document: tea }, page)
  const chinese = await ended(summaries)
  expect(chinese.way).toBe('extract')
  expect(chinese.summary && modelShare(chinese.summary)).toBe(0)
  expect(chinese.summary?.language).toBe('zh')
  expect(requests.length).toBe(before)
})

test('a model that says nothing that holds leaves the text word for word', async () => {
  const summaries = tab(await scriptedModel(large, { reply: 'In 1745 Henry Tudor sank the boat.' }))
  summaries.start(source, page)
  const { summary } = await ended(summaries)
  if (!summary) throw new Error('there is no summary')
  expect(modelShare(summary)).toBe(0)
  expect(summary.refused).toBe(summary.written)
  for (const { text: words } of allPoints(summary)) expect(text.text).toContain(words)
})

test('an answer in the chat goes first, and what it interrupted is made again', async () => {
  let isAnswering = false
  const listeners = new Set<() => void>()
  const answer = (is: boolean) => {
    isAnswering = is
    for (const listener of listeners) listener()
  }
  const chat = {
    isAnswering: () => isAnswering,
    onAnswering(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const summaries = tab(await scriptedModel(large, { reply: report, tokensPerSecond: 4000 }), { chat })
  summaries.start(source, page)
  await until(summaries, ({ done }) => done >= 1)
  answer(true)
  const { done } = await until(summaries, ({ stage }) => stage === 'waiting')
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(summaries.store.getState().run?.done).toBe(done)
  answer(false)
  expect((await ended(summaries)).stage).toBe('done')
  expect(listeners.size).toBe(0)
})

test('two tabs never make summaries of one document at once, and the second has what the first made', async () => {
  const locks = new FakeBrowserLocks()
  const requests: GenerateRequest[] = []
  const one = tab(await scriptedModel(large, { reply: report }), { locks: locks.page('one') })
  const two = tab(await scriptedModel(large, { reply: report }, requests), { locks: locks.page('two') })
  one.start(source, page)
  two.start(source, page)
  await until(two, ({ stage }) => stage === 'elsewhere')
  const { summary } = await ended(one)
  const run = await ended(two)
  expect(run.summary).toEqual(summary)
  expect(requests).toEqual([])
})

test('a text that is no document is summarised and not kept in the library; nothing is not summarised', async () => {
  const summaries = tab(await scriptedModel(large, { reply: report }))
  const draft = { id: 'draft', title: 'Draft', text: text.text.slice(0, 3000) }
  summaries.start(draft, page)
  expect((await ended(summaries)).summary?.points.length).toBeGreaterThan(0)
  expect((await summaries.kept(draft)).length).toBe(1)
  expect(await database.entries('content/')).toEqual([])
  summaries.start({ ...draft, id: 'nothing', text: '  ' }, page)
  expect((await ended(summaries)).stage).toBe('empty')
  expect(
    await summaries.extract({ ...draft, text: '' }, 'page', new AbortController().signal),
  ).toBeUndefined()
})

test('a failing engine is told, and what was done before it is gone on from', async () => {
  const failing = await scriptedModel(large, {
    reply: report,
    contextTokens: 2100,
    generateFault: { afterTokens: 4, code: 'crashed' },
  })
  const summaries = tab(failing)
  summaries.start(source, page)
  const run = await ended(summaries)
  expect(run).toMatchObject({ stage: 'failed', fault: { code: 'crashed' } })
  const healed = tab(await scriptedModel(large, { reply: report, contextTokens: 2100 }))
  healed.start(source, page)
  await until(healed, ({ done }) => done >= 1)
  healed.stop()
  expect(healed.store.getState().run?.stage).toBe('stopped')
  healed.goOn()
  expect((await ended(healed)).stage).toBe('done')
})

test('a summary that a larger model began goes on word for word with one that cannot write it', async () => {
  const first = tab(await scriptedModel(large, { reply: report, contextTokens: 2100 }))
  first.start(source, page)
  const { parts } = await until(first, ({ done }) => done >= 2)
  first.stop()
  const requests: GenerateRequest[] = []
  const second = tab(await scriptedModel({ ...small, languages: ['fr'] }, { reply: report }, requests))
  expect(await second.begun([source], new AbortController().signal)).toBe(source)
  const [kept] = await second.kept(source)
  if (!kept) throw new Error('nothing was kept')
  second.resume(source, kept)
  const { summary, of } = await ended(second)
  expect(of).toBeGreaterThan(parts)
  expect(requests).toEqual([])
  expect(summary && modelShare(summary)).toBeGreaterThan(0)
  expect(await second.begun([source], new AbortController().signal)).toBeUndefined()
})

test('begun again at once after a stop, it is never taken for the work of another tab', async () => {
  const locks = new FakeBrowserLocks().page('one')
  const summaries = tab(await scriptedModel(large, { reply: report, contextTokens: 2100 }), { locks })
  const stages = new Set<string>()
  summaries.store.subscribe(({ run }) => run && stages.add(run.stage))
  summaries.start(source, page)
  await until(summaries, ({ done }) => done >= 1)
  summaries.stop()
  summaries.start(source, page)
  expect((await ended(summaries)).stage).toBe('done')
  expect(stages).toEqual(new Set(['preparing', 'writing', 'stopped', 'done']))
})
