import { h } from './dom.ts'
import type { Language } from './menu.ts'
import { type Line, lineCents, mostPieces, type Order, statusOf } from './order.ts'
import { lineWords, moment, price, statusNames, words } from './words.ts'

/** What is in the cart, line by line. @param onQuantity 0 takes the line away. */
export function cartView(
  cart: readonly Line[],
  language: Language,
  onQuantity: (index: number, quantity: number) => void,
): HTMLElement {
  const say = words[language]
  if (cart.length === 0) return h('p', { class: 'empty' }, say.cartEmpty)
  return h(
    'ul',
    { class: 'rows' },
    ...cart.map((line, index) => {
      const name = lineWords(line, language)
      const key = `${line.item} ${line.milk} ${line.size}`
      const button = (words: string, sign: string, quantity: number) =>
        h(
          'button',
          {
            type: 'button',
            class: 'sign',
            'aria-label': `${words}: ${name}`,
            title: words,
            'data-key': `${words} ${key}`,
            disabled: quantity > mostPieces,
            click: () => onQuantity(index, quantity),
          },
          sign,
        )
      return h(
        'li',
        {},
        h('span', { class: 'row-name' }, name),
        h('span', { class: 'row-price' }, price(lineCents(line), language)),
        h(
          'span',
          { class: 'row-deeds' },
          line.quantity > 1 ? button(say.fewer, '−', line.quantity - 1) : undefined,
          button(say.more, '+', line.quantity + 1),
          button(say.remove, '×', 0),
        ),
      )
    }),
  )
}

/** The receipts of all orders, newest first. */
export function ordersView(
  orders: readonly Order[],
  language: Language,
  now: number,
  onCancel: (order: Order) => void,
): readonly HTMLElement[] {
  const say = words[language]
  return orders.map(order => {
    const status = statusOf(order, now)
    return h(
      'li',
      { class: 'receipt', 'data-status': status },
      h('h3', {}, say.order(order.id)),
      h('p', { class: 'status' }, statusNames[status][language]),
      h('p', {}, `${order.name} · ${moment(order.pickupAt, order.placedAt, language)}`),
      h(
        'ul',
        { class: 'rows' },
        ...order.lines.map(line =>
          h(
            'li',
            {},
            h('span', { class: 'row-name' }, lineWords(line, language)),
            h('span', { class: 'row-price' }, price(lineCents(line), language)),
          ),
        ),
        h(
          'li',
          { class: 'sum' },
          h('span', { class: 'row-name' }, say.total),
          h('span', { class: 'row-price' }, price(order.cents, language)),
        ),
      ),
      status === 'placed'
        ? h(
            'button',
            {
              type: 'button',
              'aria-label': `${say.cancel}: ${order.id}`,
              'data-key': `cancel ${order.id}`,
              click: () => onCancel(order),
            },
            say.cancel,
          )
        : undefined,
    )
  })
}
