import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/**
 * Violations that axe calls serious or critical, as lines that a person can act on.
 * @param rules Only these of axe's rules; all where absent.
 */
export async function seriousViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Through the debugging protocol, which the content policy does not bind.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readFile(axePath, 'utf8'))
  return page.evaluate(async only => {
    const axe = Reflect.get(window, 'axe')
    const { violations } = await axe.run(document, only ? { runOnly: only } : {})
    const lines: string[] = []
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue
      for (const node of nodes) lines.push(`${id}: ${node.html} — ${node.failureSummary}`)
    }
    return lines
  }, rules)
}

/** The same in both themes, of which only the colours differ. The page must follow the system's theme. */
export async function seriousInBothThemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const light = await seriousViolations(page)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const dark = await seriousViolations(page, ['color-contrast', 'link-in-text-block'])
  return [...light, ...dark.map(line => `dark: ${line}`)]
}
