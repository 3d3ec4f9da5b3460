import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SlotKind } from '../../abilities/tool.ts'
import { readSlot } from './read-slot.ts'
import { fillByRules } from './rules.ts'
import { slotsFromSchema } from './slots-from-schema.ts'
import { chinese } from './tables/chinese.fixture.ts'
import { second as moreChinese } from './tables/chinese-second.fixture.ts'
import { english } from './tables/english.fixture.ts'
import { second as moreEnglish } from './tables/english-second.fixture.ts'
import { placeAt, toolNamed } from './tables/place.fixture.ts'

const rows = [...english, ...chinese, ...moreEnglish, ...moreChinese]
const tools = [...new Set(rows.map(([tool]) => tool))]
/** Arguments that are words of the request, and not values in a form of their own. */
const copied = new Set([
  'text',
  'label',
  'query',
  'to',
  'body',
  'subject',
  'url',
  'name',
  'place',
  'from',
  'expression',
])
const inAForm = new Set(['convert_currency', 'translate_text'])
const kinds: readonly SlotKind[] = [
  'text',
  'number',
  'expression',
  'time',
  'date',
  'moment',
  'duration',
  'unit',
  'currency',
  'language',
  'place',
  'person',
  'url',
  'file',
  'document',
  'choice',
]

/** Whether a string is made of whole words, and Chinese characters, of a request, in their order. */
function isCopied(value: string, words: string): boolean {
  let at = 0
  for (const [word] of value.matchAll(/\p{Script=Han}|\p{P}|[^\s\p{Script=Han}\p{P}]+/gu)) {
    at = words.indexOf(word, at)
    if (at < 0) return false
    at += word.length
  }
  return true
}

const piece = fc.oneof(
  fc.constantFrom(...rows.flatMap(([, words]) => words.split(/(?<=\s)|(?<=\p{Script=Han}{3})/u))),
  fc.string({ maxLength: 8 }),
  fc.constantFrom(' ', '"', '“', '”', "'", '：', ', ', '\n', '9', '半', 'half ', 'and ', 'at ', 'in '),
)
const mixed = fc.array(piece, { maxLength: 14 }).map(pieces => pieces.join(''))

const hostile: readonly (readonly [string, string])[] = [
  ['digits', '9'.repeat(100_000)],
  ['letters', 'a'.repeat(100_000)],
  ['blanks', ' '.repeat(100_000)],
  ['blanks in between', `translate${' '.repeat(50_000)}x into${' '.repeat(50_000)}French`],
  ['quotes', '"\'“‘「'.repeat(20_000)],
  ['pairs of quotes', '"a" '.repeat(25_000)],
  ['number words', 'one hundred and '.repeat(7_000)],
  ['number characters', '九千万亿'.repeat(25_000)],
  ['days', 'next monday '.repeat(9_000)],
  ['times', '1:1 at 1 '.repeat(11_000)],
  ['lengths', 'an hour and a half '.repeat(5_000)],
  ['Chinese times', '差五分八点'.repeat(20_000)],
  ['commands', 'remind me to remind me to '.repeat(4_000)],
  ['Chinese commands', '把提醒我的笔记记到笔记里'.repeat(8_000)],
  ['courtesies', 'please can you '.repeat(7_000)],
  ['Chinese courtesies', '请帮我'.repeat(33_000)],
  ['domains', 'a.'.repeat(50_000)],
  ['addresses', 'a@a'.repeat(33_000)],
  ['lines', 'translate\n'.repeat(10_000)],
  ['commas', ', '.repeat(50_000)],
  ['in my notes', `put ${'in my notes '.repeat(8_000)}x`],
  ['names', 'A '.repeat(50_000)],
  ['for', 'for Anna '.repeat(11_000)],
]

describe('rules on anything', () => {
  test('every copied string is made of the words of the request', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tools), mixed, (tool, words) => {
        const found = fillByRules(toolNamed(tool), words, placeAt('en', { documents: [] }))
        for (const [name, value] of Object.entries(found)) {
          if (typeof value !== 'string' || !copied.has(name)) continue
          if ((inAForm.has(tool) && (name === 'to' || name === 'from')) || value === '') continue
          expect(isCopied(value, words), `${tool} ${name}: ${value}`).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('what stands for "it" is what was said before, and nothing where nothing was', () => {
    const request = (before: string | undefined) =>
      fillByRules(
        toolNamed('add_note'),
        'put it in a note',
        placeAt('en', before === undefined ? {} : { before }),
      )
    expect(request('Pets are allowed.')).toEqual({ text: 'Pets are allowed.' })
    expect(request(undefined)).toEqual({})
    const inChinese = fillByRules(
      toolNamed('translate_text'),
      '把它翻译成英语',
      placeAt('zh-CN', { before: '可以养狗。' }),
    )
    expect(inChinese).toEqual({ text: '可以养狗。', to: 'en' })
  })

  test('no words make a reader throw, and none is empty', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), mixed, (kind, words) => {
        const value = readSlot({ kind, ask: { en: '?', 'zh-CN': '？' } }, words, placeAt('en'))
        expect(value === '' || value === null).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  test.each(hostile)('100,000 letters of %s are read in no time', (_name, words) => {
    const slots = Object.fromEntries(
      kinds.map(kind => [kind, { kind, ask: { en: '?', 'zh-CN': '？' } }] as const),
    )
    const foreign = toolNamed('elsewhere', { source: 'Elsewhere', slots })
    const began = performance.now()
    for (const tool of tools) fillByRules(toolNamed(tool), words, placeAt('en'))
    fillByRules(foreign, words, placeAt('en'))
    for (const kind of kinds) readSlot({ kind, ask: { en: '?', 'zh-CN': '？' } }, words, placeAt('zh-CN'))
    // Forty readings of it, on a slow machine.
    expect(performance.now() - began).toBeLessThan(8000)
  })

  test('schemas of any shape are read without a fault', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (properties, odd) => {
        slotsFromSchema({ type: 'object', properties })
        slotsFromSchema({ properties: odd })
      }),
    )
  })
})
