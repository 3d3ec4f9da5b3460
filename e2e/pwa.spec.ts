import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { type StaticServer, serveStatic } from '../scripts/serve-static.ts'

/** The built app on a host that knows nothing of it: a folder below the root, and no headers. */
const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const weightsName = 'models/probe.bin'

/** Chromium asks its maker about any page that has a field, whatever the page does. */
const browsersOwn: readonly string[] = ['content-autofill.googleapis.com:443']

let folder: string
let host: StaticServer
let address: string

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hermit-pwa-'))
  // Everything but the weights: these tests are about the app.
  await cp(dist, folder, { recursive: true, filter: path => !/^models\/./.test(relative(dist, path)) })
  await mkdir(join(folder, 'models'), { recursive: true })
  await writeFile(join(folder, weightsName), new Uint8Array(1 << 20))
  host = await serveStatic(folder, { prefix: '/hermit/' })
  address = `${host.url}?engine=scripted`
})

test.afterEach(async () => {
  await host.close()
  await rm(folder, { recursive: true })
})

/** A first visit, up to where the page is controlled, isolated and at rest. */
async function visit(page: Page): Promise<void> {
  await page.goto(address)
  await page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null)
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
}

async function engineFile(): Promise<string> {
  const found = (await readdir(join(folder, 'assets'))).find(name => name.endsWith('.wasm'))
  if (!found) throw new Error('The build has no engine.')
  return `assets/${found}`
}

/** The byte length of what the page is given for this path, or 'failed'. */
function ask(page: Page, path: string): Promise<number | 'failed'> {
  return page.evaluate(
    url =>
      fetch(url)
        .then(response => (response.ok ? response.arrayBuffer() : Promise.reject(new Error('not there'))))
        .then(
          bytes => bytes.byteLength,
          () => 'failed' as const,
        ),
    path,
  )
}

function checkForUpdate(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update()
  })
}

/** Stands for a new build: another page, another engine, and a service worker that lists them. */
async function publishNextVersion(engine: string): Promise<string> {
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  await writeFile(join(folder, 'index.html'), page.replace('<html', '<html data-version="2"'))
  const nextEngine = engine.replace(/-.{8}\.wasm$/, '-NEXTNEXT.wasm')
  await rename(join(folder, engine), join(folder, nextEngine))
  const worker = await readFile(join(folder, 'service-worker.js'), 'utf8')
  const next = worker
    .replace(/"revision":"\w+",("url":"index\.html")/, '"revision":"2",$1')
    .replace(engine, nextEngine)
  expect(next).toContain('"revision":"2"')
  expect(next).toContain(nextEngine)
  await writeFile(join(folder, 'service-worker.js'), next)
  return nextEngine
}

const version = (page: Page) => page.locator('html').getAttribute('data-version')

test('one reload gives threads on a host that sends no headers', async ({ page }) => {
  let loads = 0
  page.on('load', () => loads++)
  await visit(page)
  await page.waitForTimeout(1000)
  expect(loads).toBe(2)
  const response = await page.reload()
  expect(response?.headers()).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'referrer-policy': 'no-referrer',
  })
  expect(response?.headers()['content-security-policy']).toContain("connect-src 'self'")
})

test('the app can be installed', async ({ page, context }) => {
  await visit(page)
  const browser = await context.newCDPSession(page)
  const manifest = await browser.send('Page.getAppManifest')
  expect(manifest.errors).toEqual([])
  expect(manifest.url).toBe(`${host.url}manifest.webmanifest`)
  for (const icon of JSON.parse(manifest.data ?? '{}').icons)
    expect((await page.request.get(new URL(icon.src, host.url).href)).ok()).toBe(true)
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors')
  // Every context of a test is a private window, which nobody can install from.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
})

test('the app opens with the host gone, its engine included', async ({ page }) => {
  await visit(page)
  const engine = await engineFile()
  const bytes = await ask(page, engine)
  await host.close()
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  expect(await ask(page, engine)).toBe(bytes)
  await page.goto(`${host.url}?q=hello`)
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
})

test('an engine loaded before the service worker came is kept when the page asks', async ({ page }) => {
  await visit(page)
  const engine = await engineFile()
  const keep = (urls: string[]) =>
    page.evaluate(async paths => {
      const { active } = await navigator.serviceWorker.ready
      const { port1, port2 } = new MessageChannel()
      const answer = new Promise(resolve => {
        port1.onmessage = ({ data }) => resolve(data)
      })
      active?.postMessage(
        { type: 'keep-engine', urls: paths.map(path => new URL(path, document.baseURI).href) },
        [port2],
      )
      return answer
    }, urls)
  expect(await keep([engine])).toEqual({ type: 'engine-kept', whole: true })
  expect(await keep(['assets/unknown.wasm'])).toEqual({ type: 'engine-kept', whole: false })
  await host.close()
  expect(await ask(page, engine)).toBeGreaterThan(0)
})

test('weights go past the service worker', async ({ page }) => {
  await visit(page)
  const answers = new Map<string, boolean>()
  page.on('response', response => answers.set(response.url(), response.fromServiceWorker()))
  expect(await ask(page, weightsName)).toBe(1 << 20)
  expect(await ask(page, 'manifest.webmanifest')).toBeGreaterThan(0)
  expect(answers.get(`${host.url}${weightsName}`)).toBe(false)
  expect(answers.get(`${host.url}manifest.webmanifest`)).toBe(true)
})

test('a chunk that is missing is a failure, not a page', async ({ page }) => {
  await visit(page)
  expect(await ask(page, 'assets/missing-00000000.js')).toBe('failed')
  const imported = await page.evaluate(url => import(url).then(String, String), `${host.url}assets/none.js`)
  expect(imported).toContain('Failed to fetch')
})

test('an update waits for consent, then is there whole, engine and all', async ({ page, context }) => {
  await visit(page)
  const engine = await engineFile()
  const bytes = await ask(page, engine)
  const nextEngine = await publishNextVersion(engine)
  await checkForUpdate(page)
  const update = page.getByRole('button', { name: 'Update', exact: true })
  await expect(update).toBeVisible()
  await page.reload()
  expect(await version(page)).toBeNull()
  expect(await ask(page, engine)).toBe(bytes)

  await update.click()
  await expect.poll(() => version(page).catch(() => undefined)).toBe('2')
  await expect(update).toBeHidden()
  await host.close()
  await page.reload()
  expect(await version(page)).toBe('2')
  expect(await ask(page, nextEngine)).toBe(bytes)
  expect(await ask(page, engine)).toBe('failed')
  expect(await shells(context)).toBe(1)
})

test('an update that cannot be had whole changes nothing', async ({ page }) => {
  await visit(page)
  const engine = await engineFile()
  await ask(page, engine)
  const nextEngine = await publishNextVersion(engine)
  await rm(join(folder, nextEngine))
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    const found = new Promise<void>(resolve => {
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing
        worker?.addEventListener('statechange', () => worker.state === 'redundant' && resolve())
      })
    })
    await registration.update().catch(() => undefined)
    await found
  })
  await host.close()
  await page.reload()
  expect(await version(page)).toBeNull()
  expect(await ask(page, engine)).toBeGreaterThan(0)
})

test('nothing is asked of anyone but the host', async ({ browser }) => {
  // Whatever would leave this machine goes by this proxy, the service worker's own requests included.
  const strangers: string[] = []
  const proxy = createServer((request, response) => {
    strangers.push(request.url ?? '')
    response.writeHead(403).end()
  }).on('connect', (request, socket) => {
    if (!browsersOwn.includes(request.url ?? '')) strangers.push(request.url ?? '')
    socket.destroy()
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  const at = proxy.address()
  const port = typeof at === 'object' ? at?.port : undefined
  const context = await browser.newContext({
    proxy: { server: `http://127.0.0.1:${port}`, bypass: '127.0.0.1' },
  })
  try {
    const page = await context.newPage()
    await visit(page)
    await ask(page, await engineFile())
    await page.reload()
    await page.waitForTimeout(1000)
    expect(strangers).toEqual([])
    expect(await ask(page, 'http://stranger.test/')).toBe('failed')
    expect(strangers).toEqual([]) // the policy stopped it before the network
    await page.goto('http://stranger.test/').catch(() => undefined)
    expect(strangers).toContain('http://stranger.test/') // so the proxy does see what leaves
  } finally {
    await context.close()
    proxy.close()
    proxy.closeAllConnections()
  }
})

/** How many versions of the app are kept. */
async function shells(context: BrowserContext): Promise<number | undefined> {
  return context.pages()[0]?.evaluate(async () => {
    const names = await caches.keys()
    return names.filter(name => name.includes(' shell ')).length
  })
}
