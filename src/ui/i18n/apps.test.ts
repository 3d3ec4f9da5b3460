import { expect, test } from 'vitest'
import { appsText } from './apps.ts'
import { textOf } from './texts.fixture.ts'

const allTexts = (language: 'en' | 'zh-CN'): [string, string][] =>
  Object.entries(appsText(textOf(language))).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[key, value]]
    if (typeof value === 'object')
      return Object.entries(value).map(([inner, words]) => [`${key}.${inner}`, words])
    const isOfNumbers = key === 'actions' || key === 'ignored'
    // Each takes a name, or a number.
    const say = value as (given: unknown) => string
    return [[key, say(isOfNumbers ? 3 : 'Shop')]]
  })
const english = allTexts('en')
const chinese = allTexts('zh-CN')

test('the texts of apps are the same set in both languages, and none is empty', () => {
  expect(chinese.map(([key]) => key).toSorted()).toEqual(english.map(([key]) => key).toSorted())
  for (const [key, words] of [...english, ...chinese]) {
    expect(words.trim(), key).not.toBe('')
    expect(words, key).not.toMatch(/undefined|NaN/)
  }
})

test('they are written in Chinese where they are Chinese', () => {
  expect(chinese.filter(([, words]) => !/\p{Script=Han}/u.test(words))).toEqual([])
})

test('one is never many', () => {
  const { actions, ignored } = appsText(textOf('en'))
  expect([actions(1), actions(2)]).toEqual(['1 action', '2 actions'])
  expect(ignored(1)).toMatch(/^1 message was/)
})
