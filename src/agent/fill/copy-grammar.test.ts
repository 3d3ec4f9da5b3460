import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copyGrammar, onOneLine } from './copy-grammar.ts'
import { sentencesOf } from './gbnf.fixture.ts'

const spansOf = (words: string) => sentencesOf(copyGrammar(words, ['text']) ?? '', 'span')

/** Words and marks of both languages, and what a grammar could stumble over. */
const word = fc.oneof(
  fc.constantFrom(
    'Anna',
    'that',
    'I’m',
    'late,',
    '"hello',
    'there"',
    '5:30pm',
    'Wi-Fi',
    '🦀',
    '\\',
    '"',
    '...',
    'ok!',
  ),
  fc.constantFrom('告诉妈妈', '，', '我晚点到。', '“你好”', 'sunshine88密码', '《三体》'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
)
const request = fc.array(word, { minLength: 1, maxLength: 7 }).map(words => words.join(' '))

describe('a copy grammar', () => {
  test('writes nothing but what stands in the request, letter for letter', () => {
    fc.assert(
      fc.property(request, words => {
        const grammar = copyGrammar(words, ['text'])
        if (grammar === undefined) return
        const line = onOneLine(words)
        for (const span of sentencesOf(grammar, 'span')) {
          expect(line).toContain(span)
          expect(span.trim()).toBe(span)
          expect(span).not.toBe('')
        }
      }),
    )
  })

  test('writes whole words only', () => {
    expect([...spansOf('call Anna now')].sort()).toEqual(
      ['Anna', 'Anna now', 'call', 'call Anna', 'call Anna now', 'now'].sort(),
    )
  })

  test('leaves the marks round a value, and keeps those inside', () => {
    const spans = spansOf('Say "How are you, Ben?", please.')
    expect(spans).toContain('How are you, Ben')
    expect(spans).toContain('please')
    expect([...spans].filter(span => /^["]|[",?.]$/.test(span))).toEqual([])
  })

  test('cuts Chinese between any two characters, and not a Latin word in it', () => {
    const spans = spansOf('把Wi-Fi密码，记下来')
    for (const text of ['Wi-Fi密码', '密码', '记下来', 'Wi-Fi', 'Wi-Fi密码，记'])
      expect(spans).toContain(text)
    for (const text of ['Fi密码', '密码，', '，记']) expect(spans).not.toContain(text)
  })

  test('lets any argument be absent, keeps their order, and names none twice', () => {
    const sentences = sentencesOf(copyGrammar('Anna late', ['to', 'body']) ?? '')
    expect(sentences).toContain('')
    expect(sentences).toContain('to: Anna')
    expect(sentences).toContain('body: late')
    expect(sentences).toContain('to: Anna\nbody: late')
    expect([...sentences].filter(text => text.startsWith('body') && text.includes('to:'))).toEqual([])
    expect([...sentences].filter(text => text.split('\n').length > 2)).toEqual([])
  })

  test('is made of no request without words, and of none that is a whole text', () => {
    expect(copyGrammar('  \n ', ['text'])).toBeUndefined()
    expect(copyGrammar('?!', ['text'])).toBeUndefined()
    expect(copyGrammar('word '.repeat(500), ['text'])).toBeUndefined()
    expect(copyGrammar('word', [])).toBeUndefined()
  })
})
