import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, test as base, chromium, expect, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.ts'
import { HermitPage } from './pages/hermit-page.ts'
import { ModelsDialog } from './pages/models-dialog.ts'

interface WorkerFixtures {
  /** The folder of a profile with the embedded model on its disk and this device measured, to be copied. */
  readonly template: string
  /** One browser profile a worker, with the embedded model on its disk: the download is paid for once. */
  readonly profile: BrowserContext
}

interface TestFixtures {
  /** The app in a fresh browser with the scripted engine: for the interface alone. */
  readonly scripted: HermitPage
  /** The app with the real engine and the embedded model, and no chats from earlier tests. */
  readonly real: HermitPage
  /** A browser of its own with the embedded model on its disk: what a test does to it ends with it. */
  readonly own: BrowserContext
}

/** Playwright's test with the pages of Hermit. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  template: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use, { project }) => {
      if (project.name === 'interface') throw new Error('a journey that loads the model has the tag @alone')
      const folder = await mkdtemp(join(tmpdir(), 'hermit-template-'))
      const context = await launch(folder)
      const page = await context.newPage()
      const hermit = new HermitPage(page, project.use.baseURL)
      await hermit.open('')
      await hermit.ready()
      const models = new ModelsDialog(page)
      await models.open('Get a model')
      await expect(models.dialog.getByText(/^Measured on this device/)).toBeVisible({ timeout: 60_000 })
      await page.waitForTimeout(1000) // the record of it is written within 260 ms
      await context.close()
      await use(folder)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  profile: [
    async ({ template }, use) => {
      await withCopy(template, use)
    },
    { scope: 'worker' },
  ],

  own: async ({ template }, use) => {
    await withCopy(template, async context => {
      const errors: string[] = []
      context.on('weberror', error => errors.push(String(error.error())))
      await use(context)
      expect(errors, 'nothing is thrown or rejected that nobody takes').toEqual([])
    })
  },

  scripted: async ({ page }, use) => {
    const hermit = new HermitPage(page)
    await hermit.open('?engine=scripted&rate=400')
    await use(hermit)
  },

  real: async ({ profile, baseURL }, use) => {
    const page = await profile.newPage()
    await clearRecords(page, baseURL ?? '')
    const hermit = new HermitPage(page, baseURL)
    await hermit.open('')
    await hermit.ready()
    await use(hermit)
    await page.close()
  },
})

export { expect } from '@playwright/test'

function launch(folder: string): Promise<BrowserContext> {
  return findBrowser().then(executablePath =>
    chromium.launchPersistentContext(folder, {
      executablePath,
      args: [...browserArguments],
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
    }),
  )
}

async function withCopy(template: string, use: (context: BrowserContext) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hermit-profile-'))
  await cp(template, folder, { recursive: true })
  const context = await launch(folder)
  await use(context)
  await context.close()
  await rm(folder, { recursive: true, force: true })
}

/** Empties the records, not the weights, from a page of the same origin on which Hermit does not run. */
async function clearRecords(page: Page, baseURL: string): Promise<void> {
  await page.goto(`${baseURL}icons/favicon.svg`)
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('hermit')
        request.onsuccess = () => resolve()
        request.onerror = () => reject(request.error)
      }),
  )
}
