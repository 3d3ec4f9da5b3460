import { expect, test } from '@playwright/test'
import { expectPassed, runSuite } from './contract/run.ts'

test('wllama keeps the engine contract with threads', async ({ page }) => {
  test.setTimeout(15 * 60_000)
  const report = await runSuite(page, { engine: 'wllama', isolated: true })
  expect(report.isolated).toBe(true)
  expectPassed(report, 20)
})

test('wllama loads and answers on one thread where the page is not isolated', async ({ page }) => {
  test.setTimeout(5 * 60_000)
  const report = await runSuite(page, { engine: 'wllama', isolated: false, only: 'a reply is some text' })
  expect(report.isolated).toBe(false)
  expectPassed(report, 1)
})
