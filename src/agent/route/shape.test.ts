import { expect, test } from 'vitest'
import { shapeOf } from './shape.ts'

test('a sentence or two are a request', () => {
  for (const text of [
    'remind me at six',
    '提醒我六点打电话',
    'Note this.\nThe code is 4711.',
    'is 3 < 5 and 5 > 3',
  ])
    expect(shapeOf(text)).toEqual({ asked: text, hasBody: false })
})

test('what follows a line that ends with a colon is what the request is about', () => {
  expect(shapeOf('Translate into Chinese:\n\n# Shells\n\nA [crab](https://example.org).')).toEqual({
    asked: 'Translate into Chinese:',
    hasBody: true,
  })
})

test('a word alone is no request', () => {
  for (const text of ['Begin', 'go!', '继续', '好', 'Merci…']) expect(shapeOf(text), text).toBeUndefined()
  for (const text of ['12*3', '定时十分钟', 'set timer', '提醒我']) expect(shapeOf(text), text).toBeDefined()
})

test('a page, code, a table or a link is no request, whatever words are in it', () => {
  const texts = [
    'set a timer\n'.repeat(4),
    `open example.org ${'and more '.repeat(60)}`,
    '# Set a timer',
    '```\nopen example.org\n```',
    '| set | a timer |',
    'open [this](javascript:alert(1))',
    '<a href="https://example.org">open</a>',
    '   ',
  ]
  for (const text of texts) expect(shapeOf(text), text).toBeUndefined()
})
