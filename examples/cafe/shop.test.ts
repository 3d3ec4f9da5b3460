import { expect, test } from 'vitest'
import { openShop, type Place } from './shop.ts'

const now = new Date('2026-11-30T08:00:00').getTime()
const memory = (): Place & { values: Map<string, string> } => {
  const values = new Map<string, string>()
  return { values, getItem: key => values.get(key) ?? null, setItem: (key, value) => values.set(key, value) }
}

test('what is ordered is there when the page is opened again', () => {
  const place = memory()
  const shop = openShop(place, () => now)
  shop.add({ item: 'latte' })
  shop.add({ item: 'latte', quantity: 2 })
  expect(shop.state().cart).toEqual([{ item: 'latte', quantity: 3, milk: 'whole', size: 'regular' }])
  shop.placeCart('Anna', '09:30')
  const again = openShop(place, () => now)
  expect(again.state().cart).toEqual([])
  expect(again.find(undefined)).toMatchObject({ id: 1, name: 'Anna', cents: 1110 })
})

test('an order that is cancelled can be placed again, and the numbers go on', () => {
  const shop = openShop(memory(), () => now)
  shop.placeLine({ item: 'espresso', name: 'Tom' })
  shop.placeLine({ item: 'espresso', name: 'Eva' })
  shop.cancel(shop.find(undefined).id)
  expect(shop.find(undefined).name).toBe('Tom')
  shop.restore(2)
  expect(shop.find(undefined).name).toBe('Eva')
  expect(() => shop.find(3)).toThrow('unknown-order')
})

test('an order by an action leaves the cart as it is', () => {
  const shop = openShop(memory(), () => now)
  shop.add({ item: 'croissant' })
  shop.placeLine({ item: 'latte', name: 'Anna' })
  expect(shop.state().cart).toHaveLength(1)
  expect(() => shop.placeCart('', '')).toThrow('name')
  expect(shop.state().cart).toHaveLength(1)
})

test('a line can be changed, removed and put back', () => {
  const shop = openShop(memory(), () => now)
  const line = shop.add({ item: 'latte' })
  shop.setQuantity(0, 5)
  expect(() => shop.setQuantity(0, 13)).toThrow('quantity')
  expect(() => shop.add({ item: 'latte', quantity: 8 })).toThrow('quantity')
  shop.setQuantity(0, 0)
  expect(shop.state().cart).toEqual([])
  shop.putBack(0, line)
  expect(shop.state().cart).toEqual([line])
})

test('a damaged record is none, and a full disk is told', () => {
  for (const text of ['{', '7', '{"cart":[{"item":"beer"}]}', '{"orders":[{"id":"x"}]}']) {
    const place = memory()
    place.values.set('cafe-linden', text)
    expect(openShop(place, () => now).state()).toMatchObject({ cart: [], orders: [] })
  }
  const full: Place = {
    getItem: () => null,
    setItem() {
      throw new Error('full')
    },
  }
  const shop = openShop(full, () => now)
  shop.add({ item: 'latte' })
  expect([shop.isKept(), shop.state().cart.length]).toEqual([false, 1])
})
