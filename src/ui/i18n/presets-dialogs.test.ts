import { expect, test } from 'vitest'
import { presetsDialogsText } from './presets-dialogs.ts'
import { textOf } from './texts.fixture.ts'

const allTexts = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value(1234, 5678))]]
  return Object.entries(value ?? {}).flatMap(([key, inner]) => allTexts(inner, `${path}.${key}`))
}
const english = allTexts(presetsDialogsText(textOf('en')))
const chinese = allTexts(presetsDialogsText(textOf('zh-CN')))

test('the texts of the presets’ dialogs are the same set in both languages, and none is empty', () => {
  expect(chinese.map(([key]) => key).toSorted()).toEqual(english.map(([key]) => key).toSorted())
  for (const [key, words] of [...english, ...chinese]) {
    expect(words.trim(), key).not.toBe('')
    expect(words, key).not.toMatch(/undefined|NaN/)
  }
})

test('they are written in Chinese where they are Chinese', () => {
  const names = ['.noPersona', '.topP']
  const latin = chinese.filter(
    ([key, words]) => !names.includes(key) && !/\p{Script=Han}/u.test(words) && /[a-z]/i.test(words),
  )
  expect(latin).toEqual([])
})
