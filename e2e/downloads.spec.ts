import { seriousViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import type { ModelHost } from './model-host.ts'
import { HermitPage } from './pages/hermit-page.ts'
import { ModelsDialog, openWithHost } from './pages/models-dialog.ts'
import { hostRows, partOfModel, rowOf, wholeModel } from './small-models.ts'
import { bytesOnDisk, weightsOnDisk } from './weights-on-disk.ts'

// Models are fetched here and not run: no journey waits for another's engine.

const pieceBytes = 16 * 1024 * 1024
const row = rowOf('smollm2-360m')

let host: ModelHost | undefined
test.afterEach(async () => {
  await host?.close()
  host = undefined
})

/** Requests for a row's file, as the range that they asked for. */
function rangesOf(file: string): (string | undefined)[] {
  return host?.requests.filter(({ name }) => name === file).map(({ range }) => range) ?? []
}

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
