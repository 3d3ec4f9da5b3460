import { expect, type Locator, type Page } from '@playwright/test'

/** One alert, with one sentence and one action that can be reached by keyboard. */
export async function expectAlert(page: Page, sentence: RegExp, action: string): Promise<Locator> {
  const alert = page.getByRole('alert').filter({ hasText: sentence })
  await expect(alert).toHaveCount(1, { timeout: 90_000 })
  const button = alert.getByRole('button', { name: action })
  await button.focus()
  await expect(button).toBeFocused()
  return button
}
