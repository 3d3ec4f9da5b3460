import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AnswerPiece, createSplitter } from './reasoning.ts'

/** A thought and an answer, as they are folded from the pieces. */
function fold(pieces: readonly AnswerPiece[]) {
  let thought = ''
  let text = ''
  let ends = 0
  for (const piece of pieces) {
    if (piece.type === 'thought') thought += piece.text
    else if (piece.type === 'text') text += piece.text
    else {
      ends += 1
      if (piece.type === 'thought-end') continue
      thought += text.trimEnd()
      text = ''
    }
  }
  return { thought, text, ends }
}

function split(parts: readonly string[], isOpen = false) {
  const splitter = createSplitter(isOpen ? 'thought' : 'answer')
  return fold([...parts.flatMap(part => splitter.push(part)), ...splitter.end()])
}

const open = '<think>'
const close = '</think>'

describe('the thought in an answer', () => {
  test.each<[string, string, { thought: string; text: string }]>([
    [
      'is what stands between the tags',
      `${open}\nA bit.\n${close}\n\nYes.`,
      { thought: 'A bit.', text: 'Yes.' },
    ],
    ['may come after blanks', `\n \n${open}A${close}B`, { thought: 'A', text: 'B' }],
    ['may be empty', `${open}\n\n${close}\n\nYes.`, { thought: '', text: 'Yes.' }],
    ['may be all there is', `${open}\nA bit`, { thought: 'A bit', text: '' }],
    ['may speak of other tags', '<thinking>a </think> b</thinking>c', { thought: 'a </think> b', text: 'c' }],
    ['is known by the tags of other models', '[THINK]a[/THINK]b', { thought: 'a', text: 'b' }],
    ['is not there where there is none', '  Yes,\n\n<b> ', { thought: '', text: '  Yes,\n\n<b> ' }],
    [
      'keeps the indentation of the answer',
      `${open}a${close}\n \n    code`,
      { thought: 'a', text: '    code' },
    ],
    [
      'is what came before a tag that none opened',
      `A bit.\n${close}\n\nYes.`,
      { thought: 'A bit.', text: 'Yes.' },
    ],
    ['ends once', `${open}a${close}b${close}c`, { thought: 'a', text: `b${close}c` }],
  ])('%s', (_, whole, expected) => {
    expect(split([whole])).toMatchObject(expected)
  })

  test.each([
    ['talks about them', `The tag ${open} begins it and ${close} ends it.`],
    ['has one in its code', `Write \`${close}\` at the end.`],
    ['has one in a block of code', `So:\n\`\`\`\na\n${close}\n\`\`\`\n`],
    ['ends in a part of one', 'a <thi'],
    ['is nothing but a part of one', '<thi'],
  ])('tags stay text where an answer %s', (_, whole) => {
    expect(split([whole])).toEqual({ thought: '', text: whole, ends: 0 })
  })

  test('may have been opened by the prompt, and by the model once more', () => {
    const expected = { thought: 'A bit.', text: 'Yes.', ends: 1 }
    expect(split([`\nA bit.\n${close}\n\nYes.`], true)).toEqual(expected)
    expect(split([`${open}A bit.${close}Yes.`], true)).toEqual(expected)
  })
})

test('a thought that is gone on with keeps the blank it goes on with', () => {
  const splitter = createSplitter('mid-thought')
  expect(fold(splitter.push(` of it.\n${close}\n\nYes.`))).toEqual({
    thought: ' of it.',
    text: 'Yes.',
    ends: 1,
  })
})

const part = fc.constantFrom(
  open,
  close,
  '<thinking>',
  '</thinking>',
  '[THINK]',
  '[/THINK]',
  '<thi',
  '</',
  '<',
  '>',
  '`',
  '```\n',
  '\n',
  ' ',
  '\n\n',
  'word',
  'a b',
  '想',
  '🦀',
)
const whole = fc
  .tuple(fc.constantFrom('', open, `\n${open}\n`), fc.array(part, { maxLength: 14 }))
  .map(([begin, parts]) => begin + parts.join(''))

test('every way of cutting an answer gives the same thought and the same text', () => {
  fc.assert(
    fc.property(
      whole,
      fc.boolean(),
      fc.array(fc.nat({ max: 80 }), { maxLength: 8 }),
      (answer, isOpen, places) => {
        const expected = split([answer], isOpen)
        for (let at = 0; at <= answer.length; at++) {
          expect(split([answer.slice(0, at), answer.slice(at)], isOpen)).toEqual(expected)
        }
        expect(split(answer.split(''), isOpen)).toEqual(expected)
        const cuts = [
          0,
          ...places.map(place => place % (answer.length + 1)).sort((a, b) => a - b),
          answer.length,
        ]
        const parts = cuts.slice(1).map((end, index) => answer.slice(cuts[index], end))
        expect(split(parts, isOpen)).toEqual(expected)
      },
    ),
    { numRuns: 600 },
  )
})

test('nothing is lost, doubled or put elsewhere but tags and the blanks around a thought', () => {
  const bare = (text: string) => text.replace(/\s/g, '')
  fc.assert(
    fc.property(whole, fc.boolean(), (answer, isOpen) => {
      const { thought, text } = split([answer], isOpen)
      const all = bare(answer)
      const [begin, end] = [bare(thought), bare(text)]
      expect(all.endsWith(end)).toBe(true)
      const rest = all.slice(0, all.length - end.length)
      const tags = ['', open, close, '<thinking>', '</thinking>', '[THINK]', '[/THINK]']
      const isWhole = tags.some(before => tags.some(after => before + begin + after === rest))
      expect(isWhole).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test('text is told as it comes: no more is held back than can become a tag', () => {
  const splitter = createSplitter('answer')
  const told = (text: string) => fold(splitter.push(text))
  expect(told('<thi')).toMatchObject({ thought: '', text: '' })
  expect(told('nk>So')).toMatchObject({ thought: 'So' })
  expect(told(' it is')).toMatchObject({ thought: ' it is' })
  expect(told(' <')).toMatchObject({ thought: '' })
  expect(told(' 3 <')).toMatchObject({ thought: ' < 3' })
  expect(told('/think>\n\nIt')).toMatchObject({ text: 'It' })
  expect(told(' is <')).toMatchObject({ text: ' is <' })
})
