import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../../scripts/find-browser.ts'
import { serveStatic } from '../../scripts/serve-static.ts'
import { HermitPage } from '../pages/hermit-page.ts'

/** What a machine whose only network is itself has seen of a whole journey. */
export interface JourneyReport {
  /** Paths that the host was asked for from when the model was loaded until the page was left. */
  readonly afterLoad: readonly string[]
  /** The same from then on, over a reload. */
  readonly afterReload: readonly string[]
  /** Tries of any process to reach an address that is not this machine, counted by the kernel. */
  readonly waysOut: number
  /** The same after one try that was made to see that it is counted. */
  readonly waysOutWithProbe: number
  /** Addresses other than this machine's that a page or worker asked for, by the browser's own log. */
  readonly strangers: readonly string[]
  readonly answers: number
}

/** Packets and connections for which there was no route: the kernel of this network namespace counts them. */
async function withoutRoute(): Promise<number> {
  const [names = '', values = ''] = (await readFile('/proc/net/snmp', 'utf8'))
    .split('\n')
    .filter(line => line.startsWith('Ip:'))
  const at = names.split(' ').indexOf('OutNoRoutes')
  const sixth = /^Ip6OutNoRoutes\s+(\d+)/m.exec(
    await readFile('/proc/net/snmp6', 'utf8').catch(() => ''),
  )?.[1]
  return Number(values.split(' ')[at]) + Number(sixth ?? 0)
}

/** Addresses that a page or a worker asked for, by the browser's own log; what the browser asks for itself has no origin. */
function strangersIn(log: string): string[] {
  const { constants, events } = JSON.parse(log) as {
    readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> }
    readonly events: readonly {
      readonly type: number
      readonly params?: { readonly url?: string; readonly initiator?: string }
    }[]
  }
  const started = constants.logEventTypes.URL_REQUEST_START_JOB
  const asked = events.flatMap(({ type, params: { url, initiator } = {} }) =>
    type === started && url && initiator?.includes('://') ? url : [],
  )
  if (asked.length === 0) throw new Error('The log tells of no request at all: it is read wrongly')
  return [...new Set(asked)].filter(url => !url.startsWith('http://127.0.0.1:'))
}

/** What a person does in a day: asks, asks again, stops, edits, searches, looks at everything, exports. */
async function spendADay(page: Page, hermit: HermitPage): Promise<number> {
  await hermit.send('What is the capital of France?')
  await expect(await hermit.answered()).toContainText('Paris')
  await hermit.send('Show me a table, a formula $x^2$ and some Python code.')
  await expect(hermit.stopButton).toBeVisible()
  await page.waitForTimeout(5000)
  if (await hermit.stopButton.isVisible()) await hermit.stopButton.click()
  await hermit.answered()
  await page.getByRole('searchbox', { name: 'Search chats' }).fill('capital')
  await page.waitForTimeout(500)
  await page.getByRole('searchbox', { name: 'Search chats' }).fill('')
  await page.getByRole('button', { name: /^Model:/ }).click()
  await expect(page.getByRole('dialog', { name: 'Models' })).toBeVisible()
  await page.keyboard.press('Escape')
  await hermit.button('Settings').click()
  const saving = page.waitForEvent('download')
  await hermit.button('Export chats').click()
  await (await saving).path()
  await page.keyboard.press('Escape')
  await hermit.button('New chat').first().click()
  await hermit.send('Say hello.')
  await hermit.answered()
  return 3
}

async function journey(dist: string): Promise<JourneyReport> {
  const server = await serveStatic(dist)
  const folder = await mkdtemp(join(tmpdir(), 'hermit-loopback-'))
  const log = join(folder, 'network.json')
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: await findBrowser(),
    args: [...browserArguments, `--log-net-log=${log}`],
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
  })
  try {
    const page = await context.newPage()
    const hermit = new HermitPage(page, server.url)
    await hermit.open('')
    await hermit.ready()
    await expect(page.getByText('Works offline')).toBeVisible({ timeout: 60_000 })
    await page.waitForTimeout(3000) // what is fetched right after the first paint
    const loaded = server.requests.length
    let answers = await spendADay(page, hermit)
    const used = server.requests.length
    await page.reload()
    await hermit.ready()
    await hermit.send('What is the capital of Italy?')
    await hermit.answered()
    answers += 1
    const paths = server.requests.map(({ path }) => path)
    await context.close()
    const waysOut = await withoutRoute()
    // 192.0.2.0/24 is nobody's: it is for examples.
    await new Promise<void>(resolve => connect(9, '192.0.2.1').once('error', () => resolve()))
    return {
      afterLoad: paths.slice(loaded, used),
      afterReload: paths.slice(used),
      waysOut,
      waysOutWithProbe: await withoutRoute(),
      strangers: strangersIn(await readFile(log, 'utf8')),
      answers,
    }
  } finally {
    await context.close().catch(() => undefined)
    await server.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

console.log(`REPORT ${JSON.stringify(await journey(process.argv[2] ?? 'dist'))}`)
