import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, test as base, chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.ts'
import { HermitPage } from './pages/hermit-page.ts'

interface WorkerFixtures {
  /** One browser profile a worker, with the embedded model on its disk: the download is paid for once. */
  readonly profile: BrowserContext
}

interface TestFixtures {
  /** The app in a fresh browser with the scripted engine: for the interface alone. */
  readonly scripted: HermitPage
  /** The app with the real engine and the embedded model, and no chats from earlier tests. */
  readonly real: HermitPage
}

/** Playwright's test with the pages of Hermit. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  profile: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'hermit-profile-'))
      const context = await chromium.launchPersistentContext(folder, {
        executablePath: await findBrowser(),
        args: [...browserArguments],
        locale: 'en-GB',
        viewport: { width: 1280, height: 800 },
      })
      await use(context)
      await context.close()
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  scripted: async ({ page }, use) => {
    const hermit = new HermitPage(page)
    await hermit.open('?engine=scripted&rate=60')
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
