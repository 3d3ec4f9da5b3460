import { describe, expect, test } from 'vitest'
import { createActions } from '../../examples/cafe/actions.ts'
import { openShop, type Shop } from '../../examples/cafe/shop.ts'
import type { Tool } from '../abilities/tool.ts'
import { englishPlace, linkTo } from './app.fixture.ts'
import { type OfferedTool, offeredToolSchema } from './app-link.ts'
import { appTools, namePrefix } from './app-tools.ts'

const app = { id: '3f2a9c00', name: 'Café Linden' }
const now = new Date('2026-11-30T08:00:00').getTime()

/** The café's own actions, called as they are called in its frame. */
function atTheCafe(): { shop: Shop; tool: (name: string) => Tool; asked: unknown[] } {
  const shop = openShop(undefined, () => now)
  const actions = createActions(shop, 'en')
  const offered = actions.map(action => offeredToolSchema.parse(action))
  const { link, asked } = linkTo(offered, (name, args) =>
    actions.find(action => action.name === name)?.execute(args, { signal: englishPlace.signal }),
  )
  const tools = appTools(app, link)
  const tool = (name: string) => {
    const found = tools.find(one => one.name === `cafe_linden_3f2a9c__${name}`)
    if (!found) throw new Error(`no ${name} among ${tools.map(one => one.name)}`)
    return found
  }
  return { shop, tool, asked }
}

const offer = (changes: Partial<OfferedTool>): OfferedTool => ({
  ...{ name: 'do_it', description: 'Does it.', inputSchema: {}, annotations: {} },
  ...changes,
})
const toolOf = (changes: Partial<OfferedTool>, answer?: unknown) => {
  const [tool] = appTools(app, linkTo([offer(changes)], () => answer).link)
  if (!tool) throw new Error('no tool')
  return tool
}
const saidFor = async (answer: unknown) => (await toolOf({}, answer).run({}, englishPlace)).said

describe('what an app may do', () => {
  test('reading by its own account is asked for once; all else each time', () => {
    const { tool } = atTheCafe()
    expect(tool('list_menu')).toMatchObject({ consent: 'once', effects: ['reads'], source: 'Café Linden' })
    expect(tool('cancel_order')).toMatchObject({ consent: 'each-time', effects: ['leaves-device'] })
    expect(tool('place_order')).toMatchObject({
      consent: 'each-time',
      effects: ['leaves-device', 'costs-money'],
    })
  })

  test('nothing said, or two things that do not go together, counts as the worse', () => {
    for (const annotations of [
      {},
      { readOnlyHint: false },
      { readOnlyHint: true, consequentialHint: true },
      { consequentialHint: false },
    ])
      expect(toolOf({ annotations })).toMatchObject({ consent: 'each-time', effects: ['leaves-device'] })
  })

  test('its names are never those of Hermit’s own tools, nor of another app’s', () => {
    expect(toolOf({ name: 'add_note' }).name).toBe('cafe_linden_3f2a9c__add_note')
    expect(toolOf({ name: 'Order.Now-1' }).name).toMatch(/^[a-z0-9_]+$/)
    expect(namePrefix({ id: '0123456789', name: '咖啡馆' })).toBe('app_012345__')
    expect(namePrefix({ ...app, id: '4f2a9c00' })).not.toBe(namePrefix(app))
  })
})

describe('an order at the café', () => {
  const wanted = { item: 'Flat white', quantity: 2, milk: '燕麦', name: 'Anna', time: '09:30' }

  test('is placed as it was said, and can be taken back', async () => {
    const { shop, tool } = atTheCafe()
    const order = tool('place_order')
    const { said, value, undo, isForeign } = await order.run(wanted, englishPlace)
    expect(said).toBe('Order 1 for Anna is placed: pick it up today at 09:30. Total €8.60.')
    expect(value).toMatchObject({ order: 1, name: 'Anna', price: { amount: 8.6, currency: 'EUR' } })
    expect(isForeign).toBe(true)
    expect(shop.state().orders[0]?.lines).toEqual([
      { item: 'flat white', quantity: 2, milk: 'oat', size: 'regular' },
    ])
    await order.undo?.(undo)
    expect(shop.find(1).cancelledAt).toBe(now)
  })

  test('has its price told before, and nothing is ordered by that', async () => {
    const { shop, tool, asked } = atTheCafe()
    const preview = await tool('place_order').preview?.(wanted, englishPlace)
    expect(preview).toBe('Café Linden asks €8.60 for it.')
    expect(shop.state().orders).toEqual([])
    // The name is the person's word, and they have allowed nothing yet.
    expect(asked).toEqual([['price_order', { item: 'flat white', quantity: 2, milk: 'oat' }]])
  })

  test('in Chinese has its price told in Chinese', async () => {
    const { tool } = atTheCafe()
    const place = { ...englishPlace, language: 'zh-CN' as const }
    expect(await tool('place_order').preview?.({ item: '拿铁' }, place)).toBe('Café Linden 的报价：€3.70。')
  })

  test('that the café does not take is a fault, or what the app throws', async () => {
    const { tool } = atTheCafe()
    await expect(tool('place_order').run({ ...wanted, time: '23:00' }, englishPlace)).rejects.toThrow(
      'The café is open from 07:00 to 18:00.',
    )
  })
})

test('a price is asked only of a tool that changes nothing, and taken only as a price', async () => {
  const costly = offer({ inputSchema: { 'x-hermit': { preview: 'price' } } })
  const previewWith = (teller: OfferedTool, answer: unknown) => {
    const [tool] = appTools(app, linkTo([costly, teller], () => answer).link)
    return tool?.preview?.({}, englishPlace)
  }
  const price = { price: { amount: 3, currency: 'EUR' } }
  const reads = offer({ name: 'price', annotations: { readOnlyHint: true } })
  expect(await previewWith(reads, price)).toContain('€3.00')
  await expect(previewWith(offer({ name: 'price' }), price)).rejects.toMatchObject({
    fault: { code: 'app-unclear' },
  })
  await expect(previewWith(offer({ name: 'other' }), price)).rejects.toThrow()
  for (const wrong of [
    null,
    '€3',
    { price: 3 },
    { price: { amount: -1, currency: 'EUR' } },
    { price: { amount: 3 } },
  ])
    await expect(previewWith(reads, wrong)).rejects.toMatchObject({ fault: { code: 'app-unclear' } })
})

describe('what an app says', () => {
  test('is shown as text, whatever Markdown or elements it means to be', async () => {
    expect(await saidFor('[here](https://evil.example) <img src=x> **now**')).toBe(
      '\\[here&#93;(https://evil.example) \\<img src=x\\> \\*\\*now\\*\\*',
    )
    expect(await saidFor({ said: '# Big\n- list' })).toBe('\\# Big  \n- list')
  })

  test('is its sentence, the text of MCP’s content, or its plain fields', async () => {
    expect(await saidFor({ said: 'Placed.', order: 1 })).toBe('Placed.')
    expect(
      await saidFor({
        content: [
          { type: 'text', text: 'One.' },
          { type: 'text', text: 'Two.' },
        ],
      }),
    ).toBe('One.  \nTwo.')
    expect(await saidFor({ order: 7, lines: [1] })).toBe('order: 7')
    for (const nothing of [null, '', {}, []]) expect(await saidFor(nothing)).toBe('Done.')
  })

  test('is cut where it has no end', async () => {
    expect((await saidFor('x'.repeat(50_000))).length).toBeLessThan(2100)
  })
})

test('what takes a call back is there only with all that it needs', async () => {
  const undoable = { inputSchema: { 'x-hermit': { undo: { tool: 'back', with: ['id', 'key'] } } } }
  const undoOf = async (answer: unknown) => (await toolOf(undoable, answer).run({}, englishPlace)).undo
  expect(await undoOf({ id: 1, key: 'k', more: 'x' })).toEqual({ id: 1, key: 'k' })
  for (const answer of [{ id: 1 }, { id: 1, key: {} }, null, 'done'])
    expect(await undoOf(answer)).toBeUndefined()
  await expect(toolOf(undoable).undo?.({ id: {} })).rejects.toMatchObject({ fault: { code: 'app-unclear' } })
})
