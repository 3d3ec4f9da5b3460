import { expect, test } from 'vitest'
import { backupText } from './backup.ts'
import { textOf } from './texts.fixture.ts'

const allTexts = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value(1234, 5678, 9012))]]
  return Object.entries(value ?? {}).flatMap(([key, inner]) => allTexts(inner, `${path}.${key}`))
}
const english = allTexts(backupText(textOf('en')))
const chinese = allTexts(backupText(textOf('zh-CN')))

test('the texts of backups are the same set in both languages, and none is empty', () => {
  expect(chinese.map(([key]) => key).toSorted()).toEqual(english.map(([key]) => key).toSorted())
  for (const [key, words] of [...english, ...chinese]) {
    expect(words.trim(), key).not.toBe('')
    expect(words, key).not.toMatch(/undefined|NaN/)
  }
})

test('they are written in Chinese where they are Chinese', () => {
  const latin = chinese.filter(([, words]) => !/\p{Script=Han}/u.test(words) && /[a-z]/i.test(words))
  expect(latin.filter(([key]) => key !== '.restoreModelsHint')).toEqual([])
})

test('one is never many', () => {
  const { replaceHint, replaceAsk, restoredCounts, reminder } = backupText(textOf('en'))
  expect(replaceHint(1)).toMatch(/1 chat that is only here/)
  expect(replaceAsk(2)).toMatch(/2 chats that are not/)
  expect(restoredCounts(1, 0, 0)).toBe('1 chat came in')
  expect(restoredCounts(0, 0, 0, 0, 1, 2)).toBe('1 note and 2 reminders came in')
  expect(replaceAsk(0, 0, 1)).toMatch(/1 note that is not/)
  expect(reminder(25, 0)).toMatch(/^25 messages and no backup yet/)
})
