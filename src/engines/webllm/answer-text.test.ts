import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAnswerText } from './answer-text.ts'

const utf8 = new TextDecoder()
/** A tokenizer of bytes: a token is one byte, as rare characters are in a real one. */
const decodeBytes = (ids: Int32Array) => utf8.decode(Uint8Array.from(ids))
const bytesOf = (text: string) => [...new TextEncoder().encode(text)]

/** All that is shown of the tokens, step by step. */
function shown(ids: readonly number[], stops: readonly string[] = [], decode = decodeBytes): string[] {
  const text = createAnswerText(decode, stops)
  const parts: string[] = []
  for (const id of ids) {
    parts.push(text.push(id))
    if (text.isStopped()) break
  }
  return [...parts, text.end()]
}

test('no half of a character is ever shown, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      fc.pre(!text.includes('\ufffd'))
      const parts = shown(bytesOf(text))
      expect(parts.join('')).toBe(text)
      expect(parts.some(part => part.includes('\ufffd'))).toBe(false)
    }),
  )
})

test('a character that stays incomplete is shown at the end, and one the model wrote soon after', () => {
  expect(shown(bytesOf('a🦀').slice(0, -1)).join('')).toBe('a\ufffd')
  const text = createAnswerText(decodeBytes)
  const parts = bytesOf('\ufffd\ufffd').map(id => text.push(id))
  expect(parts.join('')).not.toBe('')
})

test('a space that the tokenizer drops at the beginning of what it decodes is not lost between words', () => {
  const words = ['▁Paris', '▁is', '▁a', '▁city']
  const decode = (ids: Int32Array) =>
    [...ids]
      .map(id => words[id] ?? '')
      .join('')
      .replaceAll('▁', ' ')
      .replace(/^ /, '')
  expect(shown([0, 1, 2, 3], [], decode).join('')).toBe('Paris is a city')
})

test('each token decodes a few tokens, however long the answer is', () => {
  let most = 0
  const text = createAnswerText(ids => {
    most = Math.max(most, ids.length)
    return decodeBytes(ids)
  })
  for (const id of bytesOf('é'.repeat(500))) text.push(id)
  expect(most).toBeLessThan(10)
})

test('a stop string ends the answer and is not shown, wherever the tokens cut it', () => {
  const piece = fc.constantFrom('a', '<', '|end', '|', '>', '<|end|>', '<|en', ' ')
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      const text = pieces.join('')
      const at = text.indexOf('<|end|>')
      expect(shown(bytesOf(text), ['<|end|>', 'zzz']).join('')).toBe(at < 0 ? text : text.slice(0, at))
    }),
  )
})

test('what cannot be the beginning of a stop string is shown at once', () => {
  const text = createAnswerText(decodeBytes, ['###'])
  expect(bytesOf('ab#c').map(id => text.push(id))).toEqual(['a', 'b', '', '#c'])
})
