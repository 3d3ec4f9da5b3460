import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSchema } from './foreign-schema.ts'

const object = (properties: unknown, more: object = {}) => ({ type: 'object', properties, ...more })

test('a plain schema is taken as it is', () => {
  const schema = object(
    { a: { type: 'number', minimum: 1 }, list: { type: 'array', items: { type: 'string' } } },
    {
      required: ['a'],
    },
  )
  expect(readSchema(schema)).toEqual(schema)
})

test('an argument may be called by a word of JSON Schema', () => {
  const schema = object({
    pattern: { type: 'string' },
    $defs: { type: 'string' },
    properties: { type: 'object' },
  })
  expect(readSchema(schema)).toEqual(schema)
})

test('patterns are not taken over, wherever they stand', () => {
  const read = readSchema(
    object({
      a: { type: 'string', pattern: '(a+)+$' },
      b: { type: 'object', patternProperties: { '(a+)+$': {} } },
    }),
  )
  expect(read).toEqual(object({ a: { type: 'string' }, b: { type: 'object' } }))
})

test('what a schema refers to stands in its place', () => {
  const read = readSchema(
    object(
      { size: { $ref: '#/$defs/Size', description: 'How large' } },
      { $defs: { Size: { type: 'string', enum: ['S', 'L'] } } },
    ),
  )
  expect(read).toEqual(object({ size: { type: 'string', enum: ['S', 'L'], description: 'How large' } }))
})

test.each([
  ['a list', []],
  ['no object', { type: 'string' }],
  ['a reference to elsewhere', object({ a: { $ref: 'https://evil.example/schema' } })],
  ['a reference to nothing', object({ a: { $ref: '#/$defs/none' } })],
  ['a reference to itself', object({ a: { $ref: '#/properties/a' } })],
  [
    'references in a ring',
    object({ a: { $ref: '#/properties/b' }, b: { items: { $ref: '#/properties/a' } } }),
  ],
  ['a dynamic reference', object({ a: { $dynamicRef: '#x' } })],
  ['the name that every object is made from', JSON.parse('{"type":"object","properties":{"__proto__":{}}}')],
  [
    'references that double at each step',
    object(
      { a: { $ref: '#/$defs/n0' } },
      {
        $defs: Object.fromEntries(
          Array.from({ length: 12 }, (_, at) => [
            `n${at}`,
            { anyOf: [{ $ref: `#/$defs/n${at + 1}` }, { $ref: `#/$defs/n${at + 1}` }] },
          ]),
        ),
      },
    ),
  ],
  ['more words than anybody reads', object({ a: { type: 'string', description: 'x'.repeat(40_000) } })],
])('%s is not taken', (_, schema) => {
  expect(readSchema(schema)).toBeUndefined()
})

test('nesting without end is not taken, and does not end the stack', () => {
  let deep: unknown = { type: 'string' }
  for (let at = 0; at < 50_000; at += 1) deep = { type: 'object', properties: { a: deep } }
  expect(readSchema(deep)).toBeUndefined()
})

test('whatever comes: what is taken is of limited size, without patterns and references', () => {
  fc.assert(
    fc.property(
      fc.object({ maxDepth: 8, key: fc.constantFrom('a', 'pattern', '$ref', 'properties', 'items', 'type') }),
      found => {
        const read = readSchema({ ...found, type: 'object' })
        if (!read) return
        const text = JSON.stringify(read)
        expect(text.length).toBeLessThanOrEqual(32_000)
        expect(readSchema(read)).toBeDefined()
      },
    ),
  )
})
