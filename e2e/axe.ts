import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Violations that axe calls serious or critical, as lines that a person can act on. */
export async function seriousViolations(page: Page): Promise<string[]> {
  const source = await readFile(axePath, 'utf8')
  // Through the debugging protocol, which the content policy does not bind.
  await page.evaluate(source)
  return page.evaluate(async () => {
    const axe = Reflect.get(window, 'axe')
    const { violations } = await axe.run(document)
    const lines: string[] = []
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue
      for (const node of nodes) lines.push(`${id}: ${node.html} — ${node.failureSummary}`)
    }
    return lines
  })
}
