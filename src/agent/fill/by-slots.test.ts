import { describe, expect, test } from 'vitest'
import type { JsonSchema } from '../../engines/engine.ts'
import { fillByRules } from './rules.ts'
import { slotsFromSchema } from './slots-from-schema.ts'
import { placeAt, toolNamed } from './tables/place.fixture.ts'

const drinks = ['flat white', 'cappuccino', 'latte', 'espresso', 'hot chocolate', 'croissant', 'pastry']
const order: JsonSchema = {
  type: 'object',
  properties: {
    item: { type: 'string', enum: drinks, description: 'What to order. As it is called on the menu.' },
    quantity: { type: 'integer', minimum: 1, default: 1 },
    milk: { type: 'string', enum: ['whole', 'oat', 'soy', 'none'] },
    name: { type: 'string', title: 'Name for the cup' },
    time: { type: 'string', format: 'time' },
  },
  required: ['item', 'name'],
}
const named: JsonSchema = {
  ...order,
  properties: {
    ...(order.properties as object),
    item: {
      type: 'string',
      enum: ['flat white', 'latte', 'croissant'],
      'x-hermit': {
        ask: { en: 'What would you like?', 'zh-CN': '想点什么？' },
        names: {
          'flat white': { en: 'Flat white', 'zh-CN': '馥芮白' },
          latte: { en: 'Latte', 'zh-CN': '拿铁' },
          croissant: { en: 'Croissant', 'zh-CN': '牛角包' },
        },
      },
    },
    milk: {
      type: 'string',
      enum: ['whole', 'oat'],
      'x-hermit': { names: { whole: { en: 'Whole', 'zh-CN': '全脂' }, oat: { en: 'Oat', 'zh-CN': '燕麦' } } },
    },
  },
}

const fill = (parameters: JsonSchema, words: string) =>
  fillByRules(
    toolNamed('place_order', { source: 'Café', parameters }),
    words,
    placeAt(/\p{Script=Han}/u.test(words) ? 'zh-CN' : 'en'),
  )

describe('tools from elsewhere, by their schema alone', () => {
  test.each([
    [
      'Order two oat flat whites for Anna at half past nine',
      { item: 'flat white', quantity: 2, milk: 'oat', name: 'Anna', time: '09:30' },
    ],
    ['I would like a croissant for Tom', { item: 'croissant', name: 'Tom' }],
    [
      'get me 3 Cappuccinos with soy milk under the name Dr Lee',
      { item: 'cappuccino', quantity: 3, milk: 'soy', name: 'Dr Lee' },
    ],
    ['two pastries please', { item: 'pastry', quantity: 2 }],
    [
      'order a hot chocolate for pickup at 3pm, my name is maria',
      { item: 'hot chocolate', name: 'maria', time: '15:00' },
    ],
    ['order something nice', {}],
  ])('%s', (words, args) => {
    expect(fill(order, words)).toEqual(args)
  })

  test.each([
    [
      '给安娜点两杯燕麦馥芮白，九点半取',
      { item: 'flat white', quantity: 2, milk: 'oat', name: '安娜', time: '09:30' },
    ],
    ['帮我点一个牛角包', { item: 'croissant', quantity: 1 }],
    ['来三杯拿铁，名字是王芳，下午三点来取', { item: 'latte', quantity: 3, name: '王芳', time: '15:00' }],
  ])('%s', (words, args) => {
    expect(fill(named, words)).toEqual(args)
  })

  test('what is asked comes in the words of the tool', () => {
    const slots = slotsFromSchema(order)
    expect(slots.item?.ask.en).toBe('What to order?')
    expect(slots.name).toMatchObject({ kind: 'person', ask: { en: 'Name for the cup?' } })
    expect(slots.quantity).toMatchObject({ kind: 'number', ask: { en: 'Quantity?' } })
    expect(slots.time?.kind).toBe('time')
    expect(slotsFromSchema(named).item?.ask['zh-CN']).toBe('想点什么？')
    expect(slotsFromSchema(named).item?.choices?.[0]).toEqual({ en: 'Flat white', 'zh-CN': '馥芮白' })
  })

  test('kinds follow formats, types and names; lists and objects are left to others', () => {
    const properties = {
      a: { type: 'number' },
      b: { type: 'integer' },
      c: { type: 'string', format: 'date' },
      d: { type: 'string', format: 'date-time' },
      e: { type: 'string', format: 'email' },
      f: { type: 'string', format: 'uri' },
      guestName: { type: 'string' },
      city: { type: 'string' },
      message: { type: 'string' },
      maybe: { type: ['string', 'null'] },
      list: { type: 'array', items: { type: 'string' } },
      flag: { type: 'boolean' },
      size: {
        oneOf: [
          { const: 's', title: 'Small' },
          { const: 'l', title: 'Large' },
        ],
      },
    }
    const kinds = Object.entries(slotsFromSchema({ properties })).map(([name, { kind }]) => [name, kind])
    expect(Object.fromEntries(kinds)).toEqual({
      a: 'number',
      b: 'number',
      c: 'date',
      d: 'moment',
      e: 'person',
      f: 'url',
      guestName: 'person',
      city: 'place',
      message: 'text',
      maybe: 'text',
      size: 'choice',
    })
    const sized = { properties: { size: properties.size } }
    expect(fill(sized, 'a large one')).toEqual({ size: 'l' })
  })

  test('a table for guests: numbers stand beside the word that they count', () => {
    const table: JsonSchema = {
      properties: {
        guests: { type: 'integer' },
        date: { type: 'string', format: 'date' },
        time: { type: 'string', format: 'time' },
        name: { type: 'string' },
      },
    }
    expect(fill(table, 'book a table for 4 guests on Friday at 7 pm under the name Smith')).toEqual({
      guests: 4,
      date: '2026-12-04',
      time: '19:00',
      name: 'Smith',
    })
    expect(fill(table, '周五晚上七点订四位，姓名：王伟')).toEqual({
      guests: 4,
      date: '2026-12-04',
      time: '19:00',
      name: '王伟',
    })
  })

  test('a text is what is left without the words that ask; quotes win', () => {
    const search: JsonSchema = { properties: { query: { type: 'string' }, limit: { type: 'integer' } } }
    expect(fill(search, 'search for red shoes')).toEqual({ query: 'red shoes' })
    expect(fill(search, 'find 5 "blue jeans" in the shop')).toEqual({ query: 'blue jeans', limit: 5 })
    expect(fill({ properties: { message: { type: 'string' } } }, 'echo hello world')).toEqual({
      message: 'hello world',
    })
  })

  test('a tool of Hermit’s name from elsewhere is filled by its own schema', () => {
    const foreign = toolNamed('set_timer', {
      source: 'Elsewhere',
      parameters: { properties: { minutes: { type: 'integer' } } },
    })
    expect(fillByRules(foreign, 'set a timer for 5 minutes', placeAt('en'))).toEqual({ minutes: 5 })
  })
})
