import { expect, test } from 'vitest'
import type { DocumentSearch, SearchHit, SearchOptions } from '../search/search.ts'
import { createPassageFinder } from './passage-finder.ts'

const hit = (text: string, wordCover: number): SearchHit => ({
  documentId: 'lease',
  title: 'Lease',
  start: 0,
  end: text.length,
  text,
  chunkIndex: 0,
  score: 1,
  wordCover,
})
const { signal } = new AbortController()

function finderOver(hits: readonly SearchHit[], whenRead: () => Promise<void> = async () => {}) {
  const asked: SearchOptions[] = []
  const search: DocumentSearch = {
    async search(_, options) {
      asked.push(options)
      return hits.slice(0, options.limit)
    },
  }
  return {
    asked,
    finder: createPassageFinder({
      load: async () => ({ search, isRelevant: ({ wordCover }) => wordCover > 0.5 }),
      whenRead,
    }),
  }
}

test('gives what has to do with the question, best first, as passages and nothing more', async () => {
  const { finder, asked } = finderOver([hit('one', 0.9), hit('two', 0.2), { ...hit('three', 0.7), page: 4 }])
  expect(await finder.find('?', ['lease'], 450, signal)).toEqual({
    type: 'found',
    passages: [
      { documentId: 'lease', title: 'Lease', start: 0, end: 3, text: 'one' },
      { documentId: 'lease', title: 'Lease', start: 0, end: 5, page: 4, text: 'three' },
    ],
  })
  expect(asked).toEqual([{ documentIds: ['lease'], limit: 3 }])
})

test('finds nothing where a search only finds what has nothing to do with it', async () => {
  expect(await finderOver([hit('one', 0.1)]).finder.find('?', [], 1500, signal)).toEqual({ type: 'nothing' })
})

test('waits until the documents have been read, and gives up with the question', async () => {
  let read = () => {}
  const { finder, asked } = finderOver([hit('one', 1)], () => new Promise(resolve => (read = resolve)))
  const abort = new AbortController()
  const found = finder.find('?', ['lease'], 450, abort.signal)
  await Promise.resolve()
  expect(asked).toEqual([])
  abort.abort()
  read()
  await expect(found).rejects.toThrow()
  expect(asked).toEqual([])
})
