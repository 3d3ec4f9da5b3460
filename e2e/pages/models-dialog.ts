import { expect, type Locator, type Page } from '@playwright/test'
import { expectAlert } from '../alerts.ts'
import { HermitPage } from './hermit-page.ts'

/** The dialog "Models" by its accessible names. */
export class ModelsDialog {
  readonly dialog: Locator

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Models' })
  }

  /** Opens it, where it is closed, at a tab. */
  async open(tab: 'On this device' | 'Get a model' | 'Storage'): Promise<void> {
    if (!(await this.dialog.isVisible())) await this.page.getByRole('button', { name: /^Model:/ }).click()
    await this.dialog.getByRole('tab', { name: tab }).click()
    await expect(this.dialog.getByRole('tab', { name: tab, selected: true })).toBeVisible()
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await expect(this.dialog).toBeHidden()
  }

  /** The row or card of a model on the open tab. */
  row(name: string): Locator {
    return this.dialog.getByRole('listitem', { name, exact: true })
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true })
  }

  /** Begins a download from the catalogue and goes to where it is seen. */
  async download(name: string): Promise<void> {
    await this.open('Get a model')
    await this.row(name)
      .getByRole('button', { name: `Download ${name}`, exact: true })
      .click()
    await this.open('On this device')
  }

  progress(name: string): Locator {
    return this.dialog.getByRole('progressbar', { name: `Downloading ${name}`, exact: true })
  }

  /** Bytes of a download that are here, as the bar has them. */
  async bytesOf(name: string): Promise<number> {
    return Number((await this.progress(name).getAttribute('value')) ?? 0)
  }

  /** Waits until a model is on this device whole. */
  async arrived(name: string): Promise<void> {
    await expect(this.button(`Use ${name}`)).toBeVisible({ timeout: 60_000 })
    await expect(this.progress(name)).toHaveCount(0)
  }

  /** The one alert of a download, with this sentence; gives the button of its action, reached by keys. */
  async fault(name: string, sentence: RegExp, action: string | RegExp): Promise<Locator> {
    return expectAlert(this.page, sentence, action, { within: this.row(name), timeout: 60_000 })
  }

  /** Begins a download of a build that is not the suggested one, or where none is. */
  async openBuild(name: string, quantisation: string): Promise<void> {
    await this.row(name).getByRole('button', { name, exact: true }).click()
    await this.button(`Download ${name} (${quantisation})`).click()
  }

  /** Deletes a model that is not in use. */
  async remove(name: string): Promise<void> {
    await this.row(name).getByRole('button', { name: 'Delete model' }).click()
    await this.row(name).getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(this.row(name)).toHaveCount(0)
  }

  async addByAddress(model: string, library: string): Promise<void> {
    await this.button('Add a WebLLM model by address').click()
    await this.dialog.getByRole('textbox', { name: 'Model address' }).fill(model)
    await this.dialog.getByRole('textbox', { name: 'Library address' }).fill(library)
    await this.button('Add').click()
    await expect(this.dialog.getByRole('textbox', { name: 'Model address' })).toBeHidden()
  }

  /** Gives a download up, answering the question that is asked where much has arrived. */
  async cancel(name: string): Promise<void> {
    const row = this.row(name)
    const cancel = row.getByRole('button', { name: 'Cancel download', exact: true })
    await cancel.click()
    if ((await row.count()) > 0 && (await row.getByRole('button', { name: 'Keep it' }).isVisible()))
      await cancel.click()
    await expect(row).toHaveCount(0)
  }

  /** Says in the settings where models come from. */
  async setHost(address: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Settings', exact: true }).click()
    const settings = this.page.getByRole('dialog', { name: 'Settings' })
    await settings.getByRole('group', { name: 'Model host' }).getByRole('radio', { name: 'Other' }).check()
    await settings.getByRole('textbox', { name: 'Host address' }).fill(address)
    await this.page.keyboard.press('Escape')
    await expect(settings).toBeHidden()
  }
}

/** Opens Hermit and tells it, as a person does, where models come from; with the scripted engine unless told otherwise. */
export async function openWithHost(
  page: Page,
  baseURL: string | undefined,
  hostUrl: string,
  query = '?engine=scripted',
): Promise<{ readonly hermit: HermitPage; readonly models: ModelsDialog }> {
  const hermit = new HermitPage(page, baseURL)
  const models = new ModelsDialog(page)
  await hermit.open(query)
  await models.setHost(hostUrl)
  return { hermit, models }
}
