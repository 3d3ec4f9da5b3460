import { expect, type Locator, type Page } from '@playwright/test'

/** The dialog "Connections" by its accessible names. */
export class ConnectionsDialog {
  readonly dialog: Locator
  readonly address: Locator
  readonly token: Locator
  readonly servers: Locator

  constructor(readonly page: Page) {
    // Its name is that of the server, where one is open.
    this.dialog = page.getByRole('dialog')
    this.address = this.dialog.getByLabel('Address of the server')
    this.token = this.dialog.getByLabel('Bearer token')
    this.servers = this.dialog.getByRole('list', { name: 'Servers' }).getByRole('listitem')
  }

  /** Opens it from the message box. */
  async open(): Promise<void> {
    const message = this.page.getByRole('textbox', { name: 'Message', exact: true })
    await message.fill('')
    await message.pressSequentially('/connections')
    await message.press('Enter')
    await expect(this.page.getByRole('dialog', { name: 'Connections' })).toBeVisible()
  }

  async add(address: string, token = ''): Promise<void> {
    await this.address.fill(address)
    if (token !== '') await this.token.fill(token)
    await this.button('Connect').click()
    await expect(this.address).toHaveValue('')
  }

  /** Opens the page of a server. */
  async openServer(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name: `Open ${name}` }).click()
    await expect(this.button('All servers')).toBeFocused()
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true })
  }

  tab(name: string): Locator {
    return this.dialog.getByRole('tab', { name, exact: true })
  }
}
