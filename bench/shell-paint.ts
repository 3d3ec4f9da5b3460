import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.ts'
import { serveStatic } from '../scripts/serve-static.ts'
import { shippedHeaders } from '../src/pwa/headers.ts'
import { type BenchResult, figure } from './table.ts'

const rounds = 5
/** How much slower than this machine a telephone's processor is taken to be. */
const slowdown = 4
/** Slow 4G as Lighthouse has it where it throttles for real ("mobileSlow4G", DevTools' own factors included). */
const slow4G = {
  offline: false,
  latency: 562.5, // ms, from a request to the first byte
  downloadThroughput: (1474.56 * 1000) / 8, // bytes a second
  uploadThroughput: (675 * 1000) / 8,
}

interface Painted {
  readonly first: number
  readonly largest: number
  readonly box: number
  /** Bytes on the way until the box to write in was there. */
  readonly bytes: number
}

/** A first visit over a slow network with a slow processor: until the shell is painted and can be written in. */
export async function shellPaint(): Promise<BenchResult> {
  const all: Painted[] = []
  const app = await serveStatic('dist', { headers: { ...shippedHeaders }, gzip: true })
  try {
    for (let round = 0; round < rounds; round++) all.push(await firstVisit(app.url))
  } finally {
    await app.close()
  }
  return {
    figures: [
      figure(
        'largest contentful paint',
        'ms',
        all.map(({ largest }) => largest),
        { kind: 'at most', value: 2500 },
      ),
      figure(
        'first contentful paint',
        'ms',
        all.map(({ first }) => first),
      ),
      figure(
        'the box to write in is there',
        'ms',
        all.map(({ box }) => box),
      ),
      figure(
        'on the way until then',
        'kB',
        all.map(({ bytes }) => bytes / 1000),
      ),
    ],
    notes: [
      `${rounds} first visits, each in a profile of its own; the processor ${slowdown} times slower than here; 1.47 Mbit/s and 562.5 ms a request, as Lighthouse has slow 4G; text is sent compressed.`,
      'The model’s own download, in a worker, is not slowed: it begins after the paint.',
    ],
  }
}

async function firstVisit(url: string): Promise<Painted> {
  const profile = await mkdtemp(join(tmpdir(), 'hermit-paint-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser(),
    args: [...browserArguments],
    locale: 'en-GB',
    viewport: { width: 390, height: 844 },
  })
  try {
    await context.addInitScript('globalThis.__name = value => value')
    const page = await context.newPage()
    const protocol = await context.newCDPSession(page)
    await protocol.send('Network.enable')
    await protocol.send('Network.emulateNetworkConditions', slow4G)
    await protocol.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.addInitScript(watch)
    let bytes = 0
    protocol.on('Network.dataReceived', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    await page.goto(url, { waitUntil: 'commit' })
    await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor({ timeout: 60_000 })
    const arrived = bytes
    // A larger thing may be painted after the first ones: the last that is reported counts.
    await page.waitForTimeout(3000)
    return { ...(await paintsOf(page)), bytes: arrived }
  } finally {
    await context.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** In the page, before its own scripts. */
function watch(): void {
  const seen = { largest: 0, box: 0 }
  Reflect.set(globalThis, 'shellPaints', seen)
  new PerformanceObserver(list => {
    for (const { startTime } of list.getEntries()) seen.largest = startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  const look = () => {
    if (seen.box === 0 && document.querySelector('textarea')) seen.box = performance.now()
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true })
}

async function paintsOf(page: Page): Promise<Omit<Painted, 'bytes'>> {
  const paints = await page.evaluate(() => ({
    first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    ...(Reflect.get(globalThis, 'shellPaints') as { largest: number; box: number }), // set above
  }))
  if (paints.first === 0 || paints.largest === 0 || paints.box === 0)
    throw new Error('The shell left no marks')
  return paints
}
