import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foreignLine, foreignText } from './foreign-text.ts'

test('what nobody sees and what turns the line round is left out', () => {
  expect(foreignLine('  Get\n\tSum \u202eesrever\u200b\u0007 ', 60)).toBe('Get Sum esrever')
  expect(foreignText('a\r\nb\u2066\u0000c', 60)).toBe('a\nbc')
  expect(foreignLine(42, 60)).toBe('')
  expect(foreignText(undefined, 60)).toBe('')
})

test('a line is one line, no longer than it may be, and never ends in half a letter', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.integer({ min: 1, max: 80 }),
      (text, most) => {
        const line = foreignLine(text, most)
        expect(line.length).toBeLessThanOrEqual(most)
        expect(line).not.toMatch(/[\n\r\u202a-\u202e]/)
        expect(foreignText(text, most).length).toBeLessThanOrEqual(most)
        expect(line.isWellFormed?.() ?? true).toBe(true)
      },
    ),
  )
})
