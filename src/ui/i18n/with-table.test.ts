import { describe, expect, test } from 'vitest'
import { contextDialogEn } from './context-dialog-en.ts'
import { contextDialogZhCn } from './context-dialog-zh-cn.ts'
import { importEn } from './import-en.ts'
import { importZhCn } from './import-zh-cn.ts'
import { modelsText } from './models-dialog.ts'
import { modelsDialogEn } from './models-dialog-en.ts'
import { modelsDialogZhCn } from './models-dialog-zh-cn.ts'
import { settingsEn } from './settings-en.ts'
import { settingsZhCn } from './settings-zh-cn.ts'
import { textOf } from './texts.fixture.ts'

/** Every text of a table, with a value for each parameter. */
function allTexts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value(1234, 5678, 9012, 3456))]]
  return Object.entries(value ?? {}).flatMap(([key, inner]) => allTexts(inner, `${path}.${key}`))
}

const { amounts: inEnglish } = textOf('en')
const { amounts: inChinese } = textOf('zh-CN')

describe.each([
  ['of the models dialog', modelsDialogEn(inEnglish), modelsDialogZhCn(inChinese)],
  ['of the context dialog', contextDialogEn(inEnglish), contextDialogZhCn(inChinese)],
  ['of the import', importEn(inEnglish), importZhCn(inChinese)],
  ['of the settings', settingsEn(), settingsZhCn()],
])('the texts %s', (_, english, chinese) => {
  test('are the same set in both languages, and none is empty', () => {
    const [inOne, inOther] = [allTexts(english), allTexts(chinese)]
    expect(inOther.map(([key]) => key).toSorted()).toEqual(inOne.map(([key]) => key).toSorted())
    for (const [key, words] of [...inOne, ...inOther]) {
      expect(words.trim(), key).not.toBe('')
      expect(words, key).not.toMatch(/undefined|NaN/)
    }
  })

  test('are written in Chinese where they are Chinese', () => {
    const latin = allTexts(chinese).filter(
      ([, words]) => !/\p{Script=Han}/u.test(words) && /[a-z]/i.test(words),
    )
    expect(latin.filter(([key]) => key !== '.sizeValue')).toEqual([])
  })

  test('take no name that the house has for another text', () => {
    const house = textOf('en')
    expect(Object.keys(english).filter(key => key in house)).toEqual([])
  })
})

test('a view is given the texts of the house and its own, the same object each time', () => {
  const text = modelsText(textOf('zh-CN'))
  expect([text.models, text.getModel]).toEqual(['模型', '获取模型'])
  expect(modelsText(textOf('zh-CN'))).toBe(text)
})
