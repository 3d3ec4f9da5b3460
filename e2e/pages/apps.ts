import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'

/** Apps in Hermit by their accessible names: the dialog, and the one that is open beside the conversation. */
export class Apps {
  readonly dialog: Locator
  readonly pane: Locator
  readonly frame: FrameLocator
  readonly shop: Cafe

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: /^(Apps|应用)$/ })
    this.pane = page.getByRole('complementary', { name: /^(App: |应用：)/ })
    this.frame = page.frameLocator('iframe.app-frame')
    this.shop = new Cafe(this.frame)
  }

  /** Opens the dialog from the message box. */
  async open(language: 'en' | 'zh-CN' = 'en'): Promise<void> {
    const [name, command] = language === 'en' ? ['Message', '/apps'] : ['消息', '/应用']
    const message = this.page.getByRole('textbox', { name, exact: true })
    await message.fill(command)
    await message.press('Enter')
    await expect(this.dialog).toBeVisible()
  }

  /** Opens the example and waits until its actions are known. */
  async tryCafe(language: 'en' | 'zh-CN' = 'en'): Promise<void> {
    await this.open(language)
    await this.dialog.getByRole('button', { name: /^(Try the café|试试咖啡馆)$/ }).click()
    await expect(this.pane.getByRole('button', { name: /^5 (actions|项操作)$/ })).toBeVisible()
  }
}

/** The café's page, alone or in a frame. */
export class Cafe {
  readonly news: Locator
  readonly cart: Locator
  readonly orders: Locator

  constructor(readonly at: Page | FrameLocator) {
    this.news = at.getByRole('status')
    this.cart = at.getByRole('region', { name: 'Your order' })
    this.orders = at.getByRole('region', { name: 'Placed orders' })
  }

  /** Opens an item of the menu, chooses, and puts it into the order. */
  async add(item: string, choices: readonly string[] = [], quantity = 1): Promise<void> {
    const entry = this.at.locator('details').filter({ hasText: item })
    if ((await entry.getAttribute('open')) === null) await entry.locator('summary').click()
    for (const choice of choices) await entry.getByRole('radio', { name: choice }).check()
    await entry.getByRole('spinbutton', { name: 'Quantity' }).fill(String(quantity))
    await entry.getByRole('button', { name: 'Add to order' }).click()
  }
}
