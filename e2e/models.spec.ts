import { createHash } from 'node:crypto'
import { expect, test } from './fixtures.ts'
import type { ModelHost } from './model-host.ts'
import { HermitPage } from './pages/hermit-page.ts'
import { ModelsDialog } from './pages/models-dialog.ts'
import { hostRows, rowOf, wholeModel } from './small-models.ts'
import { bytesOnDisk, weightsOnDisk } from './weights-on-disk.ts'

const row = rowOf('smollm2-360m')
const mb = (bytes: number) => Math.round(bytes / 1e6)

let host: ModelHost | undefined
test.afterEach(async () => {
  await host?.close()
  host = undefined
})

test('a model is fetched from the catalogue, used in the same chat, let go of, left for the other, and deleted', async ({
  own,
  baseURL,
}) => {
  const whole = await wholeModel()
  const sha256 = createHash('sha256').update(whole).digest('hex')
  host = await hostRows({ 'smollm2-360m': whole }, { hasCdn: true })
  const page = await own.newPage()
  const hermit = new HermitPage(page, baseURL)
  const models = new ModelsDialog(page)
  await hermit.open('')
  await hermit.ready()
  await hermit.send('What is the capital of France?')
  await expect(await hermit.answered()).toContainText('Paris')
  const before = await bytesOnDisk(page)

  await models.useHost(host.url)
  host.fail(row.file, { kind: 'hold', afterBytes: 40_000_000 })
  await models.download(row.name)
  const bar = models.progress(row.name)
  await expect.poll(() => models.bytesOf(row.name)).toBe(40_000_000)
  await expect(bar).toHaveAttribute('max', String(whole.byteLength))
  await expect(models.row(row.name)).toContainText(`40 MB of ${mb(whole.byteLength)} MB`)
  host.clearFaults()
  await models.arrived(row.name)
  expect(host.sentBytes(row.file)).toBe(whole.byteLength)
  expect(host.requests.filter(({ name }) => name === row.file).map(({ range }) => range)).toEqual([undefined])
  expect((await bytesOnDisk(page)) - before).toBe(whole.byteLength)
  await expect(models.row(row.name)).toContainText(/Checked against what .* declares/)

  await models.button(`Use ${row.name}`).click()
  await models.close()
  await expect(page.getByRole('button', { name: `Model: ${row.name}` })).toBeVisible()
  await hermit.ready()
  await hermit.send('And the capital of Italy?')
  const second = await hermit.answered()
  await expect(second).toContainText('Rome')
  await expect(second.locator('details')).toContainText(
    `${row.name} · processor (llama.cpp) · Q8_0 ${sha256.slice(0, 8)}`,
  )
  await expect(hermit.answers).toHaveCount(2)

  await models.open('Storage')
  await expect(models.dialog.getByText(/may clear this|Kept until/)).toBeVisible()
  for (const name of ['Models', 'Chats', 'Free']) {
    await expect(models.dialog.locator('dl').getByText(name, { exact: true })).toBeVisible()
  }
  await expect(models.row(row.name)).toContainText(`${mb(whole.byteLength)} MB`)
})
