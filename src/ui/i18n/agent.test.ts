import { expect, test } from 'vitest'
import { agentText } from './agent.ts'
import { textOf } from './texts.fixture.ts'

const allTexts = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return allTexts(value(500), path)
  return Object.entries(value ?? {}).flatMap(([key, inner]) => allTexts(inner, `${path}.${key}`))
}
const english = allTexts(agentText(textOf('en')))
const chinese = allTexts(agentText(textOf('zh-CN')))

test('the texts of the agent are the same set in both languages, and none is empty', () => {
  expect(chinese.map(([key]) => key).toSorted()).toEqual(english.map(([key]) => key).toSorted())
  for (const [key, words] of [...english, ...chinese]) {
    expect(words.trim(), key).not.toBe('')
    expect(words, key).not.toMatch(/undefined|NaN/)
  }
})

test('they are written in Chinese where they are Chinese', () => {
  expect(chinese.filter(([, words]) => !/\p{Script=Han}/u.test(words))).toEqual([])
})
