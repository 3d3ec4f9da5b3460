import { describe, expect, it, test } from 'vitest'
import type { Tool } from '../../abilities/tool.ts'
import { conceptsOf } from './concepts.ts'
import { nearByMeaning, nearByWords, nearEnough, nearest, wordsOf } from './foreign.ts'

function tool(name: string, description: string, properties: Readonly<Record<string, unknown>> = {}): Tool {
  return {
    name,
    title: { en: name, 'zh-CN': name },
    description,
    parameters: { type: 'object', properties },
    consent: 'each-time',
    effects: ['leaves-device'],
    source: 'Blue Bottle',
    run: async () => ({ value: null, said: '' }),
  }
}

const café = [
  tool('list_menu', 'Lists what there is to drink and to eat, with prices.'),
  tool('place_order', 'Orders something from the menu.', {
    item: { type: 'string', description: 'What to order, as it is called on the menu.' },
    quantity: { type: 'integer' },
    milk: { enum: ['oat', 'soy', 'whole'] },
  }),
  tool('cancel_order', 'Cancels an order that is not ready yet.'),
].map(wordsOf)
const others = [
  tool('create_issue', 'Opens an issue in a repository.'),
  tool('list_issues', 'Lists the open issues of a repository.'),
  tool('set_light', 'Turns a lamp on or off.', { room: { type: 'string' } }),
].map(wordsOf)

/** Two that are about the same things: they differ in how people ask for them. */
const [pricing, ordering] = (
  [
    [
      'price_order',
      'Tells what an order would cost.',
      ['how much is a large latte', 'what would two teas cost'],
    ],
    ['place_order', 'Orders something.', ['get me a large latte', 'I would like a tea for Tom']],
  ] as const
).map(([name, about, en]) =>
  wordsOf({
    ...tool(name, about, { item: { enum: ['croissant', 'latte', 'tea'] } }),
    examples: { en, 'zh-CN': [] },
  }),
)

const chosen = (request: string, tools = café) =>
  nearest(nearByWords(request, tools), nearEnough.forAnApp)?.tool

describe('among the tools of apps and servers the nearest is chosen', () => {
  test.each([
    ['order two flat whites with oat milk', 'place_order'],
    ['cancel my order', 'cancel_order'],
    ['please cancel that order', 'cancel_order'],
    ["what's on the menu", 'list_menu'],
    ['show me the menu', 'list_menu'],
    ['点两杯拿铁', 'place_order'],
    ['取消刚才的订单', 'cancel_order'],
    ['菜单上有什么', 'list_menu'],
  ])('of the café: %s', (request, name) => {
    expect(chosen(request)).toBe(name)
  })

  test.each([
    ['get me a croissant', 'place_order'],
    ['I would like a latte', 'place_order'],
    ['how much is a croissant', 'price_order'],
    ['croissant', undefined],
  ])('of two about the same things the one that is asked for so: %s', (request, name) => {
    expect(chosen(request, [pricing ?? expect.fail(), ordering ?? expect.fail()])).toBe(name)
  })

  test.each([
    ['create an issue about the login page', 'create_issue'],
    ['show me all open issues', 'list_issues'],
    ['turn on the lamp in the hall', 'set_light'],
    ['把客厅的灯打开', 'set_light'],
  ])('of several servers: %s', (request, name) => {
    expect(chosen(request, [...café, ...others])).toBe(name)
  })
})

it('nothing is chosen where no word is shared, nor where two tools are as near', () => {
  expect(chosen('play some jazz')).toBeUndefined()
  expect(chosen('放点音乐')).toBeUndefined()
  const [twin] = others
  expect(twin && chosen('create an issue', [twin, { ...twin, tool: 'other' }])).toBeUndefined()
})

it('the words of a name are worth more than those of a description, and whose it is more still', () => {
  const [, order] = nearByWords('order a tea', café)
  const [, named] = nearByWords('order a tea at Blue Bottle', café)
  expect(named?.score ?? 0).toBeGreaterThan(order?.score ?? 1)
})

it('meaning decides where words are as near', () => {
  const words = [
    { tool: 'a', score: 0.3, like: 0 },
    { tool: 'b', score: 0.3, like: 0 },
  ]
  const near = nearByMeaning(
    words,
    [1, 0],
    [
      [[0, 1]],
      [
        [0.8, 0.6],
        [0, 1],
      ],
    ],
  )
  expect(nearest(near, nearEnough.forAnApp)?.tool).toBe('b')
})

it('knows what is spoken of in both languages', () => {
  expect(conceptsOf('Cancel my order')).toEqual(['=order', '=cancel'])
  expect(conceptsOf('取消订单')).toEqual(['=order', '=cancel'])
  expect(conceptsOf('borders')).toEqual([])
})
