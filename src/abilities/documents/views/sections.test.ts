import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block } from '../document.ts'
import { joinBlocks } from '../read/document-text.ts'
import { matchesIn, parseTarget, withMarks } from './marks.ts'
import { sectionAt, sectionOfPage, sectionsOf } from './sections.ts'

const kinds = ['heading', 'paragraph', 'list-item', 'table', 'code'] as const

test('sections have every letter of every block once, in order, and none is long', () => {
  const block = fc.record({
    kind: fc.constantFrom(...kinds),
    text: fc.oneof(
      fc.string({ minLength: 1, maxLength: 60, unit: fc.constantFrom('a', ' ', '.', '\n', '船', '🦀') }),
      fc.integer({ min: 1, max: 12_000 }).map(length => 'x'.repeat(length)),
    ),
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(block, fc.boolean()), { maxLength: 30 }), rows => {
      let page = 1
      const blocks = rows.map(([one, isNext]): Block => ({ ...one, page: isNext ? ++page : page }))
      const document = joinBlocks(blocks)
      const sections = sectionsOf(document)
      const parts = sections.flatMap(section => section.parts)
      const drawn = parts.map(({ start, end }) => document.text.slice(start, end)).join('')
      expect(drawn).toBe(blocks.map(({ text }) => text).join(''))
      for (const [index, section] of sections.entries()) {
        expect(section.end - section.start).toBeLessThan(9000)
        expect(sectionAt(sections, section.start)).toBe(index)
        expect(sectionAt(sections, section.end - 1)).toBe(index)
      }
    }),
    { numRuns: 60 },
  )
})

test('a page begins with a section of its own; a page without text is where the one before ends', () => {
  const pages = [1, 1, 2, 5].map((page): Block => ({ kind: 'paragraph', text: `on ${page}`, page }))
  const sections = sectionsOf(joinBlocks(pages))
  expect(sections.map(({ page }) => page)).toEqual([1, 2, 5])
  expect([1, 2, 3, 5, 99].map(page => sectionOfPage(sections, page))).toEqual([0, 1, 1, 2, 2])
})

test('a long table is cut between rows', () => {
  const rows = Array.from({ length: 2000 }, (_, index) => `${index}\tcrab\tshell`)
  const document = joinBlocks([{ kind: 'table', text: rows.join('\n') }])
  const cut = sectionsOf(document).flatMap(({ parts }) => parts)
  expect(cut.length).toBeGreaterThan(3)
  const again = cut.flatMap(({ start, end }) => document.text.slice(start, end).trimEnd().split('\n'))
  expect(again).toEqual(rows)
})

test('what is searched is found whatever the case, over line breaks, and never as a pattern', () => {
  expect(matchesIn('The Hermit\ncrab. A HERMIT CRAB', 'hermit crab')).toEqual([
    { start: 4, end: 15 },
    { start: 19, end: 30 },
  ])
  expect(matchesIn('寄居蟹没有壳', '没有')).toEqual([{ start: 3, end: 5 }])
  expect(matchesIn('aaa', 'a*')).toEqual([])
  expect(matchesIn('1+1 (two)', '(two)')).toEqual([{ start: 4, end: 9 }])
  for (const query of ['\\', '[', 'a-z', '{2}', '^$', '/'])
    expect(matchesIn(`x${query}x`, query)).toHaveLength(1)
  expect(matchesIn('anything', '  ')).toEqual([])
})

test('marked stretches are the whole stretch, in order, and marked where a mark lies', () => {
  const stretch = fc
    .tuple(fc.nat(50), fc.nat(50))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) + 1 }))
  const mark = fc.tuple(stretch, fc.constantFrom('passage' as const, 'match' as const, 'current' as const))
  fc.assert(
    fc.property(stretch, fc.array(mark, { maxLength: 5 }), (whole, rows) => {
      const marks = rows.map(([one, kind]) => ({ ...one, kind }))
      const stretches = withMarks(whole, marks)
      expect(stretches[0]?.start).toBe(whole.start)
      expect(stretches.at(-1)?.end).toBe(whole.end)
      for (const [index, { start, end, mark: kind }] of stretches.entries()) {
        if (index > 0) expect(stretches[index - 1]?.end).toBe(start)
        for (let at = start; at < end; at++) {
          const isMarked = marks.some(one => one.start <= at && at < one.end)
          expect(kind !== undefined).toBe(isMarked)
        }
      }
    }),
  )
})

test('a target is a document, with or without a passage', () => {
  expect(parseTarget(undefined)).toBeUndefined()
  expect(parseTarget('')).toBeUndefined()
  expect(parseTarget('abc')).toEqual({ id: 'abc' })
  expect(parseTarget('abc#10-20')).toEqual({ id: 'abc', passage: { start: 10, end: 20 } })
  expect(parseTarget('abc#20-10')).toEqual({ id: 'abc' })
  expect(parseTarget('abc#x')).toEqual({ id: 'abc' })
})
