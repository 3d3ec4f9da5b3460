import type { AppTool } from '../bridge-client.ts'
import { type Language, menu, milkShortNames, milks, sizeNames, sizes } from './menu.ts'
import { longestName, mostPieces, type Order, OrderError, readLine, statusOf, totalCents } from './order.ts'
import type { Shop } from './shop.ts'
import { lineWords, moment, price, problems, statusNames, words } from './words.ts'

/** What an order is made of; a price depends on the first four. */
const lineProperties = {
  item: {
    type: 'string',
    description: 'What to order, as it is called on the menu.',
    enum: menu.map(({ id }) => id),
    'x-hermit': {
      names: Object.fromEntries(menu.map(({ id, name }) => [id, name])),
      ask: { en: 'What would you like?', 'zh-CN': '想点什么？' },
      label: { en: 'What', 'zh-CN': '餐品' },
    },
  },
  quantity: {
    type: 'integer',
    description: 'How many of it.',
    minimum: 1,
    maximum: mostPieces,
    default: 1,
    'x-hermit': { label: { en: 'How many', 'zh-CN': '数量' } },
  },
  milk: {
    type: 'string',
    description: 'For coffee and chocolate with milk.',
    enum: [...milks],
    'x-hermit': { names: milkShortNames, label: { en: 'Milk', 'zh-CN': '奶' } },
  },
  size: {
    type: 'string',
    enum: [...sizes],
    'x-hermit': { names: sizeNames, label: { en: 'Size', 'zh-CN': '杯型' } },
  },
} as const

const orderNumber = {
  type: 'integer',
  description: 'The number of an order. Absent: the last one.',
  minimum: 1,
  'x-hermit': {
    label: { en: 'Number of the order (empty: the last one)', 'zh-CN': '订单号（不填则为最近一单）' },
  },
}

/** What the café offers to an agent: the same deeds as by hand, in the same shop. */
export function createActions(shop: Shop, language: Language): readonly AppTool[] {
  const say = words[language]

  /** Runs it; what the café does not take comes back as its sentence. */
  function run<Result>(deed: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      try {
        resolve(deed())
      } catch (error) {
        reject(error instanceof OrderError ? new Error(problems[error.problem][language]) : error)
      }
    })
  }

  const told = (order: Order, said: string) => ({
    said,
    order: order.id,
    status: statusOf(order, shop.now()),
    items: order.lines.map(line => lineWords(line, language)),
    name: order.name,
    pickup: new Date(order.pickupAt).toISOString(),
    price: money(order.cents),
  })

  return [
    {
      name: 'list_menu',
      title: language === 'en' ? 'Show the menu' : '查看菜单',
      description:
        'Lists what the café has, with prices. Use it when asked what there is or what something costs.',
      inputSchema: {
        type: 'object',
        properties: {},
        'x-hermit': {
          titles: { en: 'Show the menu', 'zh-CN': '查看菜单' },
          examples: {
            en: ['what is on the menu', 'what does the café have', 'show me the drinks'],
            'zh-CN': ['菜单上有什么', '有哪些饮料', '咖啡多少钱'],
          },
        },
      },
      annotations: { readOnlyHint: true, untrustedContentHint: false },
      execute: () =>
        run(() => ({
          said: menu.map(({ name, cents }) => `${name[language]}: ${price(cents, language)}`).join('\n'),
          items: menu.map(({ id, cents }) => ({ item: id, price: money(cents) })),
        })),
    },
    {
      name: 'price_order',
      title: language === 'en' ? 'Price of an order' : '查询价格',
      description: 'Tells what an order would cost, and orders nothing.',
      inputSchema: {
        type: 'object',
        properties: lineProperties,
        required: ['item'],
        'x-hermit': {
          titles: { en: 'Price of an order', 'zh-CN': '查询价格' },
          examples: {
            en: ['how much is a large latte', 'what would two cappuccinos cost'],
            'zh-CN': ['大杯拿铁多少钱', '两杯卡布奇诺要多少钱'],
          },
        },
      },
      annotations: { readOnlyHint: true, untrustedContentHint: false },
      execute: asked =>
        run(() => {
          const line = readLine(asked)
          const cents = totalCents([line])
          return { said: `${lineWords(line, language)}: ${price(cents, language)}`, price: money(cents) }
        }),
    },
    {
      name: 'place_order',
      title: language === 'en' ? 'Order at the café' : '在咖啡馆下单',
      description:
        'Places an order to be picked up. Use it when asked to order or to get a drink or something to eat.',
      inputSchema: {
        type: 'object',
        properties: {
          ...lineProperties,
          name: {
            type: 'string',
            description: 'Whose name stands on the cup.',
            minLength: 1,
            maxLength: longestName,
            'x-hermit': {
              kind: 'person',
              ask: { en: 'What name is it for?', 'zh-CN': '取餐人叫什么名字？' },
              label: { en: 'Name on the cup', 'zh-CN': '取餐人' },
            },
          },
          time: {
            type: 'string',
            format: 'time',
            description: 'When it is picked up, as HH:MM. Absent: as soon as possible.',
            'x-hermit': { label: { en: 'Picked up at', 'zh-CN': '取餐时间' } },
          },
        },
        required: ['item', 'name'],
        'x-hermit': {
          titles: { en: 'Order at the café', 'zh-CN': '在咖啡馆下单' },
          preview: 'price_order',
          undo: { tool: 'cancel_order', with: ['order'] },
          costsMoney: true,
          examples: {
            en: [
              'order two flat whites for Anna at half past nine',
              'get me a large latte with oat milk',
              'I would like a croissant for Tom',
              'order a cappuccino for me at ten',
            ],
            'zh-CN': [
              '给安娜点两杯馥芮白，九点半取',
              '来一杯大杯燕麦拿铁',
              '帮我点一个牛角包',
              '订一杯卡布奇诺，十点取',
            ],
          },
        },
      },
      annotations: { readOnlyHint: false, consequentialHint: true, untrustedContentHint: false },
      execute: asked =>
        run(() => {
          const order = shop.placeLine(asked)
          const when = moment(order.pickupAt, order.placedAt, language)
          return told(order, say.taken(order.id, order.name, when, price(order.cents, language)))
        }),
    },
    {
      name: 'cancel_order',
      title: language === 'en' ? 'Cancel an order' : '取消订单',
      description: 'Cancels an order that is not ready yet.',
      inputSchema: {
        type: 'object',
        properties: { order: orderNumber },
        'x-hermit': {
          titles: { en: 'Cancel an order', 'zh-CN': '取消订单' },
          examples: {
            en: ['cancel my order', 'cancel order 3', 'I no longer want the coffee'],
            'zh-CN': ['取消我的订单', '取消 3 号订单', '咖啡不要了'],
          },
        },
      },
      annotations: { readOnlyHint: false, consequentialHint: true, untrustedContentHint: false },
      execute: asked =>
        run(() => {
          const order = shop.cancel(shop.find(asked.order).id)
          return told(order, say.gone(order.id))
        }),
    },
    {
      name: 'order_status',
      title: language === 'en' ? 'How an order stands' : '订单状态',
      description: 'Tells how an order stands: placed, ready or cancelled.',
      inputSchema: {
        type: 'object',
        properties: { order: orderNumber },
        'x-hermit': {
          titles: { en: 'How an order stands', 'zh-CN': '订单状态' },
          examples: {
            en: ['is my order ready', 'when can I pick up my coffee', 'status of order 2'],
            'zh-CN': ['我的订单好了吗', '什么时候可以取咖啡', '2 号订单怎么样了'],
          },
        },
      },
      // What stands there was typed by somebody: a name, which may say anything.
      annotations: { readOnlyHint: true, untrustedContentHint: true },
      execute: asked =>
        run(() => {
          if (shop.state().orders.length === 0) return { said: say.noOrders }
          const order = asked.order === undefined ? shop.state().orders[0] : shop.find(asked.order)
          if (!order) throw new OrderError('unknown-order')
          const status = statusNames[statusOf(order, shop.now())][language]
          const when = moment(order.pickupAt, shop.now(), language)
          return told(order, `${say.order(order.id)}: ${status} · ${order.name} · ${when.trim()}`)
        }),
    },
  ]
}

function money(cents: number): { readonly amount: number; readonly currency: string } {
  return { amount: cents / 100, currency: 'EUR' }
}
