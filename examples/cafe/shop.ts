import {
  cancelled,
  type Line,
  type Order,
  OrderError,
  pickupAt,
  readLine,
  readName,
  totalCents,
} from './order.ts'

/** What is kept: in localStorage, as one record of the café's own. */
export interface Kept {
  readonly cart: readonly Line[]
  readonly orders: readonly Order[]
  readonly language?: string
}

/** Where it is kept: localStorage, or what a test brings. */
export interface Place {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

const key = 'cafe-linden'
/** Orders that are kept; older ones go. */
const mostOrders = 50

/** The shop: its cart and its orders. Every tab and every action changes the same record. */
export interface Shop {
  now(): number
  state(): Kept
  /** Whether what is done outlives the page. */
  isKept(): boolean
  subscribe(listener: () => void): void
  /** Reads what another tab has written. */
  refresh(): void
  setLanguage(language: string): void
  add(asked: Readonly<Record<string, unknown>>): Line
  setQuantity(index: number, quantity: number): void
  putBack(index: number, line: Line): void
  /** Orders what is in the cart and empties it. Throws OrderError. */
  placeCart(name: string, time: string): Order
  /** Orders one line past the cart. Throws OrderError. */
  placeLine(asked: Readonly<Record<string, unknown>>): Order
  /** The order with this number; without one the last that was not cancelled. Throws OrderError. */
  find(id: unknown): Order
  cancel(id: number): Order
  restore(id: number): void
}

/** Opens the shop over what is kept. @param clock Milliseconds since the epoch. */
export function openShop(place: Place | undefined, clock: () => number): Shop {
  const listeners = new Set<() => void>()
  let isKept = place !== undefined
  let kept = read(place)

  function write(next: Kept): void {
    kept = next
    try {
      place?.setItem(key, JSON.stringify(kept))
    } catch {
      isKept = false
    }
    for (const listener of listeners) listener()
  }

  function take(lines: readonly Line[], name: unknown, time: unknown, cart: readonly Line[]): Order {
    if (lines.length === 0) throw new OrderError('empty')
    const now = clock()
    const order: Order = {
      id: Math.max(0, ...kept.orders.map(({ id }) => id)) + 1,
      lines,
      name: readName(name),
      pickupAt: pickupAt(time, now),
      placedAt: now,
      cents: totalCents(lines),
    }
    write({ ...kept, cart, orders: [order, ...kept.orders].slice(0, mostOrders) })
    return order
  }

  const put = (order: Order) =>
    write({ ...kept, orders: kept.orders.map(one => (one.id === order.id ? order : one)) })

  const shop: Shop = {
    now: clock,
    state: () => kept,
    isKept: () => isKept,
    subscribe: listener => void listeners.add(listener),
    refresh() {
      kept = read(place)
      for (const listener of listeners) listener()
    },
    setLanguage: language => write({ ...kept, language }),
    add(asked) {
      const line = readLine(asked)
      const same = kept.cart.findIndex(
        one => one.item === line.item && one.milk === line.milk && one.size === line.size,
      )
      const before = kept.cart[same]
      if (!before) write({ ...kept, cart: [...kept.cart, line] })
      else {
        // Checked as a whole: twelve and twelve are too many.
        const both = readLine({ ...line, quantity: before.quantity + line.quantity })
        write({ ...kept, cart: kept.cart.with(same, both) })
      }
      return line
    },
    setQuantity(index, quantity) {
      const line = kept.cart[index]
      if (!line) return
      const cart =
        quantity === 0
          ? kept.cart.toSpliced(index, 1)
          : kept.cart.with(index, readLine({ ...line, quantity }))
      write({ ...kept, cart })
    },
    putBack: (index, line) => write({ ...kept, cart: kept.cart.toSpliced(index, 0, line) }),
    placeCart: (name, time) => take(kept.cart, name, time, []),
    placeLine: asked => take([readLine(asked)], asked.name, asked.time, kept.cart),
    find(id) {
      const found =
        id === undefined
          ? kept.orders.find(({ cancelledAt }) => cancelledAt === undefined)
          : kept.orders.find(order => order.id === id)
      if (!found) throw new OrderError('unknown-order')
      return found
    },
    cancel(id) {
      const order = cancelled(shop.find(id), clock())
      put(order)
      return order
    },
    restore(id) {
      const { cancelledAt: _, ...order } = shop.find(id)
      put(order)
    },
  }
  return shop
}

/** What is kept, as far as it can be understood: a damaged record is none. */
function read(place: Place | undefined): Kept {
  const empty: Kept = { cart: [], orders: [] }
  try {
    const found: unknown = JSON.parse(place?.getItem(key) ?? 'null')
    if (typeof found !== 'object' || found === null) return empty
    const { cart, orders, language } = found as Partial<Kept>
    return {
      cart: Array.isArray(cart) ? cart.map(line => readLine(line)) : [],
      orders: Array.isArray(orders) ? orders.filter(isOrder) : [],
      ...(typeof language === 'string' && { language }),
    }
  } catch {
    return empty
  }
}

function isOrder(value: unknown): value is Order {
  if (typeof value !== 'object' || value === null) return false
  const { id, lines, name, pickupAt: at, placedAt, cents, cancelledAt } = value as Partial<Order>
  const isLines = Array.isArray(lines) && lines.every(line => typeof line === 'object' && line !== null)
  const areNumbers = [id, at, placedAt, cents, cancelledAt ?? 0].every(one => Number.isFinite(one))
  return isLines && areNumbers && typeof name === 'string'
}
