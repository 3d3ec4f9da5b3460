import { expect, test } from 'vitest'
import { summariseText } from './summarise.ts'
import { textOf } from './texts.fixture.ts'

/** What each text is asked with: all that takes something takes one of these. */
const given: Readonly<Record<string, readonly unknown[]>> = {
  languageOf: ['en'],
  cannotWrite: ['Small', ['en'], 'zh'],
  cannotTranslate: ['Small', 'zh'],
  share: [0.62, 'Small'],
  busyWith: ['Report'],
  summaryOf: ['Report'],
  keptName: ['page', 'en', 1_700_000_000_000],
  by: ['Small'],
}
const allTexts = (language: 'en' | 'zh-CN'): [string, string][] =>
  Object.entries(summariseText(textOf(language))).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[key, value]]
    if (typeof value === 'object')
      return Object.entries(value).map(([inner, words]) => [`${key}.${inner}`, words])
    // Each is asked with what its row above says, or with numbers.
    const say = value as (...all: readonly unknown[]) => string
    return [[key, say(...(given[key] ?? [3, 12]))]]
  })
const english = allTexts('en')
const chinese = allTexts('zh-CN')

test('the texts of summaries are the same set in both languages, and none is empty', () => {
  expect(chinese.map(([key]) => key).toSorted()).toEqual(english.map(([key]) => key).toSorted())
  for (const [key, words] of [...english, ...chinese]) {
    expect(words.trim(), key).not.toBe('')
    expect(words, key).not.toMatch(/undefined|NaN|Invalid/)
  }
})

test('they are written in Chinese where they are Chinese', () => {
  const latin = chinese.filter(([, words]) => !/\p{Script=Han}/u.test(words))
  expect(latin).toEqual([['by', 'Small']])
})

test('one is never many', () => {
  const { refused, stopped } = summariseText(textOf('en'))
  expect(refused(1)).toMatch(/^1 sentence of the model was/)
  expect(refused(2)).toMatch(/^2 sentences of the model were/)
  expect(stopped(1, 1)).toBe('Stopped after 1 of 1 step. They are kept.')
})
