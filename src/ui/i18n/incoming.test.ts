import { expect, test } from 'vitest'
import { incomingEn } from './incoming-en.ts'
import { incomingZhCn } from './incoming-zh-cn.ts'
import { textOf } from './texts.fixture.ts'

const allTexts = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value(1234, 5678))]]
  return Object.entries(value ?? {}).flatMap(([key, inner]) => allTexts(inner, `${path}.${key}`))
}

test('what comes in is spoken of in both languages: the same set, none empty, and Chinese where it is Chinese', () => {
  const english = allTexts(incomingEn(textOf('en').amounts))
  const chinese = allTexts(incomingZhCn(textOf('zh-CN').amounts))
  expect(chinese.map(([key]) => key).toSorted()).toEqual(english.map(([key]) => key).toSorted())
  for (const [key, words] of [...english, ...chinese])
    expect(words, key).toMatch(/^(?!.*(undefined|NaN)).*\S/)
  for (const [key, words] of chinese) expect(words, key).toMatch(/\p{Script=Han}/u)
})
