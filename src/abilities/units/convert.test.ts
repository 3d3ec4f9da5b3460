import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { convertUnits } from './convert.ts'
import { exchange, knownCurrencies } from './exchange.ts'
import { findUnits } from './find-unit.ts'
import { units } from './unit-table.ts'

function amountOf(amount: number, from: string, to: string): number | string {
  const done = convertUnits(amount, from, to)
  return 'error' in done ? done.error : done.amount
}

describe('units', () => {
  test.each([
    [5, 'miles', 'km', 8.04672],
    [100, 'F', 'C', 37.777777778],
    [37, '摄氏度', '华氏度', 98.6],
    [-40, 'celsius', 'fahrenheit', -40],
    [20, 'degrees', 'fahrenheit', 68],
    [20, 'degrees', 'degrees', 20],
    [90, 'degrees', 'radians', 1.57079632679],
    [1, '斤', '克', 500],
    [2, '两', '克', 100],
    [6, '尺', '厘米', 200],
    [3, '亩', '平方米', 2000],
    [1, 'lb', 'kg', 0.45359237],
    [8, 'oz', 'ml', 236.5882365],
    [8, 'oz', 'g', 226.796185],
    [1, 'US gallon', 'litres', 3.785411784],
    [1500, 'MB', 'GB', 1.5],
    [100, 'Mb', 'MB', 12.5],
    [60, 'mph', 'km/h', 96.56064],
    [10, 'square feet', 'm²', 0.9290304],
    [10, 'feet squared', 'square m', 0.9290304],
    [30, 'mpg', 'l/100km', 7.84048611111],
    [5, '度电', '千焦', 18_000],
    [1, '℃', 'K', 274.15],
    [2, 'acres', '亩', 12.140569267],
  ])('%d %s in %s is %d', (amount, from, to, result) => {
    expect(amountOf(amount, from, to)).toBeCloseTo(result, 8)
  })

  test('of different kinds, and those that nobody knows, are named', () => {
    expect(convertUnits(1, 'kg', 'metres')).toMatchObject({
      error: 'units-differ',
      from: { dimension: 'mass' },
      to: { dimension: 'length' },
    })
    expect(convertUnits(1, 'flurbs', 'metres')).toEqual({ error: 'unit-unknown', name: 'flurbs' })
    expect(convertUnits(1, 'metres', '')).toEqual({ error: 'unit-unknown', name: '' })
    expect(amountOf(1, 'constructor', '__proto__')).toBe('unit-unknown')
  })

  test('below absolute zero there is nothing', () => {
    expect(amountOf(-300, 'C', 'F')).toBe('impossible')
    expect(amountOf(-273.15, 'C', 'K')).toBe(0)
    expect(amountOf(0, 'mpg', 'l/100km')).toBe('impossible')
  })

  test('there and back again is the same amount', () => {
    const pairs = fc
      .tuple(fc.constantFrom(...units), fc.constantFrom(...units))
      .filter(([one, other]) => one.dimension === other.dimension)
    fc.assert(
      fc.property(pairs, fc.double({ min: 0.01, max: 1e6, noNaN: true }), ([one, other], amount) => {
        const there = convertUnits(amount, one.one, other.one)
        if ('error' in there) throw new Error(there.error)
        const back = convertUnits(there.amount, other.one, one.one)
        if ('error' in back) throw new Error(back.error)
        // Next to absolute zero only so many places of a temperature are left.
        const room = one.dimension === 'temperature' ? 1e-6 : amount * 1e-9
        expect(Math.abs(back.amount - amount)).toBeLessThanOrEqual(room)
      }),
    )
  })

  test('are all found by every name that they have, but for two of one kind', () => {
    for (const unit of units) {
      for (const name of [unit.one, unit.many, unit.chinese, ...unit.otherNames]) {
        const found = findUnits(name)
        expect(found, name).toContain(unit)
        const same = found.filter(({ dimension }) => dimension === unit.dimension)
        const isShared = unit.dimension === 'temperature' && /^(degrees?|°)$/.test(name)
        expect(same.length, name).toBe(isShared ? 2 : 1)
      }
    }
  })

  test('are found whatever their letters look like', () => {
    expect(findUnits('  KILOMETERS ')[0]?.one).toBe('kilometre')
    expect(findUnits('lbs.')[0]?.one).toBe('pound')
    expect(findUnits('Sq. Ft')[0]?.one).toBe('square foot')
    expect(findUnits('an acre')[0]?.one).toBe('acre')
    expect(findUnits('个小时')[0]?.one).toBe('hour')
  })
})

describe('money', () => {
  test('is exchanged by way of the euro, and nothing is invented', () => {
    const there = exchange(100, 'EUR', 'USD')
    if ('error' in there) throw new Error(there.error)
    expect(there.amount).toBeGreaterThan(80)
    expect(exchange(1, 'XAU', 'USD')).toEqual({ error: 'no-rate', code: 'XAU' })
    expect(exchange(1, 'USD', 'constructor')).toEqual({ error: 'no-rate', code: 'constructor' })
    expect(knownCurrencies).toEqual(expect.arrayContaining(['EUR', 'USD', 'CNY', 'JPY', 'GBP', 'HKD']))
  })

  test('there and back again is the same sum', () => {
    const code = fc.constantFrom(...knownCurrencies)
    fc.assert(
      fc.property(code, code, fc.double({ min: 0.01, max: 1e9, noNaN: true }), (from, to, amount) => {
        const there = exchange(amount, from, to)
        if ('error' in there) throw new Error(there.error)
        const back = exchange(there.amount, to, from)
        if ('error' in back) throw new Error(back.error)
        expect(Math.abs(back.amount / amount - 1)).toBeLessThan(1e-12)
      }),
    )
  })
})
