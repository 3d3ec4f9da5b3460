import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recorder } from '../agent.fixture.ts'
import { fieldsOf, labelOf, readFields, textsOf } from './fields.ts'

const order = recorder('place_order', {
  parameters: {
    type: 'object',
    properties: {
      item: { enum: ['flat_white', 'latte'] },
      quantity: { type: 'integer' },
      pickup_name: { type: 'string' },
      at: { type: 'string' },
      sugar: { type: 'boolean' },
      extras: { type: 'array' },
    },
    required: ['item', 'pickup_name'],
  },
  slots: {
    item: {
      kind: 'choice',
      ask: { en: 'Which drink?', 'zh-CN': '哪种饮料？' },
      choices: [
        { en: 'Flat white', 'zh-CN': '馥芮白' },
        { en: 'Latte', 'zh-CN': '拿铁' },
      ],
    },
    at: { kind: 'moment', ask: { en: 'When?', 'zh-CN': '什么时候？' } },
  },
})
const args = { item: 'flat_white', quantity: 2, pickup_name: 'Anna', at: '2026-11-30T09:30' }
const fields = fieldsOf(order, args, 'en')

describe('the fields of a call', () => {
  test('are those of its schema, each of its kind', () => {
    expect(fields.map(({ name, kind, isRequired }) => [name, kind, isRequired])).toEqual([
      ['item', 'choice', true],
      ['quantity', 'whole', false],
      ['pickup_name', 'text', true],
      ['at', 'moment', false],
      ['sugar', 'boolean', false],
      ['extras', 'json', false],
    ])
    expect(fields[0]?.options).toEqual([
      ['"flat_white"', 'Flat white'],
      ['"latte"', 'Latte'],
    ])
  })

  test('are named in the language of the page', () => {
    expect(labelOf(order, 'pickup_name', 'en')).toBe('Pickup name')
    expect(labelOf(order, 'at', 'en')).toBe('When?')
    expect(labelOf(order, 'at', 'zh-CN')).toBe('什么时候？')
    const foreign = { ...order, source: 'Café' }
    expect(labelOf(foreign, 'at', 'en')).toBe('At')
    expect(labelOf(foreign, 'at', 'zh-CN')).toBe('什么时候')
    const said = { en: 'Picked up at', 'zh-CN': '取餐时间' }
    const labelled = { ...foreign, slots: { at: { kind: 'time', ask: said, label: said } } } as const
    expect(labelOf(labelled, 'at', 'en')).toBe('Picked up at')
    expect(labelOf(undefined, 'at', 'zh-CN')).toBe('At')
  })

  test('show a value that the browser’s own field could not hold as text', () => {
    expect(fieldsOf(order, { ...args, at: 'half past nine' }, 'en')[3]?.kind).toBe('text')
    expect(fieldsOf(order, { ...args, pickup_name: 'a\nb' }, 'en')[2]?.kind).toBe('lines')
  })
})

describe('what a person leaves in them', () => {
  const texts = textsOf(fields, args)

  test('is what it was where nothing was changed, whatever it was', () => {
    expect(readFields(fields, texts, args)).toEqual({ args })
    const values = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.string()), fc.constant('2'))
    fc.assert(
      fc.property(
        fc.record({ item: values, quantity: values, pickup_name: values, extras: values }),
        given => {
          const shown = fieldsOf(order, given, 'en')
          const kept = readFields(shown, textsOf(shown, given), given)
          // An empty text of the right to be there is none that anyone has changed.
          expect(kept).toEqual({ args: given })
        },
      ),
    )
  })

  test('is read by its kind where it was changed', () => {
    const changed = { ...texts, item: '"latte"', quantity: '3', at: '', sugar: 'false', extras: '["ice"]' }
    expect(readFields(fields, changed, args)).toEqual({
      args: { item: 'latte', quantity: 3, pickup_name: 'Anna', sugar: false, extras: ['ice'] },
    })
  })

  test.each([
    [{ quantity: 'two' }, { wrong: 'quantity', reason: 'number' }],
    [{ quantity: '2.5' }, { wrong: 'quantity', reason: 'number' }],
    [{ extras: '[' }, { wrong: 'extras', reason: 'json' }],
    [{ pickup_name: ' ' }, { wrong: 'pickup_name', reason: 'empty' }],
  ])('is refused where it cannot be one: %j', (changes, refused) => {
    expect(readFields(fields, { ...texts, ...changes }, args)).toEqual(refused)
  })
})
