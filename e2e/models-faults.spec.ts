import { expect, test } from './fixtures.ts'
import type { ModelHost } from './model-host.ts'
import { HermitPage } from './pages/hermit-page.ts'
import { openWithHost } from './pages/models-dialog.ts'
import { hostRows, rowOf, wholeModel } from './small-models.ts'
import { sha256sOf, spoilPiece } from './weights-on-disk.ts'

const pieceBytes = 16 * 1024 * 1024
const row = rowOf('smollm2-360m')

let host: ModelHost | undefined
test.afterEach(async () => {
  await host?.close()
  host = undefined
})

/** Requests for the row's file that were answered, as status and range. */
function answersOf(file: string): string[] {
  const requests = host?.requests.filter(({ name, method }) => name === file && method === 'GET') ?? []
  return requests.map(({ status, range }) => (range === undefined ? String(status) : `${status} ${range}`))
}

test.describe('on the disk', () => {
  test('a piece with a flipped bit is found by a check, one cut short or gone as the model is opened; only that is fetched @fault-14 @fault-15', async ({
    own,
    baseURL,
  }) => {
    const whole = await wholeModel()
    host = await hostRows({ 'smollm2-360m': whole })
    const page = await own.newPage()
    const { hermit, models } = await openWithHost(page, baseURL, host.url, '')
    await models.download(row.name)
    await models.arrived(row.name)
    const [sha256 = ''] = await sha256sOf(page, row.id, /gguf$/)

    await spoilPiece(page, { sha256, index: 2, how: 'flip' })
    await models.row(row.name).getByRole('button', { name: 'Check files' }).click()
    await expect(models.row(row.name)).toContainText('Damaged: 16.8 MB have to be fetched again.')
    await models.row(row.name).getByRole('button', { name: 'Repair' }).click()
    await expect.poll(() => answersOf(row.file).length).toBe(2)
    await expect(models.progress(row.name)).toHaveCount(0)
    const third = `206 bytes=${2 * pieceBytes}-${3 * pieceBytes - 1}`
    expect(answersOf(row.file)).toEqual(['200', third])
    await models.row(row.name).getByRole('button', { name: 'Check files' }).click()
    await expect(models.dialog.getByText('All files are whole.')).toBeVisible()

    await spoilPiece(page, { sha256, index: 2, how: 'cut' })
    await spoilPiece(page, { sha256, index: 5, how: 'remove' })
    await models.button(`Use ${row.name}`).click()
    await models.close()
    await hermit.ready()
    expect(answersOf(row.file)).toEqual(['200', third, third, `206 bytes=${5 * pieceBytes}-`])
    await hermit.send('What is the capital of France?')
    await expect(await hermit.answered()).toContainText('Paris')
    await expect(page.getByRole('button', { name: `Model: ${row.name}` })).toBeVisible()
  })

  test('the models are gone and the chats are not: these can be read and exported offline, and the model is offered again @fault-16', async ({
    own,
    baseURL,
  }) => {
    const page = await own.newPage()
    const hermit = new HermitPage(page, baseURL)
    await hermit.open('')
    await hermit.ready()
    await hermit.send('What is the capital of France?')
    await hermit.answered()
    await hermit.saved()
    await expect(page.getByText('Works offline')).toBeVisible()
    await page.goto(`${new URL(page.url()).origin}/icons/favicon.svg`)
    await page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const deleting = indexedDB.deleteDatabase('hermit-weights')
          deleting.onsuccess = () => resolve()
          deleting.onerror = () => reject(deleting.error)
        }),
    )
    await own.setOffline(true)
    await hermit.open('')
    await hermit.chats.getByRole('button', { name: 'What is the capital of France?', exact: true }).click()
    await expect(hermit.answers).toContainText(['Paris'])
    await hermit.button('Settings').click()
    const saving = page.waitForEvent('download')
    await hermit.button('Export chats').click()
    expect((await saving).suggestedFilename()).toMatch(/^hermit-chats.*\.json$/)
    await page.keyboard.press('Escape')
    await expect(hermit.engine).toHaveText(/Offline, download waits/)
    await own.setOffline(false)
    await hermit.ready()
  })

  test('everything is gone: Hermit begins as on the first day @fault-17', async ({ own, baseURL }) => {
    const page = await own.newPage()
    const hermit = new HermitPage(page, baseURL)
    await hermit.open('?engine=scripted')
    await hermit.send('Soon forgotten')
    await hermit.answered()
    await hermit.saved()
    const { origin } = new URL(page.url())
    await page.goto(`${origin}/icons/favicon.svg`)
    const protocol = await own.newCDPSession(page)
    await protocol.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
    await hermit.open('')
    await expect(hermit.chats).toContainText('Your chats will be listed here.')
    await hermit.ready()
    await expect(page.getByRole('alert')).toHaveCount(0)
    expect(await hermit.stored()).toEqual([])
  })
})
