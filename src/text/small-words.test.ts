import { expect, test } from 'vitest'
import { withoutSmallWords, wordsThatMatter } from './small-words.ts'

const terms = (query: string) => wordsThatMatter(query).required.map(({ term }) => term)

test('what is said around what somebody looks for does not count', () => {
  expect(terms('what did I note about the boiler?')).toEqual(['boiler'])
  expect(withoutSmallWords('what did we say about the lease')).toBe('lease')
  expect(withoutSmallWords('我以前问过你报税的事吗？')).not.toMatch(/以前|吗/)
})

test('where nothing else is said, all of it counts', () => {
  expect(terms('the notes')).toEqual(['the', 'notes'])
  expect(withoutSmallWords('what is it')).toBe('what is it')
  expect(terms('的')).toEqual(['的'])
})

test('characters within a word stay', () => {
  expect(withoutSmallWords('了解吗')).toBe('了解')
})
