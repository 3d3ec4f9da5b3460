import { expect, type Locator, type Page } from '@playwright/test'

/** Opens the view of summaries by its command, as a person does. */
export async function openSummarise(page: Page): Promise<Locator> {
  const message = page.getByRole('textbox', { name: 'Message', exact: true })
  await message.focus()
  await page.keyboard.press('End')
  if ((await message.inputValue()) !== '') {
    // A command stands at the beginning, or after a blank line.
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.press('Shift+Enter')
  }
  await page.keyboard.type('/summ')
  await page.getByRole('option', { name: /^\/summarise/i }).click()
  const dialog = page.getByRole('dialog', { name: 'Summarise' })
  await expect(dialog).toBeVisible()
  return dialog
}
