import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Chunk, DocumentText } from './document.ts'
import { chunksInPieces, textInPieces } from './json-pieces.ts'
import { pieceBytes } from './sealed-store.ts'

function readBack(pieces: Iterable<Uint8Array>): { value: unknown; lengths: number[] } {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let json = ''
  const lengths: number[] = []
  for (const piece of pieces) {
    lengths.push(piece.length)
    json += decoder.decode(piece, { stream: true })
  }
  return { value: JSON.parse(json + decoder.decode()), lengths }
}

/** Compared by `===`: by value a long text takes a minute. */
function expectSame(document: DocumentText): number[] {
  const { value, lengths } = readBack(textInPieces(document))
  expect(Reflect.get(Object(value), 'text') === document.text).toBe(true)
  expect(Reflect.get(Object(value), 'blocks')).toEqual(document.blocks)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(pieceBytes)
  return lengths
}

test('a text comes back as it was, whatever letters are in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 700 }), (text, count) => {
      const blocks = Array.from({ length: count }, (_, page) => ({
        ...{ kind: 'paragraph' as const, page, start: 0, end: text.length },
      }))
      expectSame({ text, blocks })
    }),
  )
})

test('a short text is one piece', () => {
  expect(expectSame({ text: 'One "word"\n', blocks: [] })).toHaveLength(1)
})

test.each([
  ['characters of two halves, one cut in two at each border', `x${'🐚'.repeat(700_000)}`],
  ['Chinese', '寄居蟹'.repeat(700_000)],
  ['what JSON writes as six letters', '\u0001'.repeat(1_200_000)],
])('a long text is cut into pieces that can be sealed: %s', (_, text) => {
  expect(expectSame({ text, blocks: [] }).length).toBeGreaterThan(1)
})

test('chunks come back as they were', () => {
  const heading = '寄'.repeat(200)
  const chunks: readonly Chunk[] = Array.from({ length: 1201 }, (_, index) => ({
    ...{
      index,
      start: index,
      end: index + 1,
      headings: [heading, heading, heading, heading, heading, heading],
    },
  }))
  const { value, lengths } = readBack(chunksInPieces(chunks))
  expect(value).toEqual(chunks)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(pieceBytes)
  expect(readBack(chunksInPieces([])).value).toEqual([])
})
