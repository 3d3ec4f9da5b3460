import { expect, type Locator, type Page } from '@playwright/test'

/** A file as Playwright gives it to a chooser. */
export interface GivenFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A file of text. */
export function textFile(name: string, text: string): GivenFile {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) }
}

/** The library of documents, and what a chat uses of it, by accessible names. */
export class DocumentsDialog {
  readonly dialog: Locator
  readonly rows: Locator
  readonly hits: Locator

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog')
    this.rows = this.dialog.getByRole('list', { name: 'Documents' }).locator('> li')
    this.hits = this.dialog.getByRole('list', { name: 'Passages found' }).getByRole('button')
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Chats' })
      .getByRole('button', { name: 'Documents', exact: true })
      .click()
    await expect(this.page.getByRole('dialog', { name: 'Documents' })).toBeVisible()
  }

  async add(files: readonly GivenFile[]): Promise<void> {
    await this.dialog.getByLabel('Documents to add').setInputFiles([...files])
  }

  /** The button of a row that opens the document. */
  title(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true })
  }

  /** Waits until a document is read: on a busy machine that takes a while. */
  async isRead(name: string): Promise<void> {
    await expect(this.title(name)).toBeEnabled({ timeout: 60_000 })
  }

  /** Does to a document what its menu offers. */
  async choose(name: string, what: string): Promise<void> {
    await this.dialog.getByRole('button', { name: `More for ${name}`, exact: true }).click()
    await this.page.getByRole('menuitem', { name: what, exact: true }).click()
  }

  async search(query: string): Promise<void> {
    await this.dialog.getByRole('searchbox', { name: 'Search documents' }).fill(query)
  }

  /** The text of the document that is open. */
  text(name: string): Locator {
    return this.dialog.getByRole('region', { name: `Text of ${name}` })
  }

  /** A document above the message box. */
  chip(name: string): Locator {
    return this.page.getByRole('button', { name: `Open ${name}`, exact: true })
  }

  /** Files as they come from a file manager: dropped on the page, or pasted into it. */
  async drop(files: readonly GivenFile[], how: 'drop' | 'paste'): Promise<void> {
    const given = files.map(({ name, mimeType, buffer }) => ({
      name,
      mimeType,
      text: buffer.toString('utf8'),
    }))
    await this.page.evaluate(
      ({ given: list, how: way }) => {
        const data = new DataTransfer()
        for (const { name, mimeType, text } of list)
          data.items.add(new File([text], name, { type: mimeType }))
        const options = { bubbles: true, cancelable: true }
        document.body.dispatchEvent(
          way === 'drop'
            ? new DragEvent('drop', { ...options, dataTransfer: data })
            : new ClipboardEvent('paste', { ...options, clipboardData: data }),
        )
      },
      { given, how },
    )
  }
}
