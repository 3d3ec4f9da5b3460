import { expect, test } from 'vitest'
import { textOf } from './texts.fixture.ts'
import { translateText } from './translate.ts'

const codes = ['zh', 'en', 'fr']
const allTexts = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') {
    const isOfLanguages = path === '.languagesOf'
    const isOfNumbers = /working|stopped|checkIt|Progress|Problems/.test(path)
    const given = isOfLanguages ? [codes] : isOfNumbers ? [0.5, 7] : codes
    return [[path, String(value(...given))]]
  }
  return Object.entries(value ?? {}).flatMap(([key, inner]) => allTexts(inner, `${path}.${key}`))
}
const english = allTexts(translateText(textOf('en')))
const chinese = allTexts(translateText(textOf('zh-CN')))

test('the texts of translating are the same set in both languages, and none is empty', () => {
  expect(chinese.map(([key]) => key).toSorted()).toEqual(english.map(([key]) => key).toSorted())
  for (const [key, words] of [...english, ...chinese]) {
    expect(words.trim(), key).not.toBe('')
    expect(words, key).not.toMatch(/undefined|NaN/)
  }
})

test('they are written in Chinese where they are Chinese', () => {
  const latin = chinese.filter(([, words]) => !/\p{Script=Han}/u.test(words))
  expect(latin).toEqual([])
})

test('one is never many', () => {
  const { stopped, checkIt, working } = translateText(textOf('en'))
  expect(stopped(1)).toMatch(/1 sentence is not/)
  expect(stopped(2)).toMatch(/2 sentences are not/)
  expect(checkIt(1)).toBe('1 sentence looks wrong and is underlined.')
  expect(working(0, 1)).toBe('Translating')
  expect(working(2, 9)).toBe('Translating sentence 3 of 9')
})
