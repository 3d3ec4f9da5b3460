import { expect, test } from 'vitest'
import { minimalJson } from './minimal-json.ts'

test.each([
  [{ const: 4 }, 4],
  [{ enum: ['a', 'b'] }, 'a'],
  [{ type: 'string', minLength: 3 }, 'aaa'],
  [{ type: ['integer', 'null'], minimum: 2.5 }, 3],
  [{ type: 'number', maximum: -1 }, -1],
  [{ type: 'array', items: { type: 'boolean' }, minItems: 2 }, [false, false]],
  [{ anyOf: [{ type: 'null' }, { type: 'string' }] }, null],
  [{ $ref: '#/$defs/name', $defs: { name: { type: 'string' } } }, ''],
  [
    { type: 'object', properties: { a: { type: 'string' }, b: { type: 'number' } }, required: ['b'] },
    { b: 0 },
  ],
])('%j has the smallest value %j', (schema, value) => {
  expect(minimalJson(schema)).toEqual(value)
})
