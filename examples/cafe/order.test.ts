import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { menu, milks, sizes } from './menu.ts'
import {
  cancelled,
  lineCents,
  type Order,
  OrderError,
  pickupAt,
  readLine,
  readName,
  statusOf,
} from './order.ts'

const problemOf = (deed: () => unknown) => {
  try {
    deed()
  } catch (error) {
    return error instanceof OrderError ? error.problem : error
  }
  return undefined
}
const at = (time: string) => new Date(`2026-11-30T${time}:00`).getTime()

describe('a line', () => {
  test('has the usual milk and size where nothing is said, and neither where there is none', () => {
    expect(readLine({ item: 'flat white' })).toEqual({
      ...{ item: 'flat white', quantity: 1, milk: 'whole', size: 'regular' },
    })
    expect(readLine({ item: 'croissant', quantity: 2 })).toEqual({ item: 'croissant', quantity: 2 })
  })

  test('costs what its pieces, its milk and its size cost', () => {
    expect(lineCents(readLine({ item: 'flat white', quantity: 2, milk: 'oat' }))).toBe(860)
    expect(lineCents(readLine({ item: 'latte', size: 'large', milk: 'soy' }))).toBe(480)
    expect(lineCents(readLine({ item: 'cappuccino', size: 'small' }))).toBe(310)
  })

  test('is refused by the name of what is wrong', () => {
    expect(problemOf(() => readLine({ item: 'beer' }))).toBe('unknown-item')
    for (const quantity of [0, -1, 1.5, 13, '2', Number.NaN])
      expect(problemOf(() => readLine({ item: 'latte', quantity }))).toBe('quantity')
    expect(problemOf(() => readLine({ item: 'latte', milk: 'goat' }))).toBe('unknown-milk')
    expect(problemOf(() => readLine({ item: 'croissant', milk: 'oat' }))).toBe('no-milk-here')
    expect(problemOf(() => readLine({ item: 'espresso', size: 'large' }))).toBe('no-sizes-here')
  })

  test('of whatever is on the menu costs more than nothing, and twice as much for two', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...menu),
        fc.constantFrom(...milks),
        fc.constantFrom(...sizes),
        (item, milk, size) => {
          const asked = {
            item: item.id,
            ...(item.takesMilk && { milk }),
            ...(item.hasSizes && { size }),
          }
          const one = lineCents(readLine(asked))
          expect(one).toBeGreaterThan(0)
          expect(lineCents(readLine({ ...asked, quantity: 2 }))).toBe(2 * one)
        },
      ),
    )
  })
})

describe('the time of an order', () => {
  test('is the next such time: today, else tomorrow', () => {
    expect(pickupAt('09:30', at('08:00'))).toBe(at('09:30'))
    expect(pickupAt('9:30', at('09:30'))).toBe(at('09:30') + 24 * 3_600_000)
  })

  test('is as soon as it can be made where none is said, and the opening where the café is closed', () => {
    expect(pickupAt(undefined, at('08:00'))).toBe(at('08:10'))
    expect(pickupAt('', at('05:00'))).toBe(at('07:00'))
    expect(pickupAt(undefined, at('20:00'))).toBe(at('07:00') + 24 * 3_600_000)
  })

  test('is refused where the café is closed, or where it is no time', () => {
    for (const time of ['06:59', '18:01', '23:00']) expect(problemOf(() => pickupAt(time, 0))).toBe('closed')
    for (const time of ['soon', '25:00', '9.30', 930, null])
      expect(problemOf(() => pickupAt(time, 0))).toBe('time')
  })

  test('is never in the past', () => {
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.integer({ min: 7 * 60, max: 18 * 60 }), (now, minutes) => {
        const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
        expect(pickupAt(time, now.getTime())).toBeGreaterThan(now.getTime())
        expect(pickupAt(undefined, now.getTime())).toBeGreaterThan(now.getTime())
      }),
    )
  })
})

test('a name is what is on the cup: neither nothing nor a novel', () => {
  expect(readName(' Anna ')).toBe('Anna')
  for (const name of ['', '  ', 'x'.repeat(41), undefined, 7])
    expect(problemOf(() => readName(name))).toBe('name')
})

test('an order can be cancelled once, until it is ready', () => {
  const order: Order = { id: 1, lines: [], name: 'Anna', placedAt: 0, pickupAt: 1000, cents: 860 }
  const gone = cancelled(order, 500)
  expect([statusOf(order, 500), statusOf(order, 1000), statusOf(gone, 2000)]).toEqual([
    'placed',
    'ready',
    'cancelled',
  ])
  expect(problemOf(() => cancelled(gone, 600))).toBe('cancelled-already')
  expect(problemOf(() => cancelled(order, 1000))).toBe('too-late')
})
