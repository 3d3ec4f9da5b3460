import { createServer } from 'node:http'
import { type AddressInfo, createServer as createListener } from 'node:net'
import { type Browser, chromium, expect, type Page, test, type Worker } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.ts'
import { seriousInBothThemes } from './axe.ts'
import { HermitPage } from './pages/hermit-page.ts'

/** A host of models on this device, which another origin may read. */
async function serveBytes() {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.end('some bytes of a model')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** Whoever gets out arrives here: a browser for which every name under .invalid is this listener. */
async function withBait(work: (browser: Browser, arrived: () => readonly string[]) => Promise<void>) {
  const arrived: string[] = []
  const listener = createListener(socket => {
    socket.on('error', () => undefined)
    socket.once('data', data => {
      arrived.push(data.toString('latin1').split('\r\n', 1)[0] ?? '')
      socket.destroy()
    })
  })
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address with one.
  const { port } = listener.address() as AddressInfo
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [
      ...browserArguments,
      `--host-resolver-rules=MAP *.invalid 127.0.0.1:${port}`,
      // A page that a test has rewritten comes from nowhere, and would be kept from this device's own addresses.
      '--disable-features=LocalNetworkAccessChecks',
    ],
  })
  try {
    await work(browser, () => arrived)
  } finally {
    await browser.close()
    await new Promise(resolve => listener.close(resolve))
  }
}

async function openPrivacy(page: Page) {
  await page.getByRole('button', { name: 'Nothing you write leaves this device' }).click()
  const dialog = page.getByRole('dialog', { name: 'What leaves this device?' })
  await expect(dialog).toBeVisible()
  return dialog
}

/** A worker of the kind that may speak to other hosts, with nothing to do. */
async function openNetWorker(page: Page): Promise<Worker> {
  const opened = page.waitForEvent('worker')
  await page.evaluate(async () => {
    const list = await (await fetch('service-worker.js')).text()
    const script = /net\/models\.worker-[\w-]+\.js/.exec(list)?.[0] ?? ''
    Object.assign(window, { idle: new Worker(script, { type: 'module' }) })
  })
  return opened
}

/** What a worker gets from an address, past all of Hermit's own code in it. */
const ask = (worker: Worker, url: string) =>
  worker.evaluate(
    address =>
      fetch(address).then(
        response => response.status,
        (error: unknown) => String(error),
      ),
    url,
  )

/** What becomes of a download, asked of the worker as the page does. */
const download = (page: Page, url: string): Promise<string> =>
  page.evaluate(
    address =>
      new Promise<string>(resolve => {
        const worker: unknown = Reflect.get(window, 'idle')
        if (!(worker instanceof Worker)) throw new Error('no worker')
        const id = Date.now()
        worker.addEventListener('message', ({ data }) => {
          const isEnd = data.id === id && /task-(end|fault)/.test(data.type)
          if (isEnd) resolve(data.type === 'task-end' ? 'downloaded' : data.fault.code)
        })
        const outline = {
          ...{ id: address, name: 'Probe', format: 'gguf', engines: ['wllama'], parametersM: 1 },
          ...{ quantisation: '', contextTokens: 512, licence: '', licenceUrl: '', languages: [] },
        }
        const files = [{ name: 'probe.gguf', url: address, bytes: 21, sha256: '' }]
        const wanted = { outline, source: { kind: 'pinned', card: { ...outline, files } } }
        const call = {
          method: 'download',
          wanted,
          hosts: { hub: 'https://hub.invalid' },
          baseUrl: location.href,
        }
        worker.postMessage({ type: 'task-start', id, call })
      }),
    url,
  )

test('the air gap refuses what would leave, outlives its service worker, and the ledger names it', async ({
  page,
}) => {
  const models = await serveBytes()
  try {
    const hermit = new HermitPage(page)
    await hermit.open('?engine=scripted')
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    let dialog = await openPrivacy(page)
    await expect(dialog.getByText('Nothing has left this device since you opened this page.')).toBeVisible()
    const worker = await openNetWorker(page)
    // The hash is none, so it fails in the end: what counts is whether it went out.
    expect(await download(page, `http://${models.host}/first.gguf?secret`)).toBe('model-damaged')
    expect(models.requests.length).toBeGreaterThan(0)
    await expect(dialog.getByText(`has fetched model files from ${models.host}`)).toBeVisible()
    const rows = dialog.getByRole('listitem')
    const row = rows.filter({ hasText: 'first.gguf' }).first()
    await expect(row).toContainText('Download worker · from the network')
    await expect(row).not.toContainText('secret')

    const gap = dialog.getByRole('switch', { name: 'Air gap' })
    await gap.check()
    const before = models.requests.length
    expect(await download(page, `http://${models.host}/second.gguf`)).toBe('air-gapped')
    await expect(rows.filter({ hasText: 'second.gguf' }).first()).toContainText('refused')
    // The service worker refuses as well, whoever asks; also when it was ended meanwhile.
    expect(await ask(worker, `http://${models.host}/third`)).toContain('TypeError')
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('ServiceWorker.enable')
    await devtools.send('ServiceWorker.stopAllWorkers')
    expect(await ask(worker, `http://${models.host}/fourth`)).toContain('TypeError')
    expect(models.requests.length).toBe(before)
    await expect(rows.filter({ hasText: 'fourth' }).first()).toContainText('refused')

    await hermit.open('?engine=scripted')
    dialog = await openPrivacy(page)
    await expect(dialog.getByRole('switch', { name: 'Air gap' })).toBeChecked()
    await expect(dialog.getByText('Nothing has left this device since you opened this page.')).toBeVisible()
    await dialog.getByRole('switch', { name: 'Air gap' }).uncheck()
    const other = await openNetWorker(page)
    await devtools.send('ServiceWorker.stopAllWorkers')
    expect(await ask(other, `http://${models.host}/fifth`)).toBe(503) // it does not know yet: ask again
    expect(await ask(other, `http://${models.host}/fifth`)).toBe(200)
    await dialog.getByRole('button', { name: 'Clear the ledger' }).click()
    await dialog.getByRole('button', { name: 'Clear', exact: true }).click()
    await expect(dialog.getByText('first.gguf')).toHaveCount(0)
  } finally {
    await models.close()
  }
})

test('the self-test finds every way out blocked, and nothing arrives', async ({ baseURL }) => {
  await withBait(async (browser, arrived) => {
    const page = await browser.newPage({ locale: 'en-GB' })
    await page.goto(`${baseURL}?engine=scripted`)
    // Until then its own files come in, and the ledger shows what is newest.
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    const dialog = await openPrivacy(page)
    await dialog.getByRole('button', { name: 'Try the ways out' }).click()
    await expect(dialog.getByText('All 21 ways out are blocked.').first()).toBeVisible()
    expect(arrived()).toEqual([])
    // The ledger has them, and says truly that nothing has left.
    await expect(dialog.getByText('Nothing has left this device since you opened this page.')).toBeVisible()
    await expect(dialog.getByRole('listitem').filter({ hasText: 'image.way-out.invalid' })).toContainText(
      'refused',
    )
    expect(await seriousInBothThemes(page)).toEqual([])
  })
})

test('without the policy the self-test says what got out', async ({ baseURL }) => {
  await withBait(async (browser, arrived) => {
    const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block' })
    await context.route(`${baseURL}**`, async route => {
      const response = await route.fetch()
      const { 'content-security-policy': _, ...headers } = response.headers()
      const isPage = headers['content-type']?.startsWith('text/html') ?? false
      const body = isPage
        ? (await response.text()).replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
        : await response.body()
      await route.fulfill({ response, headers, body })
    })
    const page = await context.newPage()
    await page.goto(`${baseURL}?engine=scripted`)
    const dialog = await openPrivacy(page)
    await dialog.getByRole('button', { name: 'Try the ways out' }).click()
    await expect(dialog.getByText(/^\d+ of 21 ways out are open\. Hermit/)).toBeVisible()
    for (const name of ['A request (fetch)', 'An image', 'A form', 'A request by a worker', 'A script'])
      await expect(dialog.getByRole('listitem').filter({ hasText: name })).toContainText('Got out')
    // These are held by the page itself.
    for (const name of ['Going to another site', 'Leaving by a tag'])
      await expect(dialog.getByRole('listitem').filter({ hasText: name })).toContainText('Blocked')
    expect(arrived().length).toBeGreaterThan(10)
  })
})
