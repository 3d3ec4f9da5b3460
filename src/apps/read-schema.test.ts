import { Validator } from '@cfworker/json-schema'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createActions } from '../../examples/cafe/actions.ts'
import { openShop } from '../../examples/cafe/shop.ts'
import { readSchema } from './read-schema.ts'

const placeOrder = createActions(openShop(undefined, Date.now), 'en').find(
  ({ name }) => name === 'place_order',
)
const cafe = readSchema({ ...placeOrder?.inputSchema })

describe('the slots of an app’s arguments', () => {
  test('are of the kind that its schema says', () => {
    expect(Object.entries(cafe.slots).map(([name, { kind }]) => [name, kind])).toEqual([
      ['item', 'choice'],
      ['quantity', 'number'],
      ['milk', 'choice'],
      ['size', 'choice'],
      ['name', 'person'],
      ['time', 'time'],
    ])
    expect(cafe.slots.milk?.choices).toContainEqual({ en: 'oat', 'zh-CN': '燕麦' })
    expect(cafe.slots.item?.ask['zh-CN']).toBe('想点什么？')
  })

  test('ask in plain words where the app says nothing', () => {
    const { slots } = readSchema({ properties: { due_date: { type: 'string', format: 'date' } } })
    expect(slots.due_date).toEqual({
      kind: 'date',
      ask: { en: 'What should “due date” be?', 'zh-CN': '“due date”填什么？' },
    })
  })

  test('are none for what no words can fill', () => {
    const { slots, parameters } = readSchema({
      properties: { tags: { type: 'array', items: { type: 'string' } }, isHot: { type: 'boolean' } },
      required: ['tags', 'nowhere'],
    })
    expect(slots).toEqual({})
    expect(parameters).toMatchObject({ required: ['tags'] })
  })
})

describe('a choice', () => {
  test('may be named in either language, and reaches the app as its own value', () => {
    expect(cafe.toApp({ item: '馥芮白', milk: '燕麦', size: 'large', quantity: 2 })).toEqual({
      ...{ item: 'flat white', milk: 'oat', size: 'large', quantity: 2 },
    })
    const validator = new Validator(cafe.parameters)
    expect(validator.validate({ item: 'flat white', name: 'Anna', time: '09:30' }).valid).toBe(true)
    expect(validator.validate({ item: 'beer', name: 'Anna' }).valid).toBe(false)
  })

  test('stands at the place of its value, by which it is told', () => {
    const values = Object(cafe.parameters.properties).milk.enum
    expect(values).toEqual(['whole', 'oat', 'soy', 'none'])
    expect(cafe.slots.milk?.choices?.map(({ en }) => en)).toEqual(['whole', 'oat', 'soy', 'no milk'])
  })

  test('that another choice is called by means itself', () => {
    const { toApp } = readSchema({
      properties: {
        milk: {
          enum: ['oat', 'soy'],
          'x-hermit': { names: { oat: { en: 'soy', 'zh-CN': '燕麦' }, soy: { en: 'soya', 'zh-CN': '豆' } } },
        },
      },
    })
    expect([toApp({ milk: 'soy' }), toApp({ milk: '燕麦' })]).toEqual([{ milk: 'soy' }, { milk: 'oat' }])
  })
})

describe('a foreign schema', () => {
  test('keeps nothing that could run for ever or lead elsewhere', () => {
    const evil = { type: 'string', pattern: '^(a+)+$', $ref: '#/nowhere', allOf: [{ pattern: '(b+)+' }] }
    const { parameters } = readSchema({
      $defs: { a: evil },
      properties: { a: evil, list: { type: 'array', items: evil }, inner: { properties: { b: evil } } },
    })
    expect(JSON.stringify(parameters)).not.toMatch(/pattern|\$ref|\$defs|allOf/)
  })

  test('whatever it is, is read without a throw, into one that can be checked against', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (schema, properties) => {
        const { parameters, slots, toApp } = readSchema({ ...schema, properties })
        expect(parameters).toMatchObject({ type: 'object', additionalProperties: false })
        for (const name of Object.keys(slots))
          expect(Object.keys(Object(parameters.properties))).toContain(name)
        expect(toApp({})).toEqual({})
      }),
    )
  })
})
