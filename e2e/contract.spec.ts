import { expect, type Page, test } from '@playwright/test'
import type { ContractReport } from './contract/report.ts'
import { serveContractPage } from './contract/serve.ts'

test('wllama keeps the engine contract with threads', async ({ page }) => {
  test.setTimeout(15 * 60_000)
  const report = await runSuite(page, true, '')
  expect(report.isolated).toBe(true)
  expectPassed(report, 20)
})

test('wllama loads and answers on one thread where the page is not isolated', async ({ page }) => {
  test.setTimeout(5 * 60_000)
  const report = await runSuite(page, false, 'a reply is some text')
  expect(report.isolated).toBe(false)
  expectPassed(report, 1)
})

async function runSuite(page: Page, isolated: boolean, only: string): Promise<ContractReport> {
  const served = await serveContractPage(isolated)
  try {
    await page.goto(`${served.url}?only=${encodeURIComponent(only)}`)
    return await page.evaluate(
      // The page's own script has put the promise there before 'load'.
      () => (globalThis as unknown as { contractReport: Promise<ContractReport> }).contractReport,
    )
  } finally {
    await served.close()
  }
}

function expectPassed(report: ContractReport, atLeast: number): void {
  for (const { name, outcome, detail = '', durationMs } of report.results) {
    console.log(`${outcome.padEnd(7)} ${String(durationMs).padStart(6)} ms  ${name}  ${detail}`)
  }
  expect(report.results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
  expect(report.results.length).toBeGreaterThanOrEqual(atLeast)
}
