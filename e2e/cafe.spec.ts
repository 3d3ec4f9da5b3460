import { type Browser, chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.ts'
import type { StaticServer } from '../scripts/serve-static.ts'
import type { AppsHarness } from './apps/main.ts'
import { serveCafeElsewhere, serveHarness } from './apps/serve.ts'
import { seriousInBothThemes } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { Apps, Cafe } from './pages/apps.ts'
import { HermitPage } from './pages/hermit-page.ts'

const wanted = { item: 'flat white', quantity: 2, milk: 'oat', name: 'Anna', time: '09:30' }
const offered = [
  ['app_000000__list_menu', 'once', 'reads'],
  ['app_000000__price_order', 'once', 'reads'],
  ['app_000000__place_order', 'each-time', 'leaves-device', 'costs-money'],
  ['app_000000__cancel_order', 'each-time', 'leaves-device'],
  ['app_000000__order_status', 'once', 'reads'],
]

test.describe('the café by hand', () => {
  test('an order is put together, placed, kept, cancelled and placed again', async ({ page }) => {
    await page.goto('examples/cafe/')
    const cafe = new Cafe(page)
    await cafe.add('Flat white', ['oat milk +€0.50'], 2)
    await expect(cafe.news).toHaveText('Added: 2 × Flat white, oat milk.')
    await cafe.add('Croissant')
    await cafe.cart.getByRole('button', { name: 'One more: 1 × Croissant' }).click()
    await expect(cafe.cart.getByText('€13.80')).toBeVisible()
    await cafe.cart.getByRole('button', { name: 'Remove: 2 × Croissant' }).click()
    await expect(cafe.cart.getByText('€8.60')).toHaveCount(2)
    await cafe.news.getByRole('button', { name: 'Undo' }).click()
    await expect(cafe.cart.getByText('€13.80')).toBeVisible()
    await cafe.cart.getByRole('button', { name: 'Remove: 2 × Croissant' }).click()

    await cafe.cart.getByRole('button', { name: 'Place order' }).click()
    await expect(cafe.news).toHaveText(/^A name is needed/)
    await expect(cafe.cart.getByLabel('Name on the cup')).toBeFocused()
    await page.keyboard.type('Anna')
    await cafe.cart.getByLabel('Pick up at').fill('22:00')
    await page.keyboard.press('Enter')
    await expect(cafe.news).toHaveText('The café is open from 07:00 to 18:00.')
    await cafe.cart.getByLabel('Pick up at').fill('09:30')
    await cafe.cart.getByRole('button', { name: 'Place order' }).click()
    await expect(cafe.news).toHaveText(/^Order 1 for Anna is placed: pick it up .*at 09:30\. Total €8\.60\.$/)
    await expect(cafe.orders.getByRole('heading', { name: 'Order 1' })).toBeVisible()
    await expect(cafe.cart.getByText('Nothing yet.')).toBeVisible()

    await page.reload()
    await cafe.orders.getByRole('button', { name: 'Cancel order: 1' }).click()
    await expect(cafe.news).toContainText('Order 1 is cancelled.')
    await expect(cafe.orders.getByText('Cancelled')).toBeVisible()
    await cafe.news.getByRole('button', { name: 'Undo' }).click()
    await expect(cafe.orders.getByText('Placed', { exact: true })).toBeVisible()
  })

  test('it is usable by keyboard alone, in both languages, on a phone and in the dark', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('examples/cafe/')
    const cafe = new Cafe(page)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    // Past both groups of choices, taking large and oat on the way, to the button.
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(cafe.cart.getByText('1 × Flat white, oat milk, large')).toBeVisible()
    await cafe.cart.getByLabel('Name on the cup').fill('安娜')
    await page.keyboard.press('Enter')
    await expect(cafe.orders.getByRole('heading', { name: 'Order 1' })).toBeVisible()
    expect(await seriousInBothThemes(page)).toEqual([])
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(sideways).toBeLessThanOrEqual(0)

    await page.getByRole('button', { name: '中文' }).click()
    await expect(page).toHaveTitle('椴树咖啡馆')
    await expect(page.getByRole('region', { name: '已下的订单' })).toContainText('1 × 馥芮白，燕麦奶，大杯')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    await page.reload()
    await expect(page).toHaveTitle('椴树咖啡馆')
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page).toHaveTitle('Café Linden')
  })
})

test.describe('the café beside a conversation', () => {
  test('it is opened, its actions are listed, it is used by hand, and closed', async ({ page }) => {
    const refused: string[] = []
    page.on('console', message => {
      if (/Content Security Policy|Refused/i.test(message.text())) refused.push(message.text())
    })
    const hermit = new HermitPage(page)
    await hermit.open('?engine=scripted&rate=400')
    const apps = new Apps(page)
    await apps.tryCafe()
    await expect(apps.dialog).toBeHidden()
    await apps.pane.getByRole('button', { name: '5 actions' }).click()
    const actions = apps.pane.getByRole('list', { name: 'Actions of this app' })
    await expect(actions.getByRole('listitem')).toHaveCount(5)
    await expect(actions.getByText('Order at the café')).toBeVisible()
    await expect(actions.getByText(/with the price/)).toHaveCount(1)
    await expect(apps.pane.getByText(/^Offered through Hermit’s bridge/)).toBeVisible()
    expect(await seriousInBothThemes(page)).toEqual([])
    await apps.pane.getByRole('button', { name: '5 actions' }).click()

    await apps.shop.add('Espresso')
    await apps.shop.cart.getByLabel('Name on the cup').fill('Tom')
    await apps.shop.cart.getByRole('button', { name: 'Place order' }).click()
    await expect(apps.shop.orders.getByRole('heading', { name: 'Order 1' })).toBeVisible()
    // The conversation goes on meanwhile.
    await hermit.send('Hello')
    await hermit.answered()
    await apps.pane.getByRole('button', { name: 'Load the app anew' }).click()
    await expect(apps.pane.getByRole('button', { name: '5 actions' })).toBeVisible()
    await expect(apps.shop.orders.getByRole('heading', { name: 'Order 1' })).toBeVisible()
    await apps.pane.getByRole('button', { name: 'Close the app' }).click()
    await expect(apps.pane).toBeHidden()
    expect(refused).toEqual([])
  })

  test('apps are kept; one is removed and taken back; what cannot be opened is said', async ({ page }) => {
    const hermit = new HermitPage(page)
    await hermit.open('?engine=scripted&rate=400')
    const apps = new Apps(page)
    await apps.tryCafe()
    await page.waitForTimeout(600) // the record is written within 260 ms
    await page.reload()
    await expect(apps.pane).toBeHidden()
    await apps.open()
    const row = apps.dialog.getByRole('listitem').filter({ hasText: 'Café Linden' })
    await expect(row).toBeVisible()
    await apps.dialog.getByRole('button', { name: 'Remove Café Linden' }).click()
    await expect(row).toBeHidden()
    await apps.dialog.getByRole('button', { name: 'Undo' }).click()
    await expect(row).toBeVisible()

    const address = apps.dialog.getByLabel('Address')
    await address.fill('https://shop.example/')
    await page.keyboard.press('Enter')
    await expect(apps.dialog.getByText('Pages of other websites cannot be opened here.')).toBeVisible()
    await address.fill(new URL('/', page.url()).href)
    await page.keyboard.press('Enter')
    await expect(apps.dialog.getByText('This is Hermit itself.')).toBeVisible()
    await address.fill('/examples/cafe/?lang=zh')
    await expect(apps.dialog.getByText(/can read all that Hermit keeps here/)).toBeVisible()
    expect(await seriousInBothThemes(page)).toEqual([])
    await apps.dialog.getByLabel('Name').fill('Second')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('complementary', { name: 'App: Second' })).toBeVisible()
    await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toHaveText('椴树咖啡馆')
  })

  test('on a phone it stands below the conversation and folds away', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    const hermit = new HermitPage(page)
    await hermit.open('?engine=scripted&rate=400')
    const apps = new Apps(page)
    await apps.tryCafe()
    await expect(hermit.message).toBeInViewport()
    await expect(apps.shop.at.getByRole('heading', { name: 'Café Linden' })).toBeVisible()
    await apps.pane.getByRole('button', { name: 'Fold the app away' }).click()
    await expect(apps.shop.at.getByRole('heading', { name: 'Café Linden' })).toBeHidden()
    await expect(apps.pane.getByRole('button', { name: '5 actions' })).toBeVisible()
    await apps.pane.getByRole('button', { name: 'Show the app' }).click()
    await expect(apps.shop.at.getByRole('heading', { name: 'Café Linden' })).toBeVisible()
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(sideways).toBeLessThanOrEqual(0)
  })

  test('it opens without a network, and never as Hermit in its own place', async ({ page, context }) => {
    const hermit = new HermitPage(page)
    await hermit.open('?engine=scripted&rate=400')
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await context.setOffline(true)
    await page.goto('examples/cafe/?lang=en')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Café Linden')
    await hermit.open('?engine=scripted&rate=400')
    await new Apps(page).tryCafe()
  })
})

/** The page that calls apps' tools as the agent does. */
async function harnessAt(page: Page, server: StaticServer) {
  await page.goto(server.url)
  await page.waitForFunction(() => 'appsHarness' in globalThis)
  const ask = <Name extends keyof AppsHarness>(name: Name, ...given: Parameters<AppsHarness[Name]>) =>
    page.evaluate(
      ([method, args]) =>
        Reflect.get(Reflect.get(globalThis, 'appsHarness'), method as string)(...(args as [])),
      [name, given] as const,
    )
  return ask as <Name extends keyof AppsHarness>(
    name: Name,
    ...given: Parameters<AppsHarness[Name]>
  ) => Promise<Awaited<ReturnType<AppsHarness[Name]>>>
}

/** Prices, orders, asks, takes back: each as the agent does it. */
async function orderAndCancel(ask: Awaited<ReturnType<typeof harnessAt>>): Promise<void> {
  expect(await ask('preview', 'place_order', wanted)).toBe('App asks €8.60 for it.')
  const placed = await ask('call', 'place_order', wanted)
  expect(placed).toMatchObject({
    value: { order: 1, name: 'Anna', status: 'placed', price: { amount: 8.6, currency: 'EUR' } },
    undo: { order: 1 },
    isForeign: true,
  })
  expect(await ask('call', 'place_order', { ...wanted, time: '23:00' })).toEqual({
    fault: { code: 'app-refused', detail: expect.stringContaining('The café is open from 07:00 to 18:00.') },
  })
  await ask('undo', 'place_order', { order: 1 })
  expect(await ask('call', 'order_status', {})).toMatchObject({ value: { status: 'cancelled' } })
}

test.describe('an app’s actions are called', () => {
  test('by the bridge, from Hermit’s own origin', async ({ page }) => {
    const server = await serveHarness()
    try {
      const ask = await harnessAt(page, server)
      expect(await ask('open', 'examples/cafe/')).toEqual({
        ...{ status: 'open', way: 'bridge', ignored: {}, tools: offered },
      })
      await orderAndCancel(ask)
      await expect(page.frameLocator('iframe').getByText('Cancelled')).toBeVisible()
    } finally {
      await server.close()
    }
  })

  test('by the bridge, from another origin that serves this one, and from none that does not', async ({
    page,
  }) => {
    const server = await serveHarness()
    const here = new URL(server.url).origin
    const cafe = await serveCafeElsewhere(here)
    const stranger = await serveCafeElsewhere()
    try {
      const ask = await harnessAt(page, server)
      expect(await ask('open', `${cafe.url}cafe/`)).toMatchObject({
        status: 'open',
        way: 'bridge',
        tools: offered,
      })
      await orderAndCancel(ask)
      expect(await ask('open', `${stranger.url}cafe/`)).toMatchObject({ status: 'silent', tools: [] })
    } finally {
      for (const one of [server, cafe, stranger]) await one.close()
    }
  })

  test('by the browser’s WebMCP', async () => {
    const browser = await launchWithWebmcp()
    const server = await serveHarness()
    try {
      const page = await browser.newPage({ locale: 'en-GB' })
      const ask = await harnessAt(page, server)
      const isThere = await page.evaluate(() => 'modelContext' in document)
      if (!isThere) console.log(`Skipped: Chromium ${browser.version()} has no document.modelContext.`)
      test.skip(!isThere, 'this Chromium has no WebMCP')
      // The browser lists them by their names.
      const byName = offered.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
      expect(await ask('open', 'examples/cafe/')).toEqual({
        ...{ status: 'open', way: 'webmcp', ignored: {}, tools: byName },
      })
      await orderAndCancel(ask)
    } finally {
      await server.close()
      await browser.close()
    }
  })
})

test('with WebMCP the café’s actions come through the browser, and Hermit’s own are offered when they are let', async ({
  baseURL,
}) => {
  const browser = await launchWithWebmcp()
  try {
    const page = await browser.newPage({ baseURL: baseURL ?? '', locale: 'en-GB' })
    const hermit = new HermitPage(page)
    await hermit.open('?engine=scripted&rate=400')
    const isThere = await page.evaluate(() => 'modelContext' in document)
    if (!isThere) console.log(`Skipped: Chromium ${browser.version()} has no document.modelContext.`)
    test.skip(!isThere, 'this Chromium has no WebMCP')
    const apps = new Apps(page)
    await apps.tryCafe()
    await apps.pane.getByRole('button', { name: '5 actions' }).click()
    await expect(apps.pane.getByText(/^Offered through the browser/)).toBeVisible()
    await page.getByRole('button', { name: 'Apps', exact: true }).click()
    const offer = apps.dialog.getByRole('switch', { name: 'Let the browser use Hermit’s tools' })
    await expect(offer).not.toBeChecked()
    await offer.check()
    await expect(offer).toBeChecked()
  } finally {
    await browser.close()
  }
})

async function launchWithWebmcp(): Promise<Browser> {
  // Of two --enable-features the last one counts alone; browserArguments has none.
  return chromium.launch({
    executablePath: await findBrowser(),
    args: [...browserArguments, '--enable-features=WebMCP,WebMCPTesting'],
  })
}
