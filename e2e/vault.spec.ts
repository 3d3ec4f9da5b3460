import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.ts'
import { expect, test } from './fixtures.ts'
import { HermitPage } from './pages/hermit-page.ts'

const canary = 'the marmalade lighthouse sings at dusk'
const passphrase = 'four calm green kettles'

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
}

async function setPassphrase(page: Page): Promise<void> {
  await openSettings(page)
  await page.getByRole('button', { name: 'Set a passphrase' }).click()
  await page.getByLabel('New passphrase').fill(passphrase)
  await page.getByLabel('The same again').fill(passphrase)
  await page.getByRole('checkbox', { name: /^I have understood/ }).check()
  await page.getByRole('button', { name: 'Encrypt my chats' }).click()
}

async function unlock(page: Page, words: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(words)
  await page.getByLabel('Passphrase', { exact: true }).press('Enter')
}

const lockScreen = (page: Page) => page.getByRole('heading', { name: 'Your chats are locked' })

/** Every record as it lies on the disk, as text. */
function rawRecords(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('hermit')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const records = opening.result.transaction('records').objectStore('records')
          const [keys, values] = [records.getAllKeys(), records.getAll()]
          values.onsuccess = () => {
            opening.result.close()
            const decoder = new TextDecoder('latin1')
            const asText = (_: string, value: unknown) =>
              ArrayBuffer.isView(value) ? decoder.decode(value) : value
            resolve(
              keys.result.map((key, at) => `${key}=${JSON.stringify(values.result[at], asText)}`).join('\n'),
            )
          }
        }
      }),
  )
}

test('a passphrase seals the chats: locked nothing of them is to be seen, unlocked all is as before', async ({
  scripted,
  page,
  context,
}) => {
  await scripted.send(canary)
  await scripted.answered()
  await expect.poll(() => rawRecords(page)).toContain(canary)

  // What is missing is said, and nothing happens until it is there.
  await openSettings(page)
  await page.getByRole('button', { name: 'Set a passphrase' }).click()
  await page.getByLabel('New passphrase').fill('short')
  await page.getByRole('button', { name: 'Encrypt my chats' }).click()
  await expect(page.getByText('At least 8 characters, please.')).toBeVisible()
  await expect(page.getByText('Please tick the box first.')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Close' }).click()
  expect(await rawRecords(page)).toContain(canary)

  await setPassphrase(page)
  await expect(page.getByText('Your chats are encrypted now.').first()).toBeVisible()
  expect(await rawRecords(page)).not.toContain(canary)

  // A second tab gets in by the first one, writes sealed, and both lock together.
  const second = new HermitPage(await context.newPage())
  await second.open('?engine=scripted&rate=400')
  await expect(second.chats.getByText(canary)).toBeVisible()
  await page.bringToFront()
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(lockScreen(page)).toBeVisible()
  await expect(lockScreen(second.page)).toBeVisible()
  for (const tab of [page, second.page]) {
    expect(await tab.content()).not.toContain('marmalade')
    expect(await tab.title()).toBe('Hermit')
  }
  await second.page.close()

  const sealed = await rawRecords(page)
  await unlock(page, 'four calm green kettle')
  await expect(page.getByRole('alert')).toHaveText('That is not the passphrase. Nothing has been changed.')
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused()
  expect(await rawRecords(page)).toBe(sealed)
  await page.getByRole('radio', { name: '简体中文' }).check()
  await expect(page.getByRole('heading', { name: '对话已上锁' })).toBeVisible()
  await page.getByRole('radio', { name: 'English' }).check()
  await unlock(page, passphrase)

  // Search, and a new message, as before.
  await page.getByRole('searchbox', { name: 'Search chats' }).fill('lighthouse')
  await page.getByRole('navigation', { name: 'Chats' }).getByText('marmalade').first().click()
  await expect(scripted.questions.first()).toContainText(canary)
  await scripted.send('a second canary comes')
  await scripted.answered()
  await page.waitForTimeout(400)
  expect(await rawRecords(page)).not.toContain('canary')

  // Another passphrase, by name from the palette, and none any more.
  await openSettings(page)
  await page.getByRole('button', { name: 'Change passphrase' }).click()
  await page.getByLabel('Present passphrase').fill(passphrase)
  await page.getByLabel('New passphrase').fill('another one altogether')
  await page.getByLabel('The same again').fill('another one altogether')
  await page.getByRole('button', { name: 'Change it' }).click()
  await expect(page.getByText('The passphrase has been changed.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('lock herm')
  await page.keyboard.press('Enter')
  await expect(lockScreen(page)).toBeVisible()
  await unlock(page, 'another one altogether')
  await openSettings(page)
  await page.getByRole('button', { name: 'Remove passphrase' }).click()
  await page.getByLabel('Present passphrase').fill('another one altogether')
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect(page.getByText(/^The passphrase has been removed/).first()).toBeVisible()
  expect(await rawRecords(page)).toContain(canary)
})

test('it locks itself after a time without use, with what was being written kept', async ({ page }) => {
  await page.clock.install()
  const hermit = new HermitPage(page)
  await hermit.open('?engine=scripted&rate=0&words=20')
  await hermit.send(canary)
  await hermit.answered()
  await setPassphrase(page)
  await expect(page.getByText('Your chats are encrypted now.').first()).toBeVisible()
  await page
    .getByRole('group', { name: 'Lock by itself after' })
    .getByRole('radio', { name: '5 minutes', exact: true })
    .check()
  await page.getByRole('button', { name: 'Close' }).click()
  await hermit.message.fill('half a thought')
  await page.clock.fastForward('04:30')
  await expect(hermit.message).toHaveValue('half a thought')
  await page.clock.fastForward('01:00')
  await expect(lockScreen(page)).toBeVisible()
  await unlock(page, passphrase)
  await hermit.chats.getByText(canary).click()
  await expect(hermit.message).toHaveValue('half a thought')
})

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

  // Sealed for good: nothing of it is in any file of the profile.
  const last = await newHermit(running)
  await setPassphrase(last.page)
  await expect(last.page.getByText('Your chats are encrypted now.').first()).toBeVisible()
  await kill(running)
  expect(await filesWith(folder, 'marmalade')).toEqual([])
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

/** Files below a folder that have a word in them, as UTF-8 or UTF-16. */
async function filesWith(folder: string, word: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path)
    if (bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')))
      found.push(path.slice(folder.length))
  }
  return found
}
