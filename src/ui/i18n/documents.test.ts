import { expect, test } from 'vitest'
import { documentsText } from './documents.ts'
import { textOf } from './texts.fixture.ts'

const allTexts = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value(1234, 5678))]]
  return Object.entries(value ?? {}).flatMap(([key, inner]) => allTexts(inner, `${path}.${key}`))
}
const english = allTexts(documentsText(textOf('en')))
const chinese = allTexts(documentsText(textOf('zh-CN')))

test('the texts of documents are the same set in both languages, and none is empty', () => {
  expect(chinese.map(([key]) => key).toSorted()).toEqual(english.map(([key]) => key).toSorted())
  for (const [key, words] of [...english, ...chinese]) {
    expect(words.trim(), key).not.toBe('')
    expect(words, key).not.toMatch(/undefined|NaN/)
  }
})

test('they are written in Chinese where they are Chinese', () => {
  const latin = chinese.filter(([, words]) => !/\p{Script=Han}/u.test(words))
  expect(latin.map(([key]) => key)).toEqual(['.kinds.pdf', '.kinds.docx', '.kinds.markdown'])
})

test('one is never many', () => {
  const { pages, minutesLeft, found, scanned } = documentsText(textOf('en'))
  expect([pages(1), pages(2)]).toEqual(['1 page', '2 pages'])
  expect([minutesLeft(400), minutesLeft(30_000)]).toEqual(['about 1 second left', 'about 30 seconds left'])
  expect(minutesLeft(600_000)).toBe('about 10 minutes left')
  expect(found(1)).toBe('1 passage found')
  expect(scanned(12, 30)).toMatch(/^12 of 30 pages are pictures/)
})
