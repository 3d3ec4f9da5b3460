import { type Milk, menu, milkCents, milks, type Size, sizeCents, sizes } from './menu.ts'

/** One line of an order. A choice that the item does not have is absent. */
export interface Line {
  readonly item: string
  readonly quantity: number
  readonly milk?: Milk
  readonly size?: Size
}

export interface Order {
  /** Counted from 1 in this browser. */
  readonly id: number
  readonly lines: readonly Line[]
  readonly name: string
  /** Milliseconds since the epoch, as all moments here. */
  readonly pickupAt: number
  readonly placedAt: number
  readonly cents: number
  readonly cancelledAt?: number
}

/** Why an order cannot be taken; words.ts has a sentence for each. */
export type Problem =
  | 'unknown-item'
  | 'quantity'
  | 'unknown-milk'
  | 'no-milk-here'
  | 'unknown-size'
  | 'no-sizes-here'
  | 'name'
  | 'time'
  | 'closed'
  | 'empty'
  | 'unknown-order'
  | 'cancelled-already'
  | 'too-late'

/** What the café does not take, by its code. */
export class OrderError extends Error {
  override readonly name = 'OrderError'
  constructor(readonly problem: Problem) {
    super(problem)
  }
}

export const mostPieces = 12
/** Characters. */
export const longestName = 40
/** Hours of the local day: orders are handed out from seven until six in the evening. */
export const opensAt = 7
export const closesAt = 18
/** Milliseconds from an order to its cup. */
const makingMs = 10 * 60_000

/** What one line costs, in cents. */
export function lineCents({ item, quantity, milk, size }: Line): number {
  const found = menu.find(({ id }) => id === item)
  if (!found) throw new OrderError('unknown-item')
  return quantity * (found.cents + (milk ? milkCents[milk] : 0) + (size ? sizeCents[size] : 0))
}

/** What an order costs, in cents. */
export function totalCents(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + lineCents(line), 0)
}

/** A line out of what somebody has asked for. Throws OrderError. */
export function readLine(asked: Readonly<Record<string, unknown>>): Line {
  const item = menu.find(({ id }) => id === asked.item)
  if (!item) throw new OrderError('unknown-item')
  const quantity = asked.quantity ?? 1
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1 || quantity > mostPieces)
    throw new OrderError('quantity')
  const milk = asked.milk === undefined ? undefined : milks.find(one => one === asked.milk)
  if (asked.milk !== undefined && !milk) throw new OrderError('unknown-milk')
  if (milk && milk !== 'none' && !item.takesMilk) throw new OrderError('no-milk-here')
  const size = asked.size === undefined ? undefined : sizes.find(one => one === asked.size)
  if (asked.size !== undefined && !size) throw new OrderError('unknown-size')
  if (size && size !== 'regular' && !item.hasSizes) throw new OrderError('no-sizes-here')
  return {
    item: item.id,
    quantity,
    ...(item.takesMilk && { milk: milk ?? 'whole' }),
    ...(item.hasSizes && { size: size ?? 'regular' }),
  }
}

/** A name for the cup. Throws OrderError. */
export function readName(asked: unknown): string {
  const name = typeof asked === 'string' ? asked.trim() : ''
  if (name === '' || name.length > longestName) throw new OrderError('name')
  return name
}

/**
 * When an order can be had: at the next such time of day, else as soon as it can be made while the café is open.
 * Throws OrderError. @param time "09:30", or undefined or '' for as soon as possible.
 */
export function pickupAt(time: unknown, now: number): number {
  const day = new Date(now)
  if (time === undefined || time === '') {
    const soonest = new Date(now + makingMs)
    if (soonest.getHours() >= opensAt && soonest.getHours() < closesAt) return soonest.getTime()
    const opening = new Date(now)
    opening.setHours(opensAt, 0, 0, 0)
    if (opening.getTime() < soonest.getTime()) opening.setDate(opening.getDate() + 1)
    return opening.getTime()
  }
  const match = typeof time === 'string' ? /^([01]?\d|2[0-3]):([0-5]\d)(?::00)?$/.exec(time) : null
  if (!match) throw new OrderError('time')
  const [hours, minutes] = [Number(match[1]), Number(match[2])]
  if (hours < opensAt || hours * 60 + minutes > closesAt * 60) throw new OrderError('closed')
  day.setHours(hours, minutes, 0, 0)
  if (day.getTime() <= now) day.setDate(day.getDate() + 1)
  return day.getTime()
}

export type OrderStatus = 'placed' | 'ready' | 'cancelled'

export function statusOf(order: Order, now: number): OrderStatus {
  if (order.cancelledAt !== undefined) return 'cancelled'
  return now < order.pickupAt ? 'placed' : 'ready'
}

/** The order, cancelled. Throws OrderError where it is, or where it stands on the counter. */
export function cancelled(order: Order, now: number): Order {
  const status = statusOf(order, now)
  if (status === 'cancelled') throw new OrderError('cancelled-already')
  if (status === 'ready') throw new OrderError('too-late')
  return { ...order, cancelledAt: now }
}
