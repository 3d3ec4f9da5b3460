import { expect, type Locator, type Page } from '@playwright/test'

/** The dialog "Translate" by its accessible names. */
export class Translator {
  readonly dialog: Locator
  readonly source: Locator
  readonly translation: Locator
  readonly from: Locator
  readonly to: Locator

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Translate' })
    this.source = this.dialog.getByRole('textbox', { name: 'Text to translate' })
    this.translation = this.dialog.getByRole('region', { name: 'Translation' })
    this.from = this.dialog.getByRole('combobox', { name: 'Translate from' })
    this.to = this.dialog.getByRole('combobox', { name: 'Translate into' })
  }

  /** Opens it from the message box. @param draft What stands in the box, above "/translate". */
  async open(draft = ''): Promise<void> {
    const message = this.page.getByRole('textbox', { name: 'Message', exact: true })
    await message.fill(draft === '' ? '' : `${draft}\n\n`)
    await message.pressSequentially('/translate')
    await message.press('Enter')
    await expect(this.dialog).toBeVisible()
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true })
  }

  /** Waits until nothing is being translated and gives what stands there. */
  async translated(): Promise<string> {
    await expect(this.translation).toHaveAttribute('aria-busy', 'false', { timeout: 120_000 })
    return (await this.translation.innerText()).trim()
  }
}
