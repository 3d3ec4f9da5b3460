import { type Browser, type BrowserContext, chromium, type Page, type Worker } from '@playwright/test'
import { findBrowser, gpuBrowserArguments } from '../scripts/find-browser.ts'
import { HermitPage } from './pages/hermit-page.ts'

/** A browser of its own with a software GPU: what is done to its GPU process or its engine's worker ends with it. */
export interface GpuBrowser {
  readonly browser: Browser
  readonly context: BrowserContext
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

/**
 * Opens the built app on the software GPU.
 * @param inWorker Script that runs in the engine's worker before its own.
 */
export async function openOnGpu(
  baseURL: string,
  options: { readonly inWorker?: string; readonly inPage?: () => void; readonly query?: string } = {},
): Promise<GpuBrowser> {
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...gpuBrowserArguments],
  })
  // A service worker's answers pass Playwright by; here the worker's script must not.
  const context = await browser.newContext({ serviceWorkers: 'block', locale: 'en-GB' })
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
  if (options.inPage) await page.addInitScript(options.inPage)
  const hermit = new HermitPage(page, baseURL)
  await hermit.open(options.query ?? '?engine=webllm')
  const isEngine = (worker: Worker) => worker.url().includes('webllm.worker')
  return {
    ...{ browser, context, page, hermit },
    async worker() {
      const present = page.workers().findLast(isEngine)
      return present ?? page.waitForEvent('worker', { predicate: isEngine, timeout: 60_000 })
    },
    close: () => browser.close(),
  }
}
