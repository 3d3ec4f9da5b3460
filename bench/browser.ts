import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, chromium, type Page, type Route } from '@playwright/test'
import { build } from 'vite'
import { browserArguments, findBrowser } from '../scripts/find-browser.ts'
import { type StaticServer, serveStatic } from '../scripts/serve-static.ts'
import { shippedHeaders } from '../src/pwa/headers.ts'
import { installMarks } from './marks.ts'

/** A browser with a profile of its own, the built app served to it, and a page with engines and no interface. */
export interface Stage {
  readonly context: BrowserContext
  readonly appUrl: string
  readonly aloneUrl: string
  /** Ends the app's server; nobody answers at its address until startApp. */
  stopApp(): Promise<void>
  startApp(): Promise<void>
  close(): Promise<void>
}

const headers = { ...shippedHeaders }

/**
 * Runs a bench on a stage and clears it away, whatever happens.
 * @param browserFlags What the browser is started with, e.g. for a GPU.
 */
export async function onStage<T>(
  run: (stage: Stage) => Promise<T>,
  browserFlags: readonly string[] = browserArguments,
): Promise<T> {
  const stage = await openStage(browserFlags)
  try {
    return await run(stage)
  } finally {
    await stage.close()
  }
}

async function openStage(browserFlags: readonly string[]): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'hermit-bench-'))
  const aloneFolder = join(folder, 'alone')
  await build({
    root: fileURLToPath(new URL('page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    worker: { format: 'es' },
    build: { outDir: aloneFolder, emptyOutDir: true, target: 'es2023' },
  })
  await symlink(resolve('public/models'), join(aloneFolder, 'models'))
  // Kept by the browser as the service worker keeps the app's files, with the compiled wasm beside them.
  const kept = { ...headers, 'Cache-Control': 'max-age=3600' }
  const alone = await serveStatic(aloneFolder, { headers: kept })
  let app: StaticServer = await serveStatic('dist', { headers })
  const { port, url: appUrl } = app
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: await findBrowser(),
    args: [...browserFlags],
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
  })
  // tsx names functions through one of its own, which is not there when a function is sent to a page.
  await context.addInitScript('globalThis.__name = value => value')
  await context.addInitScript(installMarks)
  return {
    context,
    appUrl,
    aloneUrl: alone.url,
    stopApp: () => app.close(),
    async startApp() {
      app = await serveStatic('dist', { headers, port })
    },
    async close() {
      await context.close()
      await Promise.all([app.close(), alone.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Runs something in a page of its own, so that what it leaves behind is gone with it. */
export async function inPage<T>(stage: Stage, run: (page: Page) => Promise<T>): Promise<T> {
  const page = await stage.context.newPage()
  try {
    return await run(page)
  } finally {
    await page.close()
  }
}

/** Runs something in a page that has engines and no interface. */
export function inAlone<T>(stage: Stage, run: (page: Page) => Promise<T>): Promise<T> {
  return inPage(stage, async page => {
    await page.goto(stage.aloneUrl)
    // Its script waits for the database before it says what it can do.
    await page.waitForFunction(() => globalThis.alone !== undefined)
    return run(page)
  })
}

/** Threads of a model wait for one another, which on a busy machine is most of the time; a page alone has but one. */
export async function onOneThread(stage: Stage): Promise<void> {
  await stage.context.route(stage.aloneUrl, withoutIsolation)
}

async function withoutIsolation(route: Route): Promise<void> {
  const response = await route.fetch()
  const {
    'cross-origin-embedder-policy': _,
    'cross-origin-opener-policy': __,
    ...headers
  } = response.headers()
  await route.fulfill({ response, headers })
}
