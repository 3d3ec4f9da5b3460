import { expect, test } from 'vitest'
import { fieldsOf, readFields } from './fields.ts'

const fields = fieldsOf({
  type: 'object',
  required: ['item'],
  properties: {
    item: { type: 'string', title: 'Drink', description: 'What to make' },
    milk: { type: 'string', enum: ['whole', 'oat'], default: 'oat' },
    quantity: { type: 'integer', default: 1 },
    hot: { type: 'boolean', default: true },
    extras: { type: 'array', items: { type: 'string' } },
  },
})

test('a schema becomes fields with what it gives for them', () => {
  expect(fields.map(({ name, kind, isRequired, initial }) => [name, kind, isRequired, initial])).toEqual([
    ['item', 'text', true, ''],
    ['milk', 'choice', false, 'oat'],
    ['quantity', 'number', false, '1'],
    ['hot', 'switch', false, 'true'],
    ['extras', 'json', false, ''],
  ])
  expect(fields[0]).toMatchObject({ label: 'Drink', hint: 'What to make' })
})

test('what is filled in becomes arguments of the kinds that the schema wants; what is empty is left out', () => {
  const values = { item: 'flat white', milk: '', quantity: ' 2 ', hot: '', extras: '["shot"]' }
  expect(readFields(fields, values)).toEqual({
    args: { item: 'flat white', quantity: 2, hot: false, extras: ['shot'] },
  })
})

test('what cannot be sent is named field by field', () => {
  expect(readFields(fields, { item: ' ', quantity: 'two', extras: '[' })).toEqual({
    problems: { item: 'missing', quantity: 'number', extras: 'json' },
  })
})
