import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { HermitPage } from '../pages/hermit-page.ts'
import { holder, openTab, send, untilOtherOwner, wholeAnswer } from '../pages/tabs.ts'

/** Twenty words a second: long enough for something to happen in the middle of an answer. */
const slowly = '?engine=scripted&rate=20&words=40'

const processes = async (context: BrowserContext) => {
  const browser = context.browser()
  if (!browser) throw new Error('no browser')
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return new Map(processInfo.map(({ id, cpuTime }) => [id, cpuTime]))
}

/** The process that draws a page: the one that gets busy with it. Chromium tells of no other way. */
async function rendererOf(page: Page): Promise<number> {
  const before = await processes(page.context())
  await page.evaluate(() => {
    for (const end = performance.now() + 500; performance.now() < end; );
  })
  const after = await processes(page.context())
  const busy = [...after].map(([id, time]) => [id, time - (before.get(id) ?? 0)] as const)
  const [id] = busy.toSorted(([, a], [, b]) => b - a)[0] ?? []
  if (id === undefined) throw new Error('no process')
  return id
}

test('the tab that runs the model is frozen: another takes over within 2 s, and it wakes as a guest @fault-34', async ({
  context,
}) => {
  const first = await openTab(context, slowly)
  const second = await openTab(context, slowly)
  const frozen = await rendererOf(first.page)
  expect(await rendererOf(second.page)).not.toBe(frozen)
  await send(first, 'From the frozen one')
  await expect(first.answers.last()).toContainText('word word')
  process.kill(frozen, 'SIGSTOP')
  try {
    await second.page.bringToFront()
    const ms = await untilOtherOwner(second.page, () => second.send('Is anybody there?'))
    console.log(`frozen: ${ms} ms until another tab owns`)
    expect(ms).toBeLessThan(2000)
    await expect(await second.answered()).toContainText(wholeAnswer)
  } finally {
    process.kill(frozen, 'SIGCONT')
  }
  const owner = await holder(second.page)
  const answer = await first.answered()
  await expect(first.button('Continue')).toHaveCount(0)
  expect((await answer.innerText()).match(/word/g)?.length).toBeGreaterThan(41)
  expect(await holder(second.page)).toBe(owner)
  await first.page.bringToFront()
  await first.button(/^Model:/).click()
  await expect(first.page.getByText(/^Runs in another tab of Hermit/)).toBeVisible()
  await expect
    .poll(async () => (await second.stored()).flat().map(({ status }) => status))
    .toEqual(['done', 'done', 'done', 'done'])
})

test('the embedded model is in memory once for two tabs, and moves when its tab is frozen @fault-34', async ({
  own,
  baseURL,
}) => {
  const open = async () => {
    const hermit = new HermitPage(await own.newPage(), baseURL)
    await hermit.open('')
    await hermit.ready()
    return hermit
  }
  // Chromium runs the service worker in the process of one of its pages. A tab that is frozen does not take it along; a
  // process that is stopped would, and nothing could be fetched any more: it lives with a page that is left alone.
  await (await own.newPage()).goto(`${baseURL}icons/favicon.svg`)
  const first = await open()
  const second = await open()
  const engines = (tab: HermitPage) => tab.page.workers().filter(worker => /wllama|webllm/.test(worker.url()))
  expect([engines(first).length, engines(second).length]).toEqual([1, 0])
  await send(first, 'Name three seas.')
  await expect(first.answers.last()).toContainText(/\w+ \w+/, { timeout: 60_000 })
  const frozen = await rendererOf(first.page)
  await send(second, 'What is the capital of France?')
  try {
    const ms = await untilOtherOwner(second.page, () => process.kill(frozen, 'SIGSTOP'))
    console.log(`frozen with the real model: ${ms} ms until another tab owns`)
    expect(ms).toBeLessThan(2000)
    const canFetch = second.page.evaluate(async () => (await fetch('manifest.webmanifest')).ok)
    expect(await canFetch, 'the service worker is not frozen').toBe(true)
    await expect(second.answers.last()).toContainText('Paris', { timeout: 120_000 })
    if (await second.stopButton.isVisible()) await second.stopButton.click()
    expect(engines(second)).toHaveLength(1)
  } finally {
    process.kill(frozen, 'SIGCONT')
  }
  await first.page.bringToFront()
  await expect.poll(() => engines(first).length).toBe(0)
  expect(engines(second)).toHaveLength(1)
  // The small model goes on for long: that it goes on, in the other tab's memory, is what is proven.
  const before = (await first.answers.last().innerText()).length
  const grown = async () => (await first.answers.last().innerText()).length
  await expect.poll(grown, { timeout: 60_000 }).toBeGreaterThan(before + 10)
  await first.stopButton.click()
  await first.answered()
})
