import { expect, type Page, test } from '@playwright/test'
import { expectAlert, noteAlerts } from '../alerts.ts'
import { HermitPage } from '../pages/hermit-page.ts'
import { type Front, publishNextVersion, startFront } from './front.ts'

let front: Front
test.beforeEach(async ({ baseURL }) => {
  front = await startFront(baseURL ?? '')
})
test.afterEach(async () => front.close())

const version = (page: Page) => page.locator('html').getAttribute('data-version')

async function visit(page: Page, query: string): Promise<HermitPage> {
  await page.goto(`${front.url}${query}`)
  await page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null)
  const hermit = new HermitPage(page, front.url)
  await hermit.ready()
  return hermit
}

async function findUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update()
  })
  await expect(page.getByRole('button', { name: 'Update', exact: true })).toBeVisible()
}

function thrownIn(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', error => errors.push(String(error)))
  return errors
}

test('a new version comes in mid-answer: nothing reloads before the answer has ended and a person agrees, and the draft is kept @fault-35', async ({
  page,
}) => {
  const errors = thrownIn(page)
  let loads = 0
  const hermit = await visit(page, '?engine=scripted&rate=20&words=400')
  page.on('load', () => loads++)
  await hermit.send('Tell me of the tide')
  await expect(hermit.stopButton).toBeVisible()
  publishNextVersion(front)
  await findUpdate(page)
  await hermit.message.fill('my next question, half wri')
  const update = page.getByRole('button', { name: 'Update', exact: true })
  await expect(hermit.stopButton).toBeVisible()
  await update.click()
  await expect(page.getByText('Not yet: an answer is still being written.')).toBeVisible()
  // The waiting worker must not have been let in either: the page would be left without its files.
  const waits = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting !== null)
  expect(await waits()).toBe(true)
  await hermit.answered()
  expect(loads).toBe(0)
  expect(await version(page)).toBeNull()
  expect(await waits()).toBe(true)

  const [, ended] = await hermit.saved()
  expect(ended?.text.match(/word/g)).toHaveLength(400)
  await expect(async () => {
    await update.click({ timeout: 1000 })
    await expect.poll(() => version(page).catch(() => null), { timeout: 5000 }).toBe('2')
  }).toPass()
  await hermit.ready()
  expect(loads).toBe(1)
  await hermit.chats.getByRole('button', { name: 'Tell me of the tide', exact: true }).click()
  await expect(hermit.message).toHaveValue('my next question, half wri')
  const [, stored] = await hermit.saved()
  expect(stored).toMatchObject({ status: 'done' })
  expect(stored?.text.match(/\bword\b/g)).toHaveLength(400)
  await hermit.sendButton.click()
  await hermit.answered()
  await expect(hermit.answers).toHaveCount(2)
  expect(errors).toEqual([])
})

test('an old tab asks for a part that its update took away: it says so, keeps what is written, and one press brings the new version @fault-36 @fault-44', async ({
  context,
}) => {
  const old = await context.newPage()
  await old.addInitScript(noteAlerts)
  const errors = thrownIn(old)
  // By this query the old tab neither runs nor shows a model: the parts are what is looked at.
  const hermit = await visit(old, '?engine=scripted&rate=200')
  await hermit.send('Before the update')
  await hermit.answered()
  await hermit.saved()
  await hermit.message.fill('a draft in the old tab')

  publishNextVersion(front)
  // The new build has other names for its parts, and the old ones are not on the host any more.
  front.missing.push(/\/assets\/SettingsDialog-/, /\/assets\/save-export-/)
  front.changed.set('/service-worker.js', text =>
    text
      .replace(/"revision":"\w+",("url":"index\.html")/, '"revision":"2",$1')
      .replaceAll(/\{[^{}]*assets\/(?:SettingsDialog|save-export)-[^{}]*\},?/g, ''),
  )
  const other = await context.newPage()
  await other.goto(`${front.url}?engine=scripted&rate=200`)
  await findUpdate(other)
  await other.getByRole('button', { name: 'Update', exact: true }).click()
  await expect.poll(() => version(other).catch(() => null)).toBe('2')
  await other.close()

  await old.bringToFront()
  expect(await version(old), 'the old tab is left alone').toBeNull()
  await hermit.button('Settings').click()
  const reload = await expectAlert(old, /^Hermit was updated in the meantime/, 'Reload')
  await expect(hermit.message, 'no blank page').toHaveValue('a draft in the old tab')
  await expect(hermit.answers).toHaveCount(1)
  front.missing.length = 0
  front.changed.delete('/service-worker.js')
  await reload.press('Enter')
  await expect.poll(() => version(old).catch(() => null)).toBe('2')
  await hermit.ready()
  await expect(old.getByRole('alert')).toHaveCount(0)
  const chats = await hermit.stored()
  expect(chats[0]?.[0]?.text).toBe('Before the update')
  await hermit.chats.getByRole('button', { name: 'Before the update', exact: true }).click()
  await expect(hermit.message).toHaveValue('a draft in the old tab')
  await hermit.sendButton.click()
  await expect(hermit.questions).toHaveCount(2)
  expect(errors).toEqual([])
})
