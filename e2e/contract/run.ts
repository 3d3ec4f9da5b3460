import { expect, type Page } from '@playwright/test'
import type { ContractReport } from './report.ts'
import { serveContractPage } from './serve.ts'

/** Which part of the suite to run, and how. */
export interface SuiteChoice {
  readonly engine: 'wllama' | 'webllm'
  /** Whether the page is cross-origin isolated, and so has threads. */
  readonly isolated: boolean
  /** Only tests whose names contain this. */
  readonly only?: string
}

/** Runs the engine contract in the page and gives how each test went. */
export async function runSuite(
  page: Page,
  { engine, isolated, only = '' }: SuiteChoice,
): Promise<ContractReport> {
  const served = await serveContractPage(isolated)
  try {
    await page.goto(`${served.url}?${new URLSearchParams({ engine, only })}`)
    return await page.evaluate(
      // The page's own script has put the promise there before 'load'.
      () => (globalThis as unknown as { contractReport: Promise<ContractReport> }).contractReport,
    )
  } finally {
    await served.close()
  }
}

/** Expects that all of at least so many tests passed, and prints what each took. */
export function expectPassed(report: ContractReport, atLeast: number): void {
  for (const { name, outcome, detail = '', durationMs } of report.results) {
    console.log(`${outcome.padEnd(7)} ${String(durationMs).padStart(6)} ms  ${name}  ${detail}`)
  }
  expect(report.results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
  expect(report.results.length).toBeGreaterThanOrEqual(atLeast)
}
