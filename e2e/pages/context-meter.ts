import type { HermitPage } from './hermit-page.ts'

/** The number in the context meter's name, once it has counted what was typed last. */
export async function metered(hermit: HermitPage): Promise<number> {
  const meter = hermit.page.getByRole('button', { name: /^Context: [\d,]+ of/ })
  // What was typed last is counted 300 ms later.
  await hermit.page.waitForTimeout(500)
  const name = await meter.getAttribute('aria-label')
  return Number(/: ([\d,]+) of/.exec(name ?? '')?.[1]?.replace(/,/g, ''))
}
