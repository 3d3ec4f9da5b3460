import { expectAlert, noteAlerts } from './alerts.ts'
import { expect, test } from './fixtures.ts'
import { type HostFault, type ModelHost, startModelHost } from './model-host.ts'
import { HermitPage } from './pages/hermit-page.ts'
import { openWithHost } from './pages/models-dialog.ts'
import { hostRows, partBytes, partOfModel, rowOf, smallFolder, wholeModel } from './small-models.ts'
import { bytesOnDisk, sha256sOf, spoilPiece, weightsOnDisk } from './weights-on-disk.ts'

const pieceBytes = 16 * 1024 * 1024
/** Far into the second piece: a browser drops what it has received and not yet handed over when a body ends too early. */
const cutAfterBytes = 30_000_000
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

test.describe('a download', () => {
  test('of a page, a pointer or nothing in the model’s place is refused by name, and had again when it is right @fault-3 @fault-4 @fault-44', async ({
    own,
    baseURL,
  }) => {
    host = await hostRows({ 'smollm2-360m': await partOfModel() })
    const page = await own.newPage()
    const { models } = await openWithHost(page, baseURL, host.url)
    const before = await bytesOnDisk(page)
    host.fail(row.file, { kind: 'page', times: 1 })
    host.fail(row.file, { kind: 'page', contentType: 'application/octet-stream', times: 1 })
    host.fail(row.file, { kind: 'lfs-pointer', times: 1 })
    host.fail(row.file, { kind: 'status', status: 204, times: 1 })
    await models.download(row.name)
    const portal = /^The network sent a web page instead of the model, as Wi-Fi does before you sign in/
    const missing = /^The model’s files could not be found/
    for (const [index, sentence] of [portal, portal, missing, missing].entries()) {
      const again = await models.fault(row.name, sentence, 'Try again')
      expect(answersOf(row.file)).toHaveLength(index + 1)
      expect(await bytesOnDisk(page), 'nothing of it is kept').toBe(before)
      await again.press('Enter')
    }
    await models.arrived(row.name)
    expect(answersOf(row.file)).toEqual(['200', '200', '200', '204', '200'])
  })

  test('that is cut, with a length or without, goes on from its last piece @fault-1 @fault-2', async ({
    own,
    baseURL,
  }) => {
    host = await hostRows({ 'smollm2-360m': await partOfModel() })
    const page = await own.newPage()
    const { models } = await openWithHost(page, baseURL, host.url)
    const cut = { kind: 'cut', afterMs: 1500, times: 1 } as const
    host.fail(row.file, { ...cut, afterBytes: cutAfterBytes, framing: 'length' })
    host.fail(row.file, { ...cut, afterBytes: 5_000_000, framing: 'close' })
    await models.download(row.name)
    await models.arrived(row.name)
    const [whole, ...rest] = answersOf(row.file)
    expect(whole).toBe('200')
    expect(rest).toEqual([`206 bytes=${pieceBytes}-`, `206 bytes=${pieceBytes}-`])
    expect(host.sentBytes(row.file)).toBe(cutAfterBytes + 5_000_000 + partBytes - pieceBytes)
  })

  test('with a bit flipped is fetched once more by itself; if that is wrong too, it stops @fault-5 @fault-44', async ({
    own,
    baseURL,
  }) => {
    host = await hostRows({ 'smollm2-360m': await partOfModel() })
    const page = await own.newPage()
    const { models } = await openWithHost(page, baseURL, host.url)
    const before = await bytesOnDisk(page)
    host.fail(row.file, { kind: 'flip', at: 20_000_000, times: 3 })
    await models.download(row.name)
    const again = await models.fault(row.name, /^The model’s files are damaged and are not used/, 'Repair')
    expect(answersOf(row.file)).toEqual(['200', '200'])
    expect(await bytesOnDisk(page)).toBe(before)
    await again.press('Enter')
    await models.arrived(row.name)
    expect(answersOf(row.file), 'flipped once more, then right').toEqual(['200', '200', '200', '200'])
    expect((await bytesOnDisk(page)) - before).toBe(partBytes)
  })

  test('of a host that asks to wait waits as long, and says so @fault-11', async ({ own, baseURL }) => {
    host = await hostRows({ 'smollm2-360m': await partOfModel() })
    const page = await own.newPage()
    const { models } = await openWithHost(page, baseURL, host.url)
    host.fail('listing', { kind: 'status', status: 429, retryAfter: '1', times: 1 })
    host.fail(row.file, { kind: 'cut', afterBytes: cutAfterBytes, framing: 'length', times: 1 })
    host.fail(row.file, { kind: 'status', status: 503, retryAfter: '3', times: 1 })
    await models.download(row.name)
    const busy = () => host?.requests.some(({ status }) => status === 503)
    await expect.poll(busy).toBe(true)
    await expect(models.row(row.name)).toContainText('The host is slow to answer. Trying again shortly.')
    await expect.poll(() => models.bytesOf(row.name), 'the bar shows what is kept').toBe(pieceBytes)
    await models.arrived(row.name)
    expect(answersOf(row.file)).toEqual(['200', `503 bytes=${pieceBytes}-`, `206 bytes=${pieceBytes}-`])
    const [refused = 0, next = 0] = host.requests.slice(-2).map(({ atMs }) => atMs)
    expect(next - refused, 'its own patience would be over in a second').toBeGreaterThanOrEqual(3000)
  })

  test('from a host without ranges, or whose file has changed, starts that file again @fault-9', async ({
    own,
    baseURL,
  }) => {
    host = await hostRows({ 'smollm2-360m': await partOfModel() })
    const page = await own.newPage()
    const { models } = await openWithHost(page, baseURL, host.url)
    // Cut when its first piece is kept, and then served as this fault has it.
    const downloadCut = async (next: HostFault) => {
      host?.fail(row.file, { kind: 'hold', afterBytes: 20_000_000 })
      await models.download(row.name)
      await expect.poll(() => models.bytesOf(row.name)).toBe(20_000_000)
      host?.setReachable(false)
      host?.clearFaults()
      host?.fail(row.file, next)
      host?.setReachable(true)
      await models.arrived(row.name)
    }
    await downloadCut({ kind: 'ignore-range', times: 1 })
    expect(answersOf(row.file)).toEqual(['200', `200 bytes=${pieceBytes}-`])
    await models.remove(row.name)

    await downloadCut({ kind: 'etag', etag: '"another"', times: 1 })
    expect(answersOf(row.file).slice(2)).toEqual(['200', `206 bytes=${pieceBytes}-`, '200'])
    await models.row(row.name).getByRole('button', { name: 'Check files' }).click()
    await expect(models.dialog.getByText('All files are whole.')).toBeVisible()
  })

  test('goes on by itself when the host, or the network, is back @fault-10', async ({ own, baseURL }) => {
    host = await hostRows({ 'smollm2-360m': await partOfModel() })
    const page = await own.newPage()
    const { models } = await openWithHost(page, baseURL, host.url)
    host.fail(row.file, { kind: 'hold', afterBytes: 20_000_000 })
    await models.download(row.name)
    await expect.poll(() => models.bytesOf(row.name)).toBe(20_000_000)
    await own.setOffline(true)
    host.setReachable(false)
    await expect(models.row(row.name)).toContainText('No connection. It goes on by itself when there is one.')
    await expect.poll(() => models.bytesOf(row.name)).toBe(pieceBytes)
    await page.waitForTimeout(2000)
    host.clearFaults()
    host.setReachable(true)
    await own.setOffline(false)
    await models.arrived(row.name)
    expect(answersOf(row.file)).toEqual(['200', `206 bytes=${pieceBytes}-`])
    await models.remove(row.name)

    host.fail(row.file, { kind: 'hold', afterBytes: 20_000_000 })
    await models.download(row.name)
    await expect.poll(() => models.bytesOf(row.name)).toBe(20_000_000)
    host.setReachable(false)
    await expect(models.row(row.name)).toContainText('The host is slow to answer. Trying again shortly.')
    host.clearFaults()
    host.setReachable(true)
    await models.arrived(row.name)
    expect(answersOf(row.file).slice(2)).toEqual(['200', `206 bytes=${pieceBytes}-`])
  })

  test('without room for it stops with what it still needs and what is free, and chats are still kept @fault-12 @fault-44', async ({
    page,
  }) => {
    await page.addInitScript(noteAlerts)
    host = await hostRows({ 'smollm2-360m': await partOfModel() })
    // A limit lasts as long as the page through which it was set stays where it is.
    const other = await page.context().newPage()
    await other.goto('/licenses/index.html')
    const protocol = await page.context().newCDPSession(other)
    const { origin } = new URL(other.url())
    // 20 MB and what the app itself takes, which is kept as soon as it is opened.
    await protocol.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 30_000_000 })
    const { hermit, models } = await openWithHost(page, '/', host.url)
    await models.open('Get a model')
    await models.openBuild(row.name, 'Q8_0')
    await models.open('On this device')
    const again = await models.fault(
      row.name,
      /^There is not enough room: 16\.2 MB needed, [\d.]+ [kM]B free\. Make room/,
      'Try again',
    )
    // The browser's own estimate promises room that is not there: what has come until then stays.
    expect(answersOf(row.file)).toEqual(['200'])
    expect(await bytesOnDisk(page)).toBe(pieceBytes)
    await models.close()
    await hermit.send('Kept on a full disk')
    await hermit.answered()
    expect((await hermit.saved())[0]?.text).toBe('Kept on a full disk')
    await models.open('On this device')
    await protocol.send('Storage.overrideQuotaForOrigin', { origin })
    await again.press('Enter')
    await models.arrived(row.name)
    expect(answersOf(row.file)).toEqual(['200', `206 bytes=${pieceBytes}-`])
  })
})

test.describe('a WebLLM model from an address', () => {
  test('is refused when its shards are not those of its list, and its library when it is not the first one @fault-6 @fault-7 @fault-44', async ({
    own,
    baseURL,
  }) => {
    const { files, library } = smallFolder()
    const commit = '0123456789abcdef0123456789abcdef01234567'
    const listed = { 'me/tiny-MLC': { files, revision: commit } }
    host = await startModelHost({ repos: listed, plain: { 'lib/tiny.wasm': library } })
    const page = await own.newPage()
    const { models } = await openWithHost(page, baseURL, host.url)
    await models.open('On this device')

    // The list of shards is newer than the shards: what it says of them does not fit.
    const newer = Buffer.from(
      String(files['tensor-cache.json']).replace(/"md5sum":"[0-9a-f]{4}/, '"md5sum":"0000'),
    )
    host.fail('tensor-cache.json', { kind: 'swap', body: newer })
    await models.addByAddress(`${host.url}/me/tiny-MLC/resolve/main/`, `${host.url}/lib/tiny.wasm`)
    await models.fault('tiny-MLC', /damaged|another version/, /Repair|Try again/)
    await models.cancel('tiny-MLC')
    host.clearFaults()

    // Through the hub's own listing the list itself is known: another one is refused at once.
    host.fail('tensor-cache.json', { kind: 'swap', body: newer })
    await models.addByAddress('https://huggingface.co/me/tiny-MLC', `${host.url}/lib/tiny.wasm`)
    const shardRequests = answersOf('params_shard_0.bin').length
    await models.fault('tiny-MLC', /^The host has another version of this model now/, 'Try again')
    expect(answersOf('params_shard_0.bin'), 'no shard is asked for').toHaveLength(shardRequests)
    host.clearFaults()
    await models.row('tiny-MLC').getByRole('button', { name: 'Try again' }).click()
    await models.arrived('tiny-MLC')
    await expect(models.row('tiny-MLC')).toContainText('Recorded when it first came, and checked since')

    // The library is lost on the disk, and the host gives another, which is valid WebAssembly.
    const [recorded] = await sha256sOf(page, 'tiny-MLC', /\.wasm$/)
    await spoilPiece(page, { sha256: recorded ?? '', index: 0, how: 'flip' })
    await models.row('tiny-MLC').getByRole('button', { name: 'Check files' }).click()
    await expect(models.row('tiny-MLC')).toContainText(/^.*Damaged: .* have to be fetched again\./)
    const other = Buffer.from(library)
    other[other.byteLength - 1] = 1
    expect(WebAssembly.validate(other)).toBe(true)
    host.fail('lib/tiny.wasm', { kind: 'swap', body: other })
    const asked = answersOf('lib/tiny.wasm').length
    await models.row('tiny-MLC').getByRole('button', { name: 'Repair' }).click()
    const repair = await expectAlert(page, /^The model’s files are damaged and are not used/, 'Repair', {
      within: models.dialog,
    })
    expect(answersOf('lib/tiny.wasm'), 'asked for twice, then never').toHaveLength(asked + 2)
    expect((await weightsOnDisk(page)).map(({ key }) => key)).not.toContain(recorded)
    host.clearFaults()
    await repair.press('Enter')
    await expect(models.dialog.getByRole('alert')).toHaveCount(0)
    await expect.poll(async () => (await weightsOnDisk(page)).map(({ key }) => key)).toContain(recorded)
  })
})

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
