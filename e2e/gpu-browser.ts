import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type CDPSession, chromium, type Page, type Worker } from '@playwright/test'
import { findBrowser, gpuBrowserArguments } from '../scripts/find-browser.ts'
import { noteAlerts } from './alerts.ts'
import { HermitPage } from './pages/hermit-page.ts'

/** A browser of its own with a software GPU: what is done to its GPU process or its engine's worker ends with it. */
export interface GpuBrowser {
  readonly context: BrowserContext
  /** To the browser as a whole. */
  devtools(): Promise<CDPSession>
  readonly page: Page
  readonly hermit: HermitPage
  /** The worker that drives the GPU now. */
  worker(): Promise<Worker>
  close(): Promise<void>
}

/** What a test finds in the engine's worker. */
declare global {
  /** Every GPUDevice made in this worker. */
  var devices: { destroy(): void }[]
  /** Every Worker made by the page. */
  var workers: { terminate(): void }[]
}

/** In front of the worker's own script: keeps hold of the devices that WebLLM makes. */
const keepDevices = `
self.devices = []
{
  const { requestDevice } = GPUAdapter.prototype
  GPUAdapter.prototype.requestDevice = async function (...values) {
    const device = await requestDevice.apply(this, values)
    self.devices.push(device)
    return device
  }
}
`

async function launch(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: await findBrowser(),
    args: [...gpuBrowserArguments],
    locale: 'en-GB',
    // A service worker's answers pass Playwright by; here the worker's script must not.
    serviceWorkers: 'block',
  })
}

let template: Promise<string> | undefined

/** A profile in which the model is on the disk and this GPU has passed its full check: paid for once. */
async function makeTemplate(baseURL: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hermit-gpu-'))
  const context = await launch(folder)
  const hermit = new HermitPage(await context.newPage(), baseURL)
  await hermit.open('?engine=webllm')
  await hermit.ready()
  await hermit.page.waitForTimeout(1000) // the record of it is written within 260 ms
  await context.close()
  return folder
}

/** Removes the profile that all were copied from. */
export async function forgetTemplate(): Promise<void> {
  if (template) await rm(await template, { recursive: true, force: true })
  template = undefined
}

/**
 * Opens the built app on the software GPU, in a profile of its own.
 * @param options.inWorker Script that runs in the engine's worker before its own.
 */
export async function openOnGpu(
  baseURL: string,
  options: { readonly inWorker?: string; readonly inPage?: () => void } = {},
): Promise<GpuBrowser> {
  template ??= makeTemplate(baseURL)
  const folder = await mkdtemp(join(tmpdir(), 'hermit-gpu-'))
  await cp(await template, folder, { recursive: true })
  const context = await launch(folder)
  const page = await context.newPage()
  await context.route(/webllm\.worker[^/]*\.js/, async route => {
    const response = await route.fetch()
    await route.fulfill({ response, body: keepDevices + (options.inWorker ?? '') + (await response.text()) })
  })
  await page.addInitScript(() => {
    globalThis.workers = []
    const { Worker } = globalThis
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, made?: WorkerOptions) {
        super(url, made)
        globalThis.workers.push(this)
      }
    }
  })
  await page.addInitScript(noteAlerts)
  if (options.inPage) await page.addInitScript(options.inPage)
  const hermit = new HermitPage(page, baseURL)
  await hermit.open('?engine=webllm')
  const isEngine = (worker: Worker) => worker.url().includes('webllm.worker')
  return {
    ...{ context, page, hermit },
    async devtools() {
      const browser = context.browser()
      if (!browser) throw new Error('The browser cannot be asked')
      return browser.newBrowserCDPSession()
    },
    async worker() {
      const present = page.workers().findLast(isEngine)
      return present ?? page.waitForEvent('worker', { predicate: isEngine, timeout: 60_000 })
    },
    async close() {
      await context.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
