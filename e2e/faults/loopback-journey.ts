import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, expect, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../../scripts/find-browser.ts'
import { serveStatic } from '../../scripts/serve-static.ts'
import { startReferenceServer } from '../../src/mcp/reference-server.fixture.ts'
import { errands } from '../errands.ts'
import { HermitPage } from '../pages/hermit-page.ts'
import { type Anywhere, openAnywhere } from './anywhere.ts'

/** What a machine whose only network is itself has seen of a whole journey. */
export interface JourneyReport {
  /** Paths that the host was asked for from when the model was loaded until the page was left. */
  readonly afterLoad: readonly string[]
  /** The same from then on, over a reload. */
  readonly afterReload: readonly string[]
  /** Packets and connections of any process to an address that is not this machine's, counted by the kernel. */
  readonly waysOut: number
  /** The same after one try that was made to see that it is counted. */
  readonly waysOutWithProbe: number
  /** Hosts that the browser asked for on no page's or worker's behalf, by its own log: its updates. */
  readonly browsersOwn: readonly string[]
  /** Hosts other than this machine that the whole browser wanted to speak to, one for each connection. */
  readonly wanted: readonly string[]
  /** The same for a page without Hermit's policy that asks for 'probe.invalid', and for an address: they are counted. */
  readonly wantedByProbe: readonly string[]
  /** Addresses other than this machine's that a page or worker asked for, by the browser's own log. */
  readonly strangers: readonly string[]
  /** Other machines to which the browser opened a socket, or tried to, by the same log: IP addresses with ports. */
  readonly sockets: readonly string[]
  /** Of those, looks whether there is IPv6 at all: Chromium ties a socket to a name server's address and sends nothing. */
  readonly looksForIPv6: number
  readonly answers: number
  /** What tools were asked to do, and did. */
  readonly errands: number
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

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> }
  readonly events: readonly {
    readonly type: number
    readonly params?: { readonly url?: string; readonly initiator?: string; readonly address?: string }
  }[]
}

/** net::HostResolverManager::IsGloballyReachable's address, Google Public DNS; its port was 53 and is 443. */
const ipv6Look = /^\[2001:4860:4860::8888\]:(53|443)$/

/** Sockets to other machines, by the browser's own log; `isTied` are those that nothing was sent or asked by. */
function socketsIn({ constants, events }: NetLog): { readonly address: string; readonly isTied: boolean }[] {
  const tie = constants.logEventTypes.UDP_CONNECT
  const opening = [
    tie,
    ...['TCP_CONNECT_ATTEMPT', 'UDP_BYTES_SENT'].map(name => constants.logEventTypes[name]),
  ]
  const sockets = events.flatMap(({ type, params: { address } = {} }) =>
    opening.includes(type) && address ? { address, isTied: type === tie } : [],
  )
  if (!sockets.some(({ address }) => isOwn(address))) {
    throw new Error('The log tells of no socket at all: it is read wrongly')
  }
  return sockets.filter(({ address }) => !isOwn(address))
}

const isLook = ({ address, isTied }: { readonly address: string; readonly isTied: boolean }) =>
  isTied && ipv6Look.test(address)
const isOwn = (address: string) => /^(127\.|\[::1\])/.test(address)

/** Hosts of requests that no page or worker has made. */
function browsersOwnIn({ constants, events }: NetLog): string[] {
  const started = constants.logEventTypes.URL_REQUEST_START_JOB
  const hosts = events.flatMap(({ type, params: { url, initiator } = {} }) =>
    type === started && url && initiator !== undefined && !initiator.includes('://') && URL.canParse(url)
      ? new URL(url).hostname
      : [],
  )
  return [...new Set(hosts)].filter(host => host !== '127.0.0.1')
}

/** Addresses that a page or a worker asked for, by the browser's own log; what the browser asks for itself has no origin. */
function strangersIn({ constants, events }: NetLog): string[] {
  const started = constants.logEventTypes.URL_REQUEST_START_JOB
  const asked = events.flatMap(({ type, params: { url, initiator } = {} }) =>
    type === started && url && initiator?.includes('://') ? url : [],
  )
  if (asked.length === 0) throw new Error('The log tells of no request at all: it is read wrongly')
  const others = asked.filter(url => !url.startsWith('http://127.0.0.1:'))
  // The last ones are those of probe().
  return [...new Set(others)].filter(url => !/^https?:\/\/(probe\.invalid|192\.0\.2\.1)\//.test(url))
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

/**
 * What Chromium asks its maker for by itself is switched off, and every host in the world, by name or by number, is a
 * server of ours that counts. So what still goes there is the page's doing.
 */
const quietArguments = ({ port }: Anywhere): readonly string[] => [
  ...browserArguments.filter(argument => !argument.startsWith('--disable-features')),
  '--disable-features=AutofillServerCommunication,OptimizationHints,MediaRouter,NetworkTimeServiceQuerying,DnsOverHttps',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-breakpad',
  '--metrics-recording-only',
  '--no-pings',
  `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE 127.0.0.1`,
]

/** Asks for hosts from a page that has no policy, to see that it is noticed. */
async function probe(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.evaluate(() =>
    Promise.allSettled(
      ['http://probe.invalid/', 'https://probe.invalid/', 'http://192.0.2.1/'].map(url => fetch(url)),
    ),
  )
  await page.close()
}

async function journey(dist: string): Promise<JourneyReport> {
  const anywhere = await openAnywhere()
  const server = await serveStatic(dist)
  const tools = await startReferenceServer()
  const folder = await mkdtemp(join(tmpdir(), 'hermit-loopback-'))
  const log = join(folder, 'network.json')
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: await findBrowser(),
    args: [...quietArguments(anywhere), `--log-net-log=${log}`],
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
    // An app and a server of this device take part in them, and what reads documents by meaning is fetched for them.
    for (const { run } of errands) await run({ hermit, server: tools.url })
    await hermit.button('New chat').first().click()
    const loaded = server.requests.length
    let answers = await spendADay(page, hermit)
    const used = server.requests.length
    await page.reload()
    await hermit.ready()
    await hermit.send('What is the capital of Italy?')
    await hermit.answered()
    answers += 1
    const paths = server.requests.map(({ path }) => path)
    const wanted = [...anywhere.wanted]
    const waysOut = await withoutRoute()
    await probe(context)
    await context.close()
    // 192.0.2.0/24 is nobody's: it is for examples.
    await new Promise<void>(resolve => connect(9, '192.0.2.1').once('error', () => resolve()))
    const netLog = JSON.parse(await readFile(log, 'utf8')) as NetLog // as Chromium writes it
    const sockets = socketsIn(netLog)
    return {
      afterLoad: paths.slice(loaded, used),
      afterReload: paths.slice(used),
      waysOut,
      waysOutWithProbe: await withoutRoute(),
      browsersOwn: browsersOwnIn(netLog),
      wanted,
      wantedByProbe: anywhere.wanted.slice(wanted.length),
      strangers: strangersIn(netLog),
      sockets: sockets.filter(socket => !isLook(socket)).map(({ address }) => address),
      looksForIPv6: sockets.filter(isLook).length,
      answers,
      errands: errands.length,
    }
  } finally {
    await context.close().catch(() => undefined)
    await Promise.all([server.close(), anywhere.close(), tools.close()])
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

console.log(`REPORT ${JSON.stringify(await journey(process.argv[2] ?? 'dist'))}`)
