import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import type { Translated } from './answer.ts'
import { openParts, textOfBlocks } from './contents.fixture.ts'
import {
  type DocumentTask,
  documentMarkdown,
  documentProgress,
  translateDocument,
} from './translate-document.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const text = textOfBlocks([
  { kind: 'heading', level: 2, text: 'The tide' },
  { kind: 'paragraph', text: 'The sea is wide. The ship is small.' },
  { kind: 'list-item', text: 'Bread' },
  { kind: 'list-item', text: 'Salt & *fish*' },
  { kind: 'table', text: 'Port\tDays\nBergen\t3' },
  { kind: 'code', text: 'const tide = "high"' },
  { kind: 'paragraph', text: 'Nobody knows.' },
])
const never = () => new AbortController().signal

/** A translator that shouts, and what it was asked. */
function shouting(afterwards: (asked: readonly string[]) => void = () => {}) {
  const asked: string[] = []
  const translate = async (sentence: string): Promise<Translated> => {
    asked.push(sentence)
    afterwards(asked)
    return sentence === 'Nobody knows.' ? { text: '', problem: 'empty' } : { text: sentence.toUpperCase() }
  }
  return { asked, translate }
}

function taskOf(changes: Partial<DocumentTask> = {}): DocumentTask {
  let now = 0
  const parts = openParts('contents')
  return {
    ...{ text, from: 'en', to: 'fr', modelId: 'shouter', ...parts, ...shouting() },
    now: () => {
      now += 1000
      return now
    },
    ...changes,
  }
}

async function drain(task: DocumentTask, signal = never()) {
  const all = []
  for await (const progress of translateDocument(task, signal)) all.push(progress)
  return all
}

test('headings, lists and tables keep their form, code stays as it is, and what failed stands as it was', async () => {
  const task = taskOf()
  const all = await drain(task)
  expect(await documentMarkdown(task)).toBe(
    [
      '## THE TIDE',
      'THE SEA IS WIDE. THE SHIP IS SMALL.',
      '- BREAD\n- SALT & \\*FISH\\*',
      '| PORT | DAYS |\n| --- | --- |\n| BERGEN | 3 |',
      '```\nconst tide = "high"\n```',
      'Nobody knows.\n',
    ].join('\n\n'),
  )
  const last = all.at(-1)
  expect(last).toMatchObject({ done: last?.of, problems: 1, secondsLeft: 0 })
  expect(await documentProgress(task)).toMatchObject({ done: last?.of, of: last?.of, problems: 1 })
})

test('progress never falls, names the sentence in work, and tells the time left once it can', async () => {
  const all = await drain(taskOf())
  const done = all.map(progress => progress.done)
  expect(done).toEqual(done.toSorted((a, b) => a - b))
  expect(all[0]).not.toHaveProperty('secondsLeft')
  expect(all.some(({ secondsLeft = 0 }) => secondsLeft > 0)).toBe(true)
  expect(all.map(({ sentence }) => sentence)).toContain('The ship is small.')
})

test('a tab that is closed in the middle of it: the next one does only what was not done', async () => {
  const stop = new AbortController()
  const first = shouting(asked => asked.length === 4 && stop.abort())
  const task = taskOf({ translate: first.translate })
  await expect(drain(task, stop.signal)).rejects.toThrow()
  expect(first.asked).toEqual(['The tide', 'The sea is wide.', 'The ship is small.', 'Bread'])

  const second = shouting()
  const next = taskOf({ translate: second.translate })
  const before = await documentProgress(next)
  expect(before.done).toBe('The tide'.length + 'The sea is wide. The ship is small.'.length)
  // What there is can be had already, and the rest stands in the language that it has.
  expect(await documentMarkdown(next)).toContain('THE SHIP IS SMALL.\n\n- Bread')
  const all = await drain(next)
  expect(all[0]?.done).toBe(0)
  expect(second.asked).toEqual(['Bread', 'Salt & *fish*', 'Port', 'Days', 'Bergen', 'Nobody knows.'])
  const third = shouting()
  await drain(taskOf({ translate: third.translate }))
  expect(third.asked).toEqual([])
})

test('another model, another language or a text that was read anew begins anew', async () => {
  await drain(taskOf())
  const changed = textOfBlocks([
    { kind: 'heading', text: 'The tide' },
    { kind: 'paragraph', text: 'The sea is wide.' },
  ])
  for (const [change, sentences] of [
    [{ modelId: 'other' }, 9],
    [{ to: 'de' }, 9],
    [{ text: changed }, 1],
  ] as const) {
    const { asked, translate } = shouting()
    await drain(taskOf({ ...change, translate }))
    expect(asked, JSON.stringify(change)).toHaveLength(sentences)
  }
})

test('a part that somebody else wrote is not taken for a translation', async () => {
  const task = taskOf()
  await task.putPart('translation/fr/shouter/0', { text: 'GARBAGE' })
  await task.putPart('translation/fr/shouter/1', 'GARBAGE')
  await drain(task)
  expect(await documentMarkdown(task)).not.toContain('GARBAGE')
})

test('nothing in a text becomes a heading, a link or a list', async () => {
  const hostile = textOfBlocks([
    { kind: 'paragraph', text: '# no heading\n- no list\n1. none\n[x](javascript:1) <b>' },
    { kind: 'code', text: 'a ``` b' },
  ])
  const markdown = await documentMarkdown(taskOf({ text: hostile }))
  expect(markdown).toBe(
    '\\# no heading\n\\- no list\n1\\. none\n\\[x\\](javascript:1) \\<b\\>\n\n````\na ``` b\n````\n',
  )
})
