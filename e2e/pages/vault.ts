import { expect, type Page } from '@playwright/test'

/** What must not be read by anybody without the passphrase. */
export const canary = 'the marmalade lighthouse sings at dusk'
/** Four words. */
export const passphrase = 'four calm green kettles'

/** Opens the settings. */
export async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
}

/** Sets the passphrase, all the way to its last press. */
export async function setPassphrase(page: Page): Promise<void> {
  await openSettings(page)
  await page.getByRole('button', { name: 'Set a passphrase' }).click()
  await page.getByLabel('New passphrase').fill(passphrase)
  await page.getByLabel('The same again').fill(passphrase)
  await page.getByRole('checkbox', { name: /^I have understood/ }).check()
  await page.getByRole('button', { name: 'Encrypt my chats' }).click()
}

/** Types these words into the lock screen. */
export async function unlock(page: Page, words: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(words)
  await page.getByLabel('Passphrase', { exact: true }).press('Enter')
}

/** What is seen of a locked Hermit. */
export const lockScreen = (page: Page) => page.getByRole('heading', { name: 'Your chats are locked' })
