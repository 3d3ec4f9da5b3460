import { type Both, type Language, menu, milkNames, sizeNames } from './menu.ts'
import {
  closesAt,
  type Line,
  longestName,
  mostPieces,
  type OrderStatus,
  opensAt,
  type Problem,
} from './order.ts'

const hour = (value: number) => `${String(value).padStart(2, '0')}:00`

/** All that the page says, but for the menu. */
export const words = {
  en: {
    title: 'Café Linden',
    about: `Order here, pick it up at the counter. Open from ${hour(opensAt)} to ${hour(closesAt)}.`,
    demo: 'An example: nothing is paid and nobody makes coffee. Orders are kept in this browser only.',
    language: '中文',
    menu: 'Menu',
    cart: 'Your order',
    orders: 'Placed orders',
    cartEmpty: 'Nothing yet. Open something on the menu and add it.',
    quantity: 'Quantity',
    milk: 'Milk',
    size: 'Size',
    add: 'Add to order',
    remove: 'Remove',
    fewer: 'One fewer',
    more: 'One more',
    name: 'Name on the cup',
    time: 'Pick up at',
    timeHint: 'Empty: as soon as possible.',
    total: 'Total',
    place: 'Place order',
    cancel: 'Cancel order',
    undo: 'Undo',
    from: 'from',
    order: (id: number) => `Order ${id}`,
    added: (line: string) => `Added: ${line}.`,
    removed: (line: string) => `Removed: ${line}.`,
    taken: (id: number, name: string, time: string, price: string) =>
      `Order ${id} for ${name} is placed: pick it up ${time}. Total ${price}.`,
    gone: (id: number) => `Order ${id} is cancelled.`,
    restored: (id: number) => `Order ${id} is placed again.`,
    noOrders: 'There are no orders.',
    notKept: 'This browser does not let the page keep anything: orders are lost when it closes.',
  },
  'zh-CN': {
    title: '椴树咖啡馆',
    about: `在这里下单，到柜台自取。营业时间 ${hour(opensAt)} 至 ${hour(closesAt)}。`,
    demo: '这是示例：不收款，也不会有人做咖啡。订单只保存在这个浏览器里。',
    language: 'English',
    menu: '菜单',
    cart: '您的订单',
    orders: '已下的订单',
    cartEmpty: '还没有东西。展开菜单上的一项并加入。',
    quantity: '数量',
    milk: '奶',
    size: '杯型',
    add: '加入订单',
    remove: '移除',
    fewer: '减一份',
    more: '加一份',
    name: '杯上的名字',
    time: '取餐时间',
    timeHint: '留空：尽快。',
    total: '合计',
    place: '下单',
    cancel: '取消订单',
    undo: '撤销',
    from: '起价',
    order: (id: number) => `${id} 号订单`,
    added: (line: string) => `已加入：${line}。`,
    removed: (line: string) => `已移除：${line}。`,
    taken: (id: number, name: string, time: string, price: string) =>
      `${name} 的 ${id} 号订单已下好，${time}取餐，合计 ${price}。`,
    gone: (id: number) => `${id} 号订单已取消。`,
    restored: (id: number) => `${id} 号订单已恢复。`,
    noOrders: '还没有订单。',
    notKept: '浏览器不允许本页保存内容：关闭后订单会丢失。',
  },
} as const

export const problems: Readonly<Record<Problem, Both>> = {
  'unknown-item': { en: 'That is not on the menu.', 'zh-CN': '菜单上没有这一项。' },
  quantity: { en: `From 1 to ${mostPieces} of one thing.`, 'zh-CN': `每项可点 1 到 ${mostPieces} 份。` },
  'unknown-milk': { en: 'The café does not have that milk.', 'zh-CN': '店里没有这种奶。' },
  'no-milk-here': { en: 'That comes without milk.', 'zh-CN': '这一项不加奶。' },
  'unknown-size': { en: 'The café does not have that size.', 'zh-CN': '没有这种杯型。' },
  'no-sizes-here': { en: 'That comes in one size only.', 'zh-CN': '这一项只有一种大小。' },
  name: {
    en: `A name is needed for the cup, of at most ${longestName} letters.`,
    'zh-CN': `请填写杯上的名字，最多 ${longestName} 个字。`,
  },
  time: { en: 'That is no time of day.', 'zh-CN': '这不是一个时间。' },
  closed: {
    en: `The café is open from ${hour(opensAt)} to ${hour(closesAt)}.`,
    'zh-CN': `营业时间是 ${hour(opensAt)} 至 ${hour(closesAt)}。`,
  },
  empty: { en: 'There is nothing in the order yet.', 'zh-CN': '订单里还没有东西。' },
  'unknown-order': { en: 'There is no such order.', 'zh-CN': '没有这个订单。' },
  'cancelled-already': { en: 'That order is cancelled already.', 'zh-CN': '这个订单已经取消了。' },
  'too-late': {
    en: 'That order is ready and can no longer be cancelled.',
    'zh-CN': '订单已做好，不能再取消。',
  },
}

export const statusNames: Readonly<Record<OrderStatus, Both>> = {
  placed: { en: 'Placed', 'zh-CN': '已下单' },
  ready: { en: 'Ready at the counter', 'zh-CN': '可以取餐' },
  cancelled: { en: 'Cancelled', 'zh-CN': '已取消' },
}

/** "€8.60", as a language writes it. */
export function price(cents: number, language: Language): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-IE' : language, {
    style: 'currency',
    currency: 'EUR',
  }).format(cents / 100)
}

/** "today at 09:30", "on Tuesday at 09:30". */
export function moment(at: number, now: number, language: Language): string {
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at)
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  const day = new Intl.DateTimeFormat(language, { weekday: 'long' }).format(at)
  if (language === 'en') return isToday ? `today at ${time}` : `on ${day} at ${time}`
  return isToday ? `今天 ${time} ` : `${day} ${time} `
}

/** "2 × Flat white, oat milk, large": what is usual is not said. */
export function lineWords({ item, quantity, milk, size }: Line, language: Language): string {
  const name = menu.find(({ id }) => id === item)?.name[language] ?? item
  const choices = [
    milk && milk !== 'whole' ? milkNames[milk][language] : '',
    size && size !== 'regular' ? sizeNames[size][language] : '',
  ].filter(choice => choice !== '')
  return [`${quantity} × ${name}`, ...choices].join(language === 'en' ? ', ' : '，')
}
