import { expect, test } from 'vitest'
import { askText } from './ask.ts'
import { textOf } from './texts.fixture.ts'

const allTexts = (value: unknown): [string, string][] =>
  Object.entries(value ?? {}).map(([key, text]) => [
    key,
    typeof text === 'function' ? String(text(12, 34)) : String(text),
  ])
const english = askText(textOf('en'))
const chinese = askText(textOf('zh-CN'))

test('the texts of answers from documents are the same set in both languages, and none is empty', () => {
  expect(allTexts(chinese).map(([key]) => key)).toEqual(allTexts(english).map(([key]) => key))
  for (const [key, words] of [...allTexts(english), ...allTexts(chinese)]) {
    expect(words.trim(), key).not.toBe('')
    expect(words, key).not.toMatch(/undefined|NaN/)
  }
  expect(
    allTexts(chinese).filter(([key, words]) => key !== 'place' && !/\p{Script=Han}/u.test(words)),
  ).toEqual([])
})

test('one is never many, and none is said as that', () => {
  expect(english.supported(3, 4)).toBe('3 of 4 sentences are found in the documents')
  expect(english.supported(1, 1)).toBe('1 of 1 sentence is found in the documents')
  expect(english.supported(0, 3)).toMatch(/^None of the answer/)
  expect(english.lookingIn(1)).toBe('Looking in the document…')
  expect(english.lookingIn(2)).toBe('Looking in 2 documents…')
  expect(chinese.supported(3, 4)).toBe('4 句话中有 3 句能在文档里找到')
})
