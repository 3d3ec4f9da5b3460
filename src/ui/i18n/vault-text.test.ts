import { expect, test } from 'vitest'
import { textOf } from './texts.fixture.ts'
import { vaultText } from './vault-text.ts'

const words = (language: 'en' | 'zh-CN') =>
  Object.entries(vaultText(textOf(language))).map(([key, text]) => [
    key,
    typeof text === 'function' ? text(5) : text,
  ])

test('the texts of the vault are the same set in both languages, and none is empty', () => {
  expect(words('zh-CN').map(([key]) => key)).toEqual(words('en').map(([key]) => key))
  for (const [key, text] of [...words('en'), ...words('zh-CN')]) expect(text?.trim(), key).not.toBe('')
})

test('they are written in Chinese where they are Chinese', () => {
  expect(words('zh-CN').filter(([, text]) => !/\p{Script=Han}/u.test(text ?? ''))).toEqual([])
})
