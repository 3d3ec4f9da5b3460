import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scriptedTokens } from '../../engines/scripted.ts'
import type { DocumentText, PlacedBlock } from '../documents/document.ts'
import { planParts } from './plan.ts'

const count = async (text: string) => scriptedTokens(text).length

function documentOf(
  pieces: readonly (readonly [level: number, text: string, page?: number])[],
): DocumentText {
  let text = ''
  const blocks: PlacedBlock[] = []
  for (const [level, words, page] of pieces) {
    if (text !== '') text += '\n\n'
    const place = { start: text.length, end: text.length + words.length, ...(page ? { page } : {}) }
    blocks.push(level > 0 ? { kind: 'heading', level, ...place } : { kind: 'paragraph', ...place })
    text += words
  }
  return { text, blocks }
}

const letters = (text: string) => text.replaceAll(/\s/g, '')
const piece = fc.tuple(
  fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
  fc.oneof(
    fc.lorem({ mode: 'sentences', maxCount: 8 }),
    fc.string({
      unit: fc.constantFrom('湖', '水', '。', '三', ' ', 'a', '𠮷'),
      minLength: 1,
      maxLength: 300,
    }),
  ),
)

test('parts hold every letter once, in order, and none counts more than the limit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 12, max: 400 }),
      async (pieces, limitTokens) => {
        const document = documentOf(pieces.filter(([, text]) => text.trim() !== ''))
        const parts = await planParts(document, { limitTokens, count })
        let last = 0
        for (const { start, end } of parts) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(await count(document.text.slice(start, end))).toBeLessThanOrEqual(limitTokens)
          last = end
        }
        const all = parts.map(({ start, end }) => document.text.slice(start, end)).join('')
        expect(letters(all)).toBe(letters(document.text))
      },
    ),
    { numRuns: 60 },
  )
})

const words = (number: number) => Array.from({ length: number }, () => 'word').join(' ')

test('parts end at the uppermost headings that several sections have, and know what they stand under', async () => {
  const document = documentOf([
    [1, 'A title', 1],
    [2, 'First', 1],
    [0, words(60), 1],
    [2, 'Second', 2],
    [0, words(60), 2],
    [3, 'Detail', 3],
    [0, words(60), 3],
  ])
  const parts = await planParts(document, { limitTokens: 200, count })
  expect(parts.map(({ headings, page }) => [headings.join(' / '), page])).toEqual([
    ['A title', 1],
    ['A title / Second', 2],
  ])
})

test('sections of a few words share a part, one that is too long has several', async () => {
  const short = documentOf(Array.from({ length: 30 }, (_, at) => [1, `Entry ${at}`] as const))
  expect((await planParts(short, { limitTokens: 300, count })).length).toBeLessThan(5)
  const long = documentOf([
    [1, 'Long'],
    [0, `${words(150)}. `.repeat(4)],
    [1, 'Next'],
    [0, words(50)],
  ])
  const parts = await planParts(long, { limitTokens: 200, count })
  expect(parts.length).toBeGreaterThan(3)
  expect(parts.at(-1)?.headings).toEqual(['Next'])
})

test('nothing has no parts', async () => {
  expect(await planParts({ text: ' \n', blocks: [] }, { limitTokens: 10, count })).toEqual([])
})
