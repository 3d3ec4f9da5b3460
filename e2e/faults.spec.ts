import { cp, link, mkdir, open, readdir, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { type StaticServer, serveStatic } from '../scripts/serve-static.ts'
import { embeddedModel } from '../src/models/catalogue/catalogue.ts'
import { isolationHeaders } from '../src/pwa/headers.ts'
import { expectAlert, expectFocusKept, noteAlerts } from './alerts.ts'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'
import { spoilPiece } from './weights-on-disk.ts'

/** For an alert that tells of a download: in milliseconds. */
const patient = { timeout: 90_000 }

const modelFolder = 'models/smollm2-135m-instruct'

/** A copy of the built site whose last model file can be damaged; all other bytes are shared with dist. */
async function copySite(name: string): Promise<{ folder: string; modelFile: string }> {
  const folder = join('test-results', `site-${name}`)
  await rm(folder, { recursive: true, force: true })
  for (const entry of await readdir('dist', { recursive: true })) {
    const from = join('dist', entry)
    const to = join(folder, entry)
    if ((await stat(from)).isDirectory()) await mkdir(to, { recursive: true })
    else {
      await mkdir(join(to, '..'), { recursive: true })
      await link(from, to)
    }
  }
  const files = (await readdir(join('dist', modelFolder))).filter(file => /-of-\d+\.gguf$/.test(file)).sort()
  const last = join(modelFolder, files.at(-1) ?? '')
  await rm(join(folder, last))
  return { folder, modelFile: join(folder, last) }
}

async function restore(modelFile: string, folder: string): Promise<void> {
  await cp(modelFile.replace(folder, 'dist'), modelFile)
}

test.beforeEach(({ page }) => page.addInitScript(noteAlerts))

test.describe('the model on the server', () => {
  let server: StaticServer | undefined
  test.afterEach(async () => {
    await server?.close()
  })

  test('is missing: it is said, and "Try again" goes on when it is back @fault-44', async ({ page }) => {
    const { folder, modelFile } = await copySite('missing')
    server = await serveStatic(folder, { headers: isolationHeaders })
    const hermit = new HermitPage(page, server.url)
    await hermit.open('')
    const again = await expectAlert(page, /could not be found/, 'Try again', patient)
    await hermit.message.fill('kept while it fails')
    await restore(modelFile, folder)
    await again.press('Enter')
    await expectFocusKept(page)
    await hermit.ready()
    await expect(hermit.message).toHaveValue('kept while it fails')
    const fetched = server.requests.filter(({ path }) => path.includes('00001-of')).length
    // The first try ends with the file that is missing, while the others are on their way.
    expect(fetched, 'a try asks for a file once').toBeLessThanOrEqual(2)
  })

  test('is cut short or has one wrong bit: it is never used, and can be had again @fault-5 @fault-44', async ({
    page,
  }) => {
    const { folder, modelFile } = await copySite('damaged')
    await restore(modelFile, folder)
    const whole = (await stat(modelFile)).size
    await truncate(modelFile, whole - 1000)
    server = await serveStatic(folder, { headers: isolationHeaders })
    const hermit = new HermitPage(page, server.url)
    await hermit.open('')
    const again = await expectAlert(page, /damaged/, 'Repair', patient)

    await restore(modelFile, folder)
    const file = await open(modelFile, 'r+')
    const byte = Buffer.alloc(1)
    await file.read(byte, 0, 1, 5_000_000)
    byte[0] = (byte[0] ?? 0) ^ 1
    await file.write(byte, 0, 1, 5_000_000)
    await file.close()
    await again.press('Enter')
    const repair = await expectAlert(page, /damaged/i, 'Repair', patient)
    await restore(modelFile, folder)
    await repair.press('Enter')
    await hermit.ready()
  })

  test('a policy that forbids WebAssembly is named before a byte of the model is fetched @fault-44', async ({
    page,
  }) => {
    server = await serveStatic('dist', {
      headers: { ...isolationHeaders, 'Content-Security-Policy': "script-src 'self'" },
    })
    const hermit = new HermitPage(page, server.url)
    await hermit.open('')
    await expectAlert(page, /WebAssembly/, 'Try again', patient)
    expect(server.requests.filter(({ path }) => path.includes('.gguf'))).toEqual([])
  })
})

test.describe('the model on this device', () => {
  test('with one wrong bit is found by a check, and only that file is fetched again @fault-15 @fault-44', async ({
    real,
  }) => {
    const { page } = real
    const [file] = embeddedModel.files
    await spoilPiece(page, { sha256: file?.sha256 ?? '', index: 1, how: 'flip' })
    const fetched: string[] = []
    page.context().on('request', request => {
      if (request.url().endsWith('.gguf')) fetched.push(request.url())
    })
    await page.getByRole('button', { name: /^Model:/ }).click()
    await page.getByRole('button', { name: 'Check files' }).click()
    await expect(
      page.getByRole('dialog').getByText('Damaged: 16.7 MB have to be fetched again.').first(),
    ).toBeVisible({ timeout: 60_000 })
    await page.keyboard.press('Escape')
    await (await expectAlert(page, /damaged/i, 'Repair', patient)).press('Enter')
    await real.ready()
    expect(fetched).toHaveLength(1)
    await real.send('What is the capital of France?')
    await expect(await real.answered()).toContainText('Paris')
  })
})

test.describe('the browser', () => {
  test('without IndexedDB: says that nothing is kept, and works @fault-17 @fault-44', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        },
      })
    })
    const hermit = new HermitPage(page)
    await hermit.open('')
    await expectAlert(page, /not.*kep|keep/i, 'Export chats')
    await hermit.ready()
    await hermit.send('What is the capital of France?')
    await expect(await hermit.answered()).toContainText('Paris')
  })

  test('with too little room for the model: says how much is needed, and still keeps what is written @fault-12 @fault-44', async ({
    page,
  }) => {
    const hermit = new HermitPage(page)
    // A limit lasts as long as the page through which it was set stays where it is.
    const other = await page.context().newPage()
    await other.goto('/licenses/index.html')
    const protocol = await page.context().newCDPSession(other)
    const { origin } = new URL(other.url())
    await protocol.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 20_000_000 })
    await hermit.open('')
    await expectAlert(page, /MB needed/, 'Try again', patient)
    await hermit.message.fill('written on a full disk')
    await page.waitForTimeout(600)
    await page.reload()
    await expect(hermit.message).toHaveValue('written on a full disk')
    const again = await expectAlert(page, /MB needed/, 'Try again', patient)
    await protocol.send('Storage.overrideQuotaForOrigin', { origin })
    await again.press('Enter')
    await hermit.ready()
  })
})
