import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import { browserArguments, findBrowser } from '../../scripts/find-browser.ts'
import { expect, test } from '../fixtures.ts'
import { HermitPage } from '../pages/hermit-page.ts'
import { canary, lockScreen, openSettings, passphrase, setPassphrase, unlock } from '../pages/vault.ts'

test('a browser that is killed while a passphrase is set has its chats open or sealed, and all of them', async () => {
  test.slow()
  const folder = await mkdtemp(join(tmpdir(), 'hermit-vault-'))
  let running = await launch(folder)
  const first = await newHermit(running)
  for (const words of [canary, 'second chat', 'third chat']) {
    if (words !== canary) await first.button('New chat').click()
    await first.send(words)
    await first.answered()
  }
  await first.page.waitForTimeout(500)
  let sealed = 0
  for (const delayMs of [100 + Math.random() * 400, 600 + Math.random() * 1500]) {
    const hermit = await newHermit(running)
    await setPassphrase(hermit.page)
    await hermit.page.waitForTimeout(delayMs)
    await kill(running)
    running = await launch(folder)
    const page = (await newHermit(running, false)).page
    const chats = page.getByRole('navigation', { name: 'Chats' })
    await expect(lockScreen(page).or(chats)).toBeVisible()
    if (await lockScreen(page).isVisible()) {
      sealed += 1
      await unlock(page, passphrase)
      await expect(chats.getByText(canary)).toBeVisible()
      await openSettings(page)
      await page.getByRole('button', { name: 'Remove passphrase' }).click()
      await page.getByLabel('Present passphrase').fill(passphrase)
      await page.getByRole('button', { name: 'Remove it' }).click()
      await expect(page.getByText(/^The passphrase has been removed/).first()).toBeVisible()
      await page.getByRole('button', { name: 'Close' }).click()
    }
    for (const words of [canary, 'second chat', 'third chat']) {
      await expect(chats.getByText(words)).toBeVisible()
    }
    await page.close()
  }
  test.info().annotations.push({ type: 'sealed when killed', description: `${sealed} of 2` })

  await kill(running)
  await rm(folder, { recursive: true, force: true })
})

interface Running {
  readonly browser: Browser
  readonly context: BrowserContext
  readonly process: ChildProcess
}

/** A browser of our own that can be killed at once, all of its processes. */
async function launch(folder: string): Promise<Running> {
  const child = spawn(
    await findBrowser(),
    [
      ...browserArguments,
      '--headless=new',
      '--remote-debugging-port=0',
      '--window-size=1280,900',
      `--user-data-dir=${folder}`,
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', data => {
      said += String(data)
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.on('exit', () => reject(new Error(said)))
  })
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (!context) throw new Error('a browser without a context')
  return { browser, context, process: child }
}

async function kill({ browser, process: child }: Running): Promise<void> {
  const gone = new Promise(resolve => child.once('exit', resolve))
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  await gone
  await browser.close().catch(() => {})
}

async function newHermit({ context }: Running, isOpen = true): Promise<HermitPage> {
  const page = await context.newPage()
  const base = test.info().project.use.baseURL ?? ''
  const hermit = new HermitPage(page, base)
  if (isOpen) await hermit.open('?engine=scripted&rate=0&words=20')
  else await page.goto(`${base}?engine=scripted&rate=0&words=20`)
  return hermit
}
