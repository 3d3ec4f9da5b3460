import { expect, test } from 'vitest'
import { connectionsEn } from './connections-en.ts'
import { connectionsZhCn } from './connections-zh-cn.ts'
import { textOf } from './texts.fixture.ts'

const allTexts = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') {
    const given =
      path === '.extra' ? ['image', 'a.png'] : /InAll|day|size/.test(path) ? [1, 2, 3] : ['A', 'B', 'C']
    return [[path, String(value(...given))]]
  }
  return Object.entries(value ?? {}).flatMap(([key, inner]) => allTexts(inner, `${path}.${key}`))
}
const english = allTexts(connectionsEn(textOf('en').amounts))
const chinese = allTexts(connectionsZhCn(textOf('zh-CN').amounts))

test('the texts of connections are the same set in both languages, and none is empty', () => {
  expect(chinese.map(([key]) => key).toSorted()).toEqual(english.map(([key]) => key).toSorted())
  for (const [key, words] of [...english, ...chinese]) {
    expect(words.trim(), key).not.toBe('')
    expect(words, key).not.toMatch(/undefined|NaN/)
  }
})

test('they are written in Chinese where they are Chinese', () => {
  const latin = chinese.filter(([key, words]) => !/\p{Script=Han}/u.test(words) && !/size/.test(key))
  expect(latin).toEqual([])
})

test('one is never many', () => {
  const { offersInAll } = connectionsEn(textOf('en').amounts)
  expect(offersInAll(1, 0, 0)).toBe('1 tool')
  expect(offersInAll(2, 1, 3)).toBe('2 tools, 1 prompt, 3 resources')
})

test('every fault of a server has a sentence, a name and something to do in both languages', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const { faults, faultNames, faultActions } = textOf(language)
    const codes = Object.keys(faults).filter(code => code.startsWith('mcp-')) as (keyof typeof faults)[]
    expect(codes.length).toBeGreaterThan(10)
    for (const code of codes) {
      for (const numbers of [{}, { ms: 20_000, status: 503, limitBytes: 8_000_000 }]) {
        expect(faults[code](numbers)).toMatch(/[.。]$/)
        expect(faults[code](numbers)).not.toMatch(/undefined|NaN/)
      }
      expect(faultNames[code] && faultActions[code]).toBeTruthy()
    }
  }
})
