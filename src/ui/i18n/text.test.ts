import { describe, expect, it } from 'vitest'
import type { FaultCode } from '../../fault.ts'
import { chooseLanguage, faultSentence, type Language } from './text.ts'
import { textOf } from './texts.fixture.ts'

const languages: readonly Language[] = ['en', 'zh-CN']

/** Where numbers will not do. */
const parameters: Readonly<Record<string, readonly unknown[]>> = {
  writer: [{ modelName: 'Model', engineId: 'wllama', build: 'Q4_1 d674e60b' }],
}

/** Every text of a table, with a value for each parameter. */
function allTexts(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function')
    return [[path, String(value(...(parameters[path] ?? [1234, 5678, 9012, 3456])))]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'formats' ? [] : allTexts(inner, path === '' ? key : `${path}.${key}`),
  )
}

describe('the texts', () => {
  it('are the same set in every language', () => {
    const [english, chinese] = languages.map(language => allTexts(textOf(language), '').map(([key]) => key))
    expect(chinese?.toSorted()).toEqual(english?.toSorted())
  })

  it('are never empty, but for the note that English does not need', () => {
    for (const language of languages) {
      const empty = allTexts(textOf(language), '').filter(([, text]) => text.trim() === '')
      expect(empty.map(([key]) => key)).toEqual(language === 'en' ? ['examplesNote'] : [])
    }
  })

  it('show no undefined and no NaN', () => {
    for (const language of languages) {
      for (const [key, text] of allTexts(textOf(language), '')) expect(text, key).not.toMatch(/undefined|NaN/)
    }
  })

  it('are written in Chinese where they are Chinese', () => {
    const allowed = new Set([
      'appName',
      'versionOf',
      'downloadProgress',
      'sizeValue',
      'writer',
      'commandLanguage',
    ])
    const latin = allTexts(textOf('zh-CN'), '').filter(
      ([key, text]) => !allowed.has(key) && !/\p{Script=Han}/u.test(text) && /[a-z]/i.test(text),
    )
    expect(latin).toEqual([])
  })
})

describe('the sentence of a fault', () => {
  const wanted: [FaultCode, Record<string, number>, string[]][] = [
    ['message-too-long', { overTokens: 1234, contextTokens: 4096 }, ['1,234', '4,096']],
    ['chat-too-long', { overTokens: 1234, contextTokens: 4096 }, ['1,234', '4,096']],
    ['context-overflow', { promptTokens: 5000, contextTokens: 4096 }, ['5,000', '4,096']],
    ['storage-full', { neededBytes: 98_362_784, freeBytes: 12_000_000 }, ['98.4 MB', '12.0 MB']],
    ['storage-full', { neededBytes: 98_362_784 }, ['98.4 MB']],
    ['server-error', { status: 503 }, ['503']],
    ['chat-unreadable', { chats: 3 }, ['3']],
  ]

  it.each(wanted)('uses the numbers of %s', (code, numbers, parts) => {
    for (const language of languages) {
      const sentence = faultSentence(textOf(language), { code, numbers })
      for (const part of parts) expect(sentence).toContain(part)
    }
  })

  it.each(wanted)('stays whole without the numbers of %s', code => {
    for (const language of languages) {
      expect(faultSentence(textOf(language), { code })).not.toMatch(/undefined|NaN/)
    }
  })

  it('is a general one for a code from a later version', () => {
    // A record may hold any code: that is what is tried here.
    const fault = { code: 'out-of-tea' as FaultCode }
    expect(faultSentence(textOf('en'), fault)).toBe(textOf('en').unknownFault)
  })
})

describe('the formats', () => {
  it('give bytes in decimal units with one decimal', () => {
    expect(textOf('en').formats.bytes(98_362_784)).toBe('98.4 MB')
    expect(textOf('en').formats.bytes(2_500_000_000)).toBe('2.5 GB')
    expect(textOf('en').formats.bytes(12_300)).toBe('12 kB')
  })

  it('give memory as it is sold', () => {
    expect(textOf('en').formats.memory(8 * 2 ** 30)).toBe('8.0 GB')
    expect(textOf('en').formats.memory(300 * 2 ** 20)).toBe('300 MB')
  })

  it('never call something whole before it is', () => {
    expect(textOf('en').downloading(0.999)).toBe('Downloading 99%')
    expect(textOf('en').loading(0.29)).toBe('Loading 29%')
  })
})

describe('the language', () => {
  it('is the one the person chose', () => {
    expect(chooseLanguage('zh-CN', ['en-GB'])).toBe('zh-CN')
  })

  it('is otherwise the first of the browser that Hermit speaks', () => {
    expect(chooseLanguage('system', ['fr-FR', 'zh-TW', 'en'])).toBe('zh-CN')
    expect(chooseLanguage('system', ['en-GB', 'zh'])).toBe('en')
  })

  it('is English where nothing fits', () => {
    expect(chooseLanguage('system', ['fr'])).toBe('en')
  })
})
