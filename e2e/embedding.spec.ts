import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { serveContractPage } from './contract/serve.ts'
import type { EmbeddingFindings } from './embedding/main.ts'

const root = fileURLToPath(new URL('./embedding/', import.meta.url))

async function findingsOf(page: Page, isolated: boolean): Promise<EmbeddingFindings> {
  const refused: string[] = []
  const elsewhere: string[] = []
  page.on('console', message => {
    if (/Content Security Policy|Refused/i.test(message.text())) refused.push(message.text())
  })
  const served = await serveContractPage(isolated, root)
  page.on('request', request => {
    if (!request.url().startsWith(served.url) && !/^(blob|data):/.test(request.url()))
      elsewhere.push(request.url())
  })
  try {
    await page.goto(served.url)
    const findings = await page.evaluate(
      // The page's own script has put the promise there before 'load'.
      () => (globalThis as unknown as { embeddingFindings: Promise<EmbeddingFindings> }).embeddingFindings,
    )
    console.log(JSON.stringify(findings, undefined, 2))
    expect(refused).toEqual([])
    expect(elsewhere).toEqual([])
    return findings
  } finally {
    await served.close()
  }
}

for (const isolated of [true, false]) {
  const threads = isolated ? 'on two threads' : 'on one thread where the page is not isolated'
  test(`texts are embedded and 10,000 chunks searched under the policy, ${threads} @alone`, async ({
    page,
  }) => {
    const findings = await findingsOf(page, isolated)
    expect(findings.isolated).toBe(isolated)
    expect(findings.phases).toEqual(['absent', 'fetching', 'ready'])
    expect(findings.leastCosine).toBeGreaterThan(0.985)
    expect(findings.chunks).toBe(10_001)
    expect(findings.found).toContain('Dogs need the consent')
  })
}
