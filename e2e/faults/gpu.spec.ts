import { expect, type Page, test } from '@playwright/test'
import { forgetTemplate, type GpuBrowser, openOnGpu } from '../gpu-browser.ts'

test.setTimeout(8 * 60_000)

let opened: GpuBrowser | undefined
test.afterEach(async () => {
  await opened?.close()
  opened = undefined
})
test.afterAll(forgetTemplate)

async function crash({ devtools }: GpuBrowser): Promise<void> {
  const browser = await devtools()
  await browser.send('Browser.crashGpuProcess')
  await browser.detach()
}

/** Whether the browser still gives this page a GPU. */
function hasAdapter(page: Page): Promise<boolean> {
  return page.evaluate(async () => (await navigator.gpu?.requestAdapter()) != null)
}

test('the GPU process crashes in mid-answer and again until the browser gives no GPU any more: it stays on the processor, without a loop @fault-22 @fault-23', async ({
  baseURL,
}) => {
  opened = await openOnGpu(baseURL ?? '')
  const { hermit, page } = opened
  const errors: string[] = []
  page.on('pageerror', error => errors.push(String(error)))
  await hermit.ready()
  await hermit.send('Write a long story about a crab that looks for a new shell.')
  const length = async () => (await hermit.stored())[0]?.at(-1)?.text.length ?? 0
  await expect.poll(length, { timeout: 120_000 }).toBeGreaterThan(10)

  await crash(opened)
  let crashes = 1
  // The browser gives a crashed GPU process another try some times, then none.
  await expect(async () => {
    if (await hasAdapter(page)) {
      await crash(opened as GpuBrowser) // it is set above
      crashes += 1
    }
    expect(await hasAdapter(page)).toBe(false)
  }).toPass({ intervals: [1000], timeout: 60_000 })
  console.log(`no adapter after ${crashes} crashes`)
  expect(crashes).toBeGreaterThanOrEqual(2)

  const answer = hermit.answers.last()
  const resume = answer.getByRole('button', { name: 'Continue' })
  await expect(resume).toBeVisible({ timeout: 60_000 })
  const kept = (await hermit.saved()).at(-1)?.text ?? ''
  expect(kept.length).toBeGreaterThan(10)
  await hermit.ready()
  const workersMade = () => page.evaluate(() => globalThis.workers.length)
  const made = await workersMade()
  await page.waitForTimeout(10_000)
  expect(await workersMade(), 'nothing is tried again by itself').toBe(made)
  await expect(hermit.engine).toHaveText(/Ready/)
  // What Hermit did about it, and what became of the answer: each is said once.
  await expect(page.getByRole('alert')).toHaveText([/now runs on the processor/, /stopped working/])
  await page.getByRole('button', { name: /^Model:/ }).click()
  await expect(page.getByRole('dialog').getByText(/^Running on: processor/i)).toBeVisible()
  await page.keyboard.press('Escape')

  await resume.click()
  await expect.poll(length, { timeout: 120_000 }).toBeGreaterThan(kept.length + 10)
  await hermit.stopButton.click()
  expect((await hermit.saved()).at(-1)?.text.startsWith(kept)).toBe(true)
  expect(errors).toEqual([])
})
