import type { Page } from '@playwright/test'
import { expectSpoken } from './alerts.ts'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'
import { canary, lockScreen, openSettings, passphrase, setPassphrase, unlock } from './pages/vault.ts'

/** Every record as it lies on the disk, as text; but for the count of tabs that have had the engine. */
function rawRecords(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('hermit')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const records = opening.result.transaction('records').objectStore('records')
          const [keys, values] = [records.getAllKeys(), records.getAll()]
          values.onsuccess = () => {
            opening.result.close()
            const decoder = new TextDecoder('latin1')
            const asText = (_: string, value: unknown) =>
              ArrayBuffer.isView(value) ? decoder.decode(value) : value
            resolve(
              keys.result
                .map((key, at) => `${key}=${JSON.stringify(values.result[at], asText)}`)
                .filter(line => !line.startsWith('meta/epoch='))
                .join('\n'),
            )
          }
        }
      }),
  )
}

test('a passphrase seals the chats: locked nothing of them is to be seen, unlocked all is as before @fault-44', async ({
  scripted,
  page,
  context,
}) => {
  await scripted.send(canary)
  await scripted.answered()
  await expect.poll(() => rawRecords(page)).toContain(canary)

  // What is missing is said, and nothing happens until it is there.
  await openSettings(page)
  await page.getByRole('button', { name: 'Set a passphrase' }).click()
  await page.getByLabel('New passphrase').fill('short')
  await page.getByRole('button', { name: 'Encrypt my chats' }).click()
  await expect(page.getByText('At least 8 characters, please.')).toBeVisible()
  await expect(page.getByText('Please tick the box first.')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Close' }).click()
  expect(await rawRecords(page)).toContain(canary)

  await setPassphrase(page)
  await expect(page.getByText('Your chats are encrypted now.').first()).toBeVisible()
  expect(await rawRecords(page)).not.toContain(canary)

  // A second tab gets in by the first one, writes sealed, and both lock together.
  const second = new HermitPage(await context.newPage())
  await second.open('?engine=scripted&rate=400')
  await expect(second.chats.getByText(canary)).toBeVisible()
  await page.bringToFront()
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(lockScreen(page)).toBeVisible()
  await expect(lockScreen(second.page)).toBeVisible()
  for (const tab of [page, second.page]) {
    expect(await tab.content()).not.toContain('marmalade')
    expect(await tab.title()).toBe('Hermit')
  }
  await second.page.close()

  const sealed = await rawRecords(page)
  await unlock(page, 'four calm green kettle')
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused()
  const field = page.getByLabel('Passphrase', { exact: true })
  await expectSpoken(page, 'That is not the passphrase. Nothing has been changed.', field)
  expect(await rawRecords(page)).toBe(sealed)
  await page.getByRole('radio', { name: '简体中文' }).check()
  await expect(page.getByRole('heading', { name: '对话已上锁' })).toBeVisible()
  await page.getByRole('radio', { name: 'English' }).check()
  await unlock(page, passphrase)

  // Search, and a new message, as before.
  await page.getByRole('searchbox', { name: 'Search chats' }).fill('lighthouse')
  await page.getByRole('navigation', { name: 'Chats' }).getByText('marmalade').first().click()
  await expect(scripted.questions.first()).toContainText(canary)
  await scripted.send('a second canary comes')
  await scripted.answered()
  await page.waitForTimeout(400)
  expect(await rawRecords(page)).not.toContain('canary')

  // Another passphrase, by name from the palette, and none any more.
  await openSettings(page)
  await page.getByRole('button', { name: 'Change passphrase' }).click()
  await page.getByLabel('Present passphrase').fill(passphrase)
  await page.getByLabel('New passphrase').fill('another one altogether')
  await page.getByLabel('The same again').fill('another one altogether')
  await page.getByRole('button', { name: 'Change it' }).click()
  await expect(page.getByText('The passphrase has been changed.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('lock herm')
  await page.keyboard.press('Enter')
  await expect(lockScreen(page)).toBeVisible()
  await unlock(page, 'another one altogether')
  await openSettings(page)
  await page.getByRole('button', { name: 'Remove passphrase' }).click()
  await page.getByLabel('Present passphrase').fill('another one altogether')
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect(page.getByText(/^The passphrase has been removed/).first()).toBeVisible()
  expect(await rawRecords(page)).toContain(canary)
})

test('it locks itself after a time without use, with what was being written kept', async ({ page }) => {
  await page.clock.install()
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=0&words=20')
  await hermit.send(canary)
  await hermit.answered()
  await setPassphrase(page)
  await expect(page.getByText('Your chats are encrypted now.').first()).toBeVisible()
  await page
    .getByRole('group', { name: 'Lock by itself after' })
    .getByRole('radio', { name: '5 minutes', exact: true })
    .check()
  await page.getByRole('button', { name: 'Close' }).click()
  await hermit.message.fill('half a thought')
  await page.clock.fastForward('04:30')
  await expect(hermit.message).toHaveValue('half a thought')
  await page.clock.fastForward('01:00')
  await expect(lockScreen(page)).toBeVisible()
  await unlock(page, passphrase)
  await hermit.chats.getByText(canary).click()
  await expect(hermit.message).toHaveValue('half a thought')
})
