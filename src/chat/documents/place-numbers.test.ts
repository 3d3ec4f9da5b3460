import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CitedSentence } from './attribute.ts'
import { placementsIn } from './place-numbers.ts'

const cited = (text: string, ...numbers: number[]): CitedSentence => ({ text, numbers, start: 0, end: 0 })

/** The block's text with the numbers where they would be put. */
function placed(texts: readonly string[], sentences: readonly CitedSentence[]): string {
  const marked = [...texts]
  for (const { node, offset, numbers } of placementsIn(texts, sentences).toReversed()) {
    const text = marked[node] ?? ''
    marked[node] = `${text.slice(0, offset)}(${numbers.join(',')})${text.slice(offset)}`
  }
  return marked.join('|')
}

test('numbers stand behind the mark that ends their sentence, whatever Markdown made of it', () => {
  expect(
    placed(
      ['The rent is ', '900 euros', '. It is due “now.” And more'],
      [cited('The rent is **900 euros**.', 1), cited('It is due “now.”', 2), cited('And more', 1, 2)],
    ),
  ).toBe('The rent is |900 euros|.(1) It is due “now.”(2) And more(1,2)')
  expect(
    placed(
      ['见', '租约', '。押金九千元。'],
      [cited('见[租约](https://a.example/x1)。'), cited('押金九千元。', 2)],
    ),
  ).toBe('见|租约|。押金九千元。(2)')
})

test('a sentence that is not in the block has no place in it, and one without numbers none at all', () => {
  expect(placementsIn(['One. Two.'], [cited('Three.', 1), cited('One.'), cited('…', 1)])).toEqual([])
  expect(placed(['One. One.'], [cited('One.'), cited('One.', 1)])).toBe('One. One.(1)')
})

test('places are in the texts and in order, whatever they are', () => {
  const words = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 8 })
  fc.assert(
    fc.property(words, words, fc.boolean(), (texts, others, isOwn) => {
      const from = isOwn ? texts : others
      const places = placementsIn(
        texts,
        from.map(text => cited(text, 1)),
      )
      let before = [-1, -1]
      for (const { node, offset } of places) {
        expect(offset).toBeGreaterThan(0)
        expect(offset).toBeLessThanOrEqual(texts[node]?.length ?? -1)
        expect(node > (before[0] ?? 0) || offset > (before[1] ?? 0)).toBe(true)
        before = [node, offset]
      }
      if (isOwn) expect(places.length).toBe(texts.filter(text => /[\p{L}\p{N}]/u.test(text)).length)
    }),
  )
})
