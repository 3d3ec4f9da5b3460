import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { seriousViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import type { ModelHost } from './model-host.ts'
import { HermitPage } from './pages/hermit-page.ts'
import { ModelsDialog, openWithHost } from './pages/models-dialog.ts'
import { hostRows, partOfModel, partPaths, rowOf, wholeModel } from './small-models.ts'
import { bytesOnDisk, weightsOnDisk } from './weights-on-disk.ts'

const pieceBytes = 16 * 1024 * 1024
const row = rowOf('smollm2-360m')
const embedded = 'SmolLM2 135M Instruct'

let host: ModelHost | undefined
test.afterEach(async () => {
  await host?.close()
  host = undefined
})

/** As the interface puts it. */
function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/** Requests for a row's file, as the range that they asked for. */
function rangesOf(file: string): (string | undefined)[] {
  return host?.requests.filter(({ name }) => name === file).map(({ range }) => range) ?? []
}

test('a model is fetched from the catalogue, used in the same chat, left for the other, let go of, and deleted', async ({
  own,
  baseURL,
}) => {
  const whole = await wholeModel()
  const build = `Q8_0 ${createHash('sha256').update(whole).digest('hex').slice(0, 8)}`
  host = await hostRows({ 'smollm2-360m': whole }, { hasCdn: true })
  const page = await own.newPage()
  const { hermit, models } = await openWithHost(page, baseURL, host.url, '')
  await hermit.ready()
  await hermit.send('What is the capital of France?')
  await expect(await hermit.answered()).toContainText('Paris')
  const before = await bytesOnDisk(page)

  host.fail(row.file, { kind: 'hold', afterBytes: 40_000_000 })
  await models.download(row.name)
  await expect.poll(() => models.bytesOf(row.name)).toBe(40_000_000)
  await expect(models.progress(row.name)).toHaveAttribute('max', String(whole.byteLength))
  await expect(models.row(row.name)).toContainText(`40.0 MB of ${megabytes(whole.byteLength)}`)
  host.clearFaults()
  await models.arrived(row.name)
  expect(rangesOf(row.file), 'one request, for the whole').toEqual([undefined])
  expect(host.sentBytes(row.file)).toBe(whole.byteLength)
  expect((await bytesOnDisk(page)) - before).toBe(whole.byteLength)
  await expect(models.row(row.name)).toContainText(/Checked against what .+ declares/)

  await models.button(`Use ${row.name}`).click()
  await models.close()
  await expect(page.getByRole('button', { name: `Model: ${row.name}` })).toBeVisible()
  await hermit.ready()
  await hermit.send('What is the capital of Italy?')
  const second = await hermit.answered()
  await expect(hermit.answers).toHaveCount(2)
  await second.locator('summary').click()
  await expect(second).toContainText(`${row.name} · processor (llama.cpp) · ${build}`)

  await models.open('On this device')
  await models.button(`Use ${embedded}`).click()
  await models.close()
  await expect(page.getByRole('button', { name: `Model: ${embedded}` })).toBeVisible()
  await hermit.ready()
  await models.open('On this device')
  await models.button('Unload').click()
  await models.close()
  await expect(hermit.engine).toHaveText('Resting until you type')
  await hermit.send('Say hello.')
  const third = await hermit.answered()
  await expect(hermit.answers).toHaveCount(3)
  await third.locator('summary').click()
  await expect(third).toContainText(`${embedded} · processor (llama.cpp) · Q4_1 d674e60b`)

  await models.open('Storage')
  await expect(models.row(row.name)).toContainText(megabytes(whole.byteLength))
  const roomOf = (name: string) => models.dialog.locator('dl > div').filter({ hasText: name }).locator('dd')
  await expect(roomOf('Models')).toHaveText(megabytes(before + whole.byteLength))
  await expect(roomOf('Chats')).toHaveText(/^[\d.]+ kB$/)
  await expect(roomOf('Free')).toHaveText(/^[\d.,]+ [GT]B$/)
  await expect(models.dialog.getByText(/^(The browser may clear this|Kept until you clear it)/)).toBeVisible()

  await models.open('On this device')
  await models.row(row.name).getByRole('button', { name: 'Delete model' }).click()
  await models.row(row.name).getByRole('button', { name: 'Delete', exact: true }).click()
  const freed = `${row.name} is deleted; ${megabytes(whole.byteLength)} are free again.`
  await expect(models.dialog.getByText(freed).first()).toBeVisible()
  await expect(models.row(row.name)).toHaveCount(0)
  expect(await bytesOnDisk(page)).toBe(before)
  await models.open('Storage')
  await expect(roomOf('Models')).toHaveText(megabytes(before))
})

test('a download is paused, goes on after a reload where it was, and given up leaves nothing', async ({
  own,
  baseURL,
}) => {
  const whole = await wholeModel()
  host = await hostRows({ 'smollm2-360m': whole })
  const page = await own.newPage()
  const { models } = await openWithHost(page, baseURL, host.url)
  const before = await bytesOnDisk(page)
  host.fail(row.file, { kind: 'hold', afterBytes: 40_000_000 })
  await models.download(row.name)
  await expect.poll(() => models.bytesOf(row.name)).toBe(40_000_000)
  await models.row(row.name).getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(models.row(row.name)).toContainText('Paused')
  // The rest of the third piece is written down as it stops, or not at all.
  await expect.poll(async () => (await bytesOnDisk(page)) - before).toBe(2 * pieceBytes)
  const sent = host.sentBytes(row.file)

  host.clearFaults()
  host.fail(row.file, { kind: 'hold', afterBytes: 10_000_000 })
  await models.row(row.name).getByRole('button', { name: 'Resume', exact: true }).click()
  await expect.poll(() => models.bytesOf(row.name)).toBe(2 * pieceBytes + 10_000_000)
  expect(rangesOf(row.file)).toEqual([undefined, `bytes=${2 * pieceBytes}-`])
  host.clearFaults()
  await models.arrived(row.name)
  expect(host.sentBytes(row.file) - sent, 'nothing durable is sent again').toBe(
    whole.byteLength - 2 * pieceBytes,
  )
  await models.row(row.name).getByRole('button', { name: 'Delete model' }).click()
  await models.row(row.name).getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.poll(async () => (await bytesOnDisk(page)) - before).toBe(0)

  host.fail(row.file, { kind: 'hold', afterBytes: 40_000_000 })
  await models.download(row.name)
  await expect.poll(async () => (await bytesOnDisk(page)) - before).toBe(2 * pieceBytes)
  await models.cancel(row.name)
  await expect.poll(async () => (await bytesOnDisk(page)) - before).toBe(0)
  expect((await weightsOnDisk(page)).filter(({ key }) => /^(part|want)\//.test(key))).toEqual([])
})

test('a tab is killed at half of a download: the next one goes on by itself, and fetches at most a piece again @fault-8', async ({
  own,
  baseURL,
}) => {
  const whole = await wholeModel()
  host = await hostRows({ 'smollm2-360m': whole })
  const page = await own.newPage()
  const { models } = await openWithHost(page, baseURL, host.url)
  const half = Math.round(whole.byteLength / 2)
  host.fail(row.file, { kind: 'hold', afterBytes: half })
  await models.download(row.name)
  await expect.poll(() => models.bytesOf(row.name)).toBe(half)
  await page.waitForTimeout(600) // the host's address is written down within 260 ms
  const protocol = await own.newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void protocol.send('Page.crash').catch(() => {
    // There is nobody left to answer.
  })
  await crashed
  await page.close()
  host.clearFaults()

  const next = await own.newPage()
  await new HermitPage(next, baseURL).open('')
  const after = new ModelsDialog(next)
  await after.open('On this device')
  await after.arrived(row.name)
  expect(rangesOf(row.file)).toEqual([undefined, `bytes=${2 * pieceBytes}-`])
  const again = host.sentBytes(row.file) - whole.byteLength
  test.info().annotations.push({ type: 'bytes fetched again', description: String(again) })
  expect(again).toBeLessThanOrEqual(pieceBytes)
})

test('two tabs that want the same model fetch it once', async ({ own, baseURL }) => {
  host = await hostRows({ 'smollm2-360m': await partOfModel() })
  const tabs: ModelsDialog[] = []
  for (const _ of [1, 2]) {
    const page = await own.newPage()
    await new HermitPage(page, baseURL).open('?engine=scripted')
    const models = new ModelsDialog(page)
    await models.setHost(host.url)
    tabs.push(models)
  }
  const [first, second] = tabs
  if (!first || !second) throw new Error('no tabs')
  host.fail(row.file, { kind: 'hold', afterBytes: 20_000_000 })
  await first.download(row.name)
  await expect.poll(() => first.bytesOf(row.name)).toBe(20_000_000)
  await second.download(row.name)
  await expect(second.row(row.name)).toContainText('nothing is fetched twice')
  host.clearFaults()
  await first.arrived(row.name)
  await second.arrived(row.name)
  expect(rangesOf(row.file)).toEqual([undefined])
})

/** Empties the origin of everything, as a new machine would be. */
async function wipe(page: Page, origin: string): Promise<void> {
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
}

test('a model is saved as a pack, everything is wiped, and from the pack alone it gives the same answer', async ({
  own,
  baseURL,
}, testInfo) => {
  const whole = await wholeModel()
  host = await hostRows({ 'smollm2-360m': whole })
  // Playwright cannot answer the dialog "Save as": browsers that have none save it as a download.
  await own.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
  let page = await own.newPage()
  let hermit = new HermitPage(page, baseURL)
  let models = new ModelsDialog(page)
  await hermit.open('')
  await models.setHost(host.url)
  await models.download(row.name)
  await models.arrived(row.name)
  await models.button(`Use ${row.name}`).click()
  await models.close()
  const question = 'Tell me about the sea in two sentences.'
  await hermit.ready()
  await hermit.send(question)
  await hermit.answered()
  const [, before] = await hermit.saved()
  expect(before?.stats?.completionTokens).toBeGreaterThanOrEqual(20)

  await models.open('On this device')
  const saving = page.waitForEvent('download')
  await models.dialog.getByRole('button', { name: 'Save as pack' }).first().click()
  const download = await saving
  expect(download.suggestedFilename()).toBe(`${row.id}.hermitpack`)
  const pack = testInfo.outputPath(download.suggestedFilename())
  await download.saveAs(pack)
  await expect(models.dialog.getByText('Saved as a pack.')).toBeVisible()

  await host.close()
  const asked: string[] = []
  await own.route(/\/models\/.*\.(gguf|wasm)$/, route => {
    asked.push(route.request().url())
    return route.abort()
  })
  const address = new URL(page.url()).origin
  await page.goto(`${address}/icons/favicon.svg`)
  await wipe(page, address)
  await page.close()
  page = await own.newPage()
  hermit = new HermitPage(page, baseURL)
  models = new ModelsDialog(page)
  await hermit.open('')
  await models.open('On this device')
  const choosing = page.waitForEvent('filechooser')
  await models.button('Add a model from a file').click()
  await (await choosing).setFiles(pack)
  await expect(models.dialog.getByText('A pack made by Hermit.')).toBeVisible()
  await models.button('Add').click()
  await models.arrived(row.name)
  await models.button(`Use ${row.name}`).click()
  await models.close()
  await hermit.ready()
  await hermit.send(question)
  await hermit.answered()
  const [, after] = await hermit.saved()
  expect(after?.text).toBe(before?.text)
  expect(after?.stats?.completionTokens).toBe(before?.stats?.completionTokens)
})

test('a GGUF of one’s own is described, refused with a reason where it cannot be used, and answers', async ({
  own,
  baseURL,
}, testInfo) => {
  const page = await own.newPage()
  const hermit = new HermitPage(page, baseURL)
  const models = new ModelsDialog(page)
  await hermit.open('')
  await models.open('On this device')
  const choose = async (files: readonly string[] | { name: string; mimeType: string; buffer: Buffer }) => {
    const choosing = page.waitForEvent('filechooser')
    await models.button('Add a model from a file').click()
    await (await choosing).setFiles('name' in files ? files : [...files])
  }
  const alert = models.dialog.getByRole('alert')
  await choose(partPaths.slice(0, 2))
  await expect(alert).toHaveText(
    'This model is in 3 files, and 2 of them were given. Choose all of them together.',
  )
  await models.button('OK').click()
  await choose({ name: 'notes.gguf', mimeType: 'text/plain', buffer: Buffer.from('not a model '.repeat(50)) })
  await expect(alert).toHaveText(/^This is not a model that Hermit can read/)
  await models.button('OK').click()
  expect(await alert.count()).toBe(0)
  await models.close()

  // Dropped on the page. The browser gives a page files only from outside: these are made in it.
  await page.evaluate(
    async addresses => {
      const given = new DataTransfer()
      for (const address of addresses) {
        const blob = await (await fetch(address)).blob()
        given.items.add(new File([blob], address.split('/').at(-1) ?? ''))
      }
      const event = { bubbles: true, cancelable: true, dataTransfer: given }
      document.body.dispatchEvent(new DragEvent('dragover', event))
      document.body.dispatchEvent(new DragEvent('drop', event))
    },
    partPaths.map(path => path.replace('public/', '')),
  )
  const described = models.dialog.locator('section.offered')
  await expect(described).toContainText(/Architecture\s*llama/)
  await expect(described).toContainText(/Size\s*98\.\d MB \(Q4_1\)/)
  await expect(described).toContainText(/\(3 files\)/)
  await expect(described).toContainText(/Chat template\s*yes/)
  const name = (await described.getByRole('heading').innerText()).trim()
  testInfo.annotations.push({ type: 'described', description: await described.innerText() })
  const before = await bytesOnDisk(page)
  await described.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(described).toHaveCount(0, { timeout: 60_000 })
  expect(await bytesOnDisk(page), 'the same files are kept once').toBe(before)
  // It is the embedded model under another name: both rows are called alike, this one came from this device.
  await models.dialog.getByRole('button', { name: `Use ${name}`, exact: true }).click()
  await models.close()
  await hermit.ready()
  await hermit.send('What is the capital of France?')
  await expect(await hermit.answered()).toContainText('Paris')
})

test('on a metered connection a download is asked about first', async ({ own, baseURL }) => {
  host = await hostRows({ 'smollm2-360m': await partOfModel() })
  await own.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true, addEventListener() {} } })
  })
  const page = await own.newPage()
  const { models } = await openWithHost(page, baseURL, host.url)
  await models.open('Get a model')
  const offer = models.row(row.name)
  await offer.getByRole('button', { name: `Download ${row.name}`, exact: true }).click()
  await expect(offer).toContainText(
    /This connection may be metered, and the model is 386\.4 MB\. Download it now/,
  )
  expect(host.requests).toEqual([])
  await offer.getByRole('button', { name: 'Download now' }).click()
  await models.open('On this device')
  await models.arrived(row.name)
})

test('axe finds nothing serious in the tabs of "Models", with a download that runs and one that has failed', async ({
  own,
  baseURL,
}) => {
  const other = rowOf('gemma-3-270m')
  // Another content: the same one would be waited for instead of fetched twice.
  const another = (await wholeModel()).subarray(40_000_000)
  host = await hostRows({ 'smollm2-360m': await partOfModel(), 'gemma-3-270m': another })
  const page = await own.newPage()
  const { models } = await openWithHost(page, baseURL, host.url)
  host.fail(row.file, { kind: 'hold', afterBytes: 20_000_000 })
  host.fail(other.file, { kind: 'page' })
  await models.download(row.name)
  await models.download(other.name)
  await models.fault(other.name, /sent a web page instead/, 'Try again')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const tab of ['On this device', 'Get a model', 'Storage'] as const) {
      await models.open(tab)
      expect(await seriousViolations(page), `${tab}, ${colorScheme}`).toEqual([])
    }
  }
})
