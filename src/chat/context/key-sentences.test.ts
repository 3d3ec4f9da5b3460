import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keySentences } from './key-sentences.ts'

test('key sentences are those with names and numbers, word for word and in order', () => {
  const text =
    'Well, that is nice. The ferry to Ostend leaves at 17:40 from gate 12. I see. Anna Petrova pays 230 euros. Fine.'
  expect(keySentences([text], 90)).toEqual([
    'The ferry to Ostend leaves at 17:40 from gate 12.',
    'Anna Petrova pays 230 euros.',
  ])
})

test('key sentences are found in Chinese too', () => {
  const kept = keySentences(['好的。会议在 5 月 12 日下午 3 点开始。嗯。'], 20)
  expect(kept).toEqual(['会议在 5 月 12 日下午 3 点开始。'])
})

test('key sentences are pieces of the text, each once, and no longer together than allowed but for the first', () => {
  fc.assert(
    fc.property(
      fc.array(fc.lorem({ mode: 'sentences' }), { maxLength: 6 }),
      fc.nat({ max: 400 }),
      (texts, most) => {
        const kept = keySentences(texts, most)
        for (const sentence of kept) expect(texts.some(text => text.includes(sentence))).toBe(true)
        expect(new Set(kept).size).toBe(kept.length)
        if (kept.length > 1) expect(kept.join('').length).toBeLessThanOrEqual(most)
        expect(kept.length > 0).toBe(texts.some(text => /[\p{L}\p{N}]/u.test(text)))
      },
    ),
  )
})
