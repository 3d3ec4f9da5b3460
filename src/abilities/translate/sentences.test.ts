import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinTranslated, type Piece, sentencesOf } from './sentences.ts'

const sentences = (text: string, locale = 'en') =>
  sentencesOf(text, locale)
    .filter(({ kind }) => kind === 'sentence')
    .map(({ text: words }) => words)

test('a text is cut into its sentences, paragraph by paragraph', () => {
  expect(sentences('The sea is wide. Is it? “Yes,” he said.\n\nA line\nand one more.')).toEqual([
    'The sea is wide.',
    'Is it?',
    '“Yes,” he said.',
    'A line',
    'and one more.',
  ])
  expect(sentences('今天天气很好。我们去公园吧！你来吗？', 'zh')).toEqual([
    '今天天气很好。',
    '我们去公园吧！',
    '你来吗？',
  ])
})

test('what has no letter in it is not translated', () => {
  expect(sentences('***\n\n— — —\n…\nOne.')).toEqual(['One.'])
})

test('a sentence without an end is cut where it breathes', () => {
  const long = sentences('word '.repeat(400))
  expect(long.length).toBeGreaterThan(3)
  expect(Math.max(...long.map(({ length }) => length))).toBeLessThanOrEqual(500)
  expect(new Set(long.join(' ').split(' '))).toEqual(new Set(['word']))
  for (const piece of sentences('🦀'.repeat(800).replace(/^/, 'a')))
    expect(piece).not.toMatch(/[\ud800-\udbff]$/)
})

test('the pieces joined are the text, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1500 }), text => {
      expect(
        sentencesOf(text, 'en')
          .map(piece => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})

test('what is typed at the end leaves all sentences but the last two as they were', () => {
  const words = fc.array(
    fc.constantFrom(
      'The sea',
      ' is',
      ' wide.',
      ' Is it?',
      '\n',
      '\n\n',
      '今天',
      '很好。',
      ' 3.',
      ' Mr.',
      ' x',
      '!',
      ' “',
      '”',
    ),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(words, words, (before, typed) => {
      const stable = sentences(before.join('')).slice(0, -2)
      expect(sentences([...before, ...typed].join('')).slice(0, stable.length)).toEqual(stable)
    }),
    { numRuns: 500 },
  )
})

test('paragraphs are kept, and blanks are those of the language', () => {
  const upper = ({ text }: Piece) => ({ '今天天气很好。': 'Nice day.', '我们走吧！': 'Let us go!' })[text]
  const chinese = sentencesOf('今天天气很好。我们走吧！\n\n  我们走吧！', 'zh')
  expect(joinTranslated(chinese, upper, 'en')).toBe('Nice day. Let us go!\n\n  Let us go!')
  const english = sentencesOf('Nice day. Let us go!\nNice day.', 'en')
  expect(joinTranslated(english, ({ text }) => (text === 'Nice day.' ? '好。' : '走！'), 'zh')).toBe(
    '好。走！\n好。',
  )
})

test('a sentence without a translation is left out, and no blank stays for it', () => {
  const pieces = sentencesOf('One. Two. Three.', 'en')
  const known = ({ text }: Piece) => (text === 'Three.' ? undefined : text.toUpperCase())
  expect(joinTranslated(pieces, known, 'en')).toBe('ONE. TWO.')
})
