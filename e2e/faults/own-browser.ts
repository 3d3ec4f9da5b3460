import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import { browserArguments, findBrowser } from '../../scripts/find-browser.ts'

/** A browser with a profile of its own that can be killed, and started again on what is left of it. */
export interface OwnBrowser {
  /** Starts it, after a kill too. */
  start(): Promise<BrowserContext>
  /** SIGKILL to the browser's main process: no page hears of it. Gives the time of it, by Date.now(). */
  kill(context: BrowserContext): Promise<number>
  /** Removes the profile. */
  remove(): Promise<void>
}

/** Prepares a browser on an empty profile, or on a copy of the template. */
export async function ownBrowser(template?: string): Promise<OwnBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'hermit-fault-'))
  if (template) await cp(template, folder, { recursive: true })
  let pid: number | undefined
  let running: BrowserContext | undefined
  return {
    async start() {
      const context = await chromium.launchPersistentContext(folder, {
        executablePath: await findBrowser(),
        args: [...browserArguments],
        locale: 'en-GB',
        viewport: { width: 1280, height: 800 },
      })
      running = context
      const devtools = await context.browser()?.newBrowserCDPSession()
      const { processInfo = [] } = (await devtools?.send('SystemInfo.getProcessInfo')) ?? {}
      pid = processInfo.find(({ type }) => type === 'browser')?.id
      return context
    },
    async kill(context) {
      if (pid === undefined) throw new Error('The browser has no process to be killed')
      const closed = new Promise<void>(resolve => context.once('close', () => resolve()))
      process.kill(pid, 'SIGKILL')
      const killedAt = Date.now()
      await closed
      return killedAt
    },
    async remove() {
      await running?.close().catch(() => {
        // It was killed.
      })
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}
