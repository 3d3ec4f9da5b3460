import { expect, test } from 'vitest'
import { privacyText } from './privacy.ts'
import { textOf } from './texts.fixture.ts'

const allTexts = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value(1234, 5678, 9012))]]
  return Object.entries(value ?? {}).flatMap(([key, inner]) => allTexts(inner, `${path}.${key}`))
}
const english = allTexts(privacyText(textOf('en')))
const chinese = allTexts(privacyText(textOf('zh-CN')))

test('the texts of what leaves the device are the same set in both languages, and none is empty', () => {
  expect(chinese.map(([key]) => key).toSorted()).toEqual(english.map(([key]) => key).toSorted())
  for (const [key, words] of [...english, ...chinese]) {
    expect(words.trim(), key).not.toBe('')
    expect(words, key).not.toMatch(/undefined|NaN/)
  }
})

test('they are written in Chinese where they are Chinese', () => {
  const latin = chinese.filter(([, words]) => !/\p{Script=Han}/u.test(words) && /[a-z]/i.test(words))
  expect(latin).toEqual([])
})
