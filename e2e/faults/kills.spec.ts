import type { BrowserContext, Page } from '@playwright/test'
import { expectAlert, expectFocusKept, noteAlerts } from '../alerts.ts'
import { expect, test } from '../fixtures.ts'
import { HermitPage, type StoredMessage } from '../pages/hermit-page.ts'
import { type OwnBrowser, ownBrowser } from './own-browser.ts'

// The embedded model, on the processor, in a browser of its own that is killed, or whose engine is.
const question = 'Write a long story about a lighthouse by the sea.'
const lossMs = 250
test.setTimeout(6 * 60_000)

/** What was on the screen, and when: by the clock of this process, in milliseconds. */
interface Seen {
  readonly at: number
  readonly letters: string
}

let own: OwnBrowser
test.beforeEach(async ({ template }) => {
  own = await ownBrowser(template)
})
test.afterEach(async () => own.remove())

/** Markdown and line breaks look different on the screen: the letters and figures are the same. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

async function openHermit(page: Page, baseURL: string | undefined): Promise<HermitPage> {
  const hermit = new HermitPage(page, baseURL)
  await page.addInitScript(noteAlerts)
  return hermit.open('').then(() => hermit)
}

/** Follows the text of the last answer, some fifty times a second. */
async function watchAnswer(page: Page): Promise<Seen[]> {
  const seen: Seen[] = []
  await page.exposeFunction('noteSeen', (text: string) => {
    seen.push({ at: Date.now(), letters: lettersOf(text) })
  })
  await page.evaluate(() => {
    const note = Reflect.get(window, 'noteSeen') as (text: string) => void // exposed above
    setInterval(() => {
      const text = [...document.querySelectorAll<HTMLElement>('article .message-text')].at(-1)?.innerText
      if (text) note(text)
    }, 20)
  })
  return seen
}

async function startAnswer(hermit: HermitPage): Promise<Seen[]> {
  await hermit.ready()
  await hermit.send(question)
  const seen = await watchAnswer(hermit.page)
  await expect.poll(() => seen.at(-1)?.letters.length ?? 0, { timeout: 180_000 }).toBeGreaterThan(40)
  return seen
}

/** The answer that a kill or a reload cut: what of it is on the disk, and that "Continue" goes on from its last letter. */
async function expectInterrupted(hermit: HermitPage, seen: readonly Seen[], cutAt: number): Promise<void> {
  await hermit.chats
    .getByRole('button', { name: new RegExp(`^${question.slice(0, 20)}`) })
    .first()
    .click()
  const answer = hermit.answers.last()
  await expect(answer).toContainText('interrupted')
  const kept = (await hermit.saved()).at(-1) as StoredMessage
  expect(kept.status).toBe('interrupted')
  const letters = lettersOf(kept.text)
  const last = seen.at(-1)?.letters ?? ''
  // How long before the end there stood on the screen what is on the disk: the text that came after it is lost.
  const firstLost = seen.find(view => view.letters.length > letters.length)
  const lost = firstLost ? cutAt - firstLost.at : 0
  test
    .info()
    .annotations.push({ type: 'lost', description: `${lost} ms, ${last.length - letters.length} letters` })
  console.log(`lost ${lost} ms, ${Math.max(0, last.length - letters.length)} letters of ${last.length}`)
  expect(letters.startsWith(last.slice(0, letters.length))).toBe(true)
  expect(lost).toBeLessThanOrEqual(lossMs)
  await hermit.ready()
  await answer.getByRole('button', { name: 'Continue' }).click()
  await expect(hermit.stopButton).toBeVisible()
  await expect
    .poll(async () => (await hermit.stored())[0]?.at(-1)?.text.length ?? 0, { timeout: 120_000 })
    .toBeGreaterThan(kept.text.length + 10)
  await hermit.stopButton.click()
  const after = await hermit.saved()
  expect(after).toHaveLength(2)
  expect(after[0]?.text).toBe(question)
  expect(after[1]?.text.startsWith(kept.text)).toBe(true)
}

test('the browser is killed in mid-answer: all but the last 250 ms is there, marked, and gone on with @fault-29', async ({
  baseURL,
}) => {
  const context = await own.start()
  const hermit = await openHermit(await context.newPage(), baseURL)
  const seen = await startAnswer(hermit)
  const killedAt = await own.kill(context)
  const again = await openHermit(await (await own.start()).newPage(), baseURL)
  await expectInterrupted(again, seen, killedAt)
})

test('the page is reloaded in mid-answer: all of it is there, marked, and gone on with @fault-30', async ({
  baseURL,
}) => {
  const context = await own.start()
  const hermit = await openHermit(await context.newPage(), baseURL)
  const seen = await startAnswer(hermit)
  const reloading = hermit.page.reload()
  const cutAt = Date.now()
  await reloading
  await expectInterrupted(hermit, seen, cutAt)
})

/** The worker that runs the model, not the threads it has made. */
function engineOf(page: Page) {
  const [engine] = page.workers().filter(worker => worker.url().includes('wllama'))
  if (!engine) throw new Error('There is no worker of the engine')
  return engine
}

/** What befell the engine is noticed within five seconds, the text stays, the engine comes back, one press goes on. */
async function expectResumed(hermit: HermitPage, shown: string, since: number): Promise<void> {
  const resume = hermit.answers.last().getByRole('alert').getByRole('button', { name: 'Continue' })
  await expect(resume).toBeVisible({ timeout: 30_000 })
  const noticedMs = Date.now() - since
  console.log(`noticed after ${noticedMs} ms`)
  expect(noticedMs).toBeLessThan(5500) // 4.8 s of patience, and what it takes to be seen from here
  const kept = (await hermit.saved()).at(-1)?.text ?? ''
  expect(lettersOf(kept).startsWith(shown)).toBe(true)
  await hermit.ready()
  await expectAlert(hermit.page, /./, 'Continue', { within: hermit.answers.last() })
  await resume.press('Enter')
  await expect(hermit.stopButton).toBeVisible()
  await expectFocusKept(hermit.page)
  const length = async () => (await hermit.stored())[0]?.at(-1)?.text.length ?? 0
  await expect.poll(length, { timeout: 120_000 }).toBeGreaterThan(kept.length + 10)
  await hermit.stopButton.click()
  expect((await hermit.saved()).at(-1)?.text.startsWith(kept)).toBe(true)
}

function thrownIn(context: BrowserContext): string[] {
  const errors: string[] = []
  context.on('weberror', error => errors.push(String(error.error())))
  return errors
}

test('the worker throws, and its successor is ended, in mid-answer: noticed, replaced, gone on with @fault-26 @fault-44', async ({
  baseURL,
}) => {
  const context = await own.start()
  const errors = thrownIn(context)
  const page = await context.newPage()
  await page.addInitScript(() => {
    const made: Worker[] = []
    Reflect.set(window, 'made', made)
    const { Worker: Real } = window
    window.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        if (String(url).includes('wllama')) made.push(this)
      }
    }
  })
  const hermit = await openHermit(page, baseURL)
  const seen = await startAnswer(hermit)
  const shown = seen.at(-1)?.letters ?? ''
  let since = Date.now()
  await engineOf(page).evaluate(() => {
    setTimeout(() => {
      throw new Error('injected by the test')
    })
  })
  await expectResumed(hermit, shown, since)

  await hermit.answers.last().getByRole('button', { name: 'Continue' }).click()
  await expect(hermit.stopButton).toBeVisible()
  const before = seen.at(-1)?.letters.length ?? 0
  await expect.poll(() => seen.at(-1)?.letters.length ?? 0, { timeout: 60_000 }).toBeGreaterThan(before + 10)
  since = Date.now()
  await page.evaluate(() => {
    for (const worker of Reflect.get(window, 'made') as Worker[]) worker.terminate() // set above
  })
  await expectResumed(hermit, seen.at(-1)?.letters.slice(0, before) ?? '', since)
  expect(errors.filter(error => !error.includes('injected by the test'))).toEqual([])
})

test('the worker hangs in mid-answer: noticed, replaced, gone on with, and the page is never held up @fault-27 @fault-44', async ({
  baseURL,
}) => {
  const context = await own.start()
  const errors = thrownIn(context)
  const page = await context.newPage()
  const hermit = await openHermit(page, baseURL)
  const seen = await startAnswer(hermit)
  await page.evaluate(() => {
    const long: number[] = []
    Reflect.set(window, 'longTasks', long)
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) long.push(duration)
    }).observe({ type: 'longtask' })
  })
  const shown = seen.at(-1)?.letters ?? ''
  const since = Date.now()
  void engineOf(page)
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined)
  await hermit.message.fill('still writing')
  await expect(hermit.message).toHaveValue('still writing', { timeout: 2000 })
  await expectResumed(hermit, shown, since)
  const longTasks = await page.evaluate(() => Reflect.get(window, 'longTasks') as number[]) // set above
  console.log(`longest task of the page: ${Math.max(0, ...longTasks)} ms`)
  expect(Math.max(0, ...longTasks)).toBeLessThan(500)
  await expect(hermit.message).toHaveValue('still writing')
  expect(errors).toEqual([])
})
