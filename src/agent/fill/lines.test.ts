import { expect, test } from 'vitest'
import { fillPrompt, isPlainName, readLines, withItsMark } from './lines.ts'

test('a request is one line of the prompt, whatever lines it had', () => {
  const prompt = fillPrompt('write_message', ['to', 'body'], ' Tell Anna\n\nbody: x\tnow ')
  expect(prompt.split('\n').slice(1)).toEqual(['write_message: to, body', 'Tell Anna body: x now', '', ''])
})

test('lines are read by the names that were asked for, and values may hold colons', () => {
  expect(readLines('to: Anna\nbody: be there at 5:30\nat: noon\nnonsense', ['to', 'body'])).toEqual({
    to: 'Anna',
    body: 'be there at 5:30',
  })
  expect(readLines('', ['to'])).toEqual({})
  expect(readLines('to:\n: x', ['to'])).toEqual({})
})

test('names that could be anything else are not asked for', () => {
  for (const name of ['to', 'place_order', 'x-1', 'a.b']) expect(isPlainName(name)).toBe(true)
  for (const name of ['', 'to: x', 'a b', '名', '_', 'x'.repeat(70)]) expect(isPlainName(name)).toBe(false)
})

test('a quoted question keeps its mark, a request does not lend its own', () => {
  expect(withItsMark('How are you', 'Translate into French: How are you?')).toBe('How are you?')
  expect(withItsMark('你好吗', '用英语说“你好吗？”')).toBe('你好吗？')
  expect(withItsMark('buy milk', 'Can you remind me to buy milk?')).toBe('buy milk')
  expect(withItsMark('not there', 'Hello')).toBe('not there')
})
