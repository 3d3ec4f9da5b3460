import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { CallPlace, Tool } from '../tool.ts'
import { documentOf } from './document.fixture.ts'
import type { DocumentRecord } from './document.ts'
import type { DocumentLibrary, LibraryState } from './library-state.ts'
import type { SearchHit, SearchOptions } from './search/search.ts'
import { documentTools } from './tools.ts'

const hit = (documentId: string, text: string, more: Partial<SearchHit> = {}): SearchHit => ({
  ...{ documentId, title: `Title [${documentId}]`, start: 10, end: 20, text },
  ...{ chunkIndex: 0, score: 1, wordCover: 0.9 },
  ...more,
})

function open(documents: readonly DocumentRecord[], hits: readonly SearchHit[]) {
  const asked: [string, SearchOptions][] = []
  const state = {
    documents: new Map(documents.map(one => [one.id, one])),
    progress: new Map(),
  } as unknown as LibraryState
  const library = { store: createStore(() => state) } as unknown as DocumentLibrary
  const [tool] = documentTools(async () => ({
    library,
    search: async () => ({
      async search(query, options) {
        asked.push([query, options])
        return hits
      },
    }),
  }))
  const call = (query: string, language: CallPlace['language'] = 'en') =>
    (tool as Tool).run({ query }, { signal: new AbortController().signal, language, now: 0, timeZone: 'UTC' })
  return { call, asked }
}

const [lease, reading] = [
  { ...documentOf('lease'), characters: 100 },
  { ...documentOf('reading'), status: 'reading' as const },
]

test('the best passages are quoted, each with its document, its page and a way to it', async () => {
  const { call, asked } = open(
    [lease, reading],
    [
      hit('lease', 'The rent is due\non *the third* day.', { page: 4 }),
      hit('lease', 'No words in common.', { wordCover: 0.1 }),
    ],
  )
  const { said, plain, value, isForeign } = await call('when is the rent due')
  expect(said).toBe(
    '[Title \\[lease&#93;, page 4](hermit:documents/lease%2310-20)\n\n> The rent is due on \\*the third\\* day.',
  )
  expect(plain).toBe('The rent is due on *the third* day. (Title [lease], page 4)')
  expect(asked).toEqual([['when is the rent due', { documentIds: ['lease'], limit: 8 }]])
  expect(value).toMatchObject({ passages: [{ documentId: 'lease', page: 4, start: 10, end: 20 }] })
  // What a document says is no order.
  expect(isForeign).toBe(true)
})

test('what is put into a note of a passage are its sentences on the matter', async () => {
  const text = 'The rent is 900 euros. Pets: one cat. No dogs! A pet sleeps inside. Bins stand outside.'
  const { call } = open([lease], [hit('lease', text, { title: 'Lease' })])
  expect((await call('pets')).plain).toBe('Pets: one cat. A pet sleeps inside. (Lease)')
  expect((await call('animals')).plain).toBe(`${text} (Lease)`)
  const chinese = open([lease], [hit('lease', '租金每月九百。可以养一只猫。', { title: '租约' })])
  expect((await chinese.call('养猫', 'zh-CN')).plain).toBe('可以养一只猫。 （《租约》）')
})

test('where nothing is near, or nothing can be searched, that is said', async () => {
  const far = open([lease], [hit('lease', 'x', { wordCover: 0 })])
  expect((await far.call('怎么退租', 'zh-CN')).said).toBe('文档里没有关于“怎么退租”的内容。')
  const none = open([], [])
  expect((await none.call('rent')).said).toContain('There are no documents yet.')
  const unread = open(
    [reading].map(({ characters: _, ...others }) => others),
    [],
  )
  expect((await unread.call('rent')).said).toContain('The documents are not read yet.')
  expect(none.asked).toEqual([])
})
