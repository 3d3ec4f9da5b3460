import type { BrowserContext, Page } from '@playwright/test'
import { HermitPage } from './hermit-page.ts'

/** What the scripted engine answers with `words=40`. */
export const wholeAnswer = Array.from({ length: 40 }, () => 'word').join(' ')

/** Opens Hermit in one more tab, and waits until it is ready. */
export async function openTab(context: BrowserContext, query: string): Promise<HermitPage> {
  const hermit = new HermitPage(await context.newPage())
  await hermit.open(query)
  await hermit.ready()
  return hermit
}

/** Brings a tab to the front, where one can write in it, and sends. */
export async function send(tab: HermitPage, text: string): Promise<void> {
  await tab.page.bringToFront()
  await tab.send(text)
}

/** How many pages hold the engine, and which, by the browser's own count; told by one of them. */
export function holder(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query()
    return held.find(({ name }) => name === 'hermit-engine')?.clientId
  })
}

/** Milliseconds from what happens to the owner until another tab owns. */
export async function untilOtherOwner(witness: Page, happens: () => unknown): Promise<number> {
  const before = await holder(witness)
  const seen = witness.evaluate(async old => {
    for (;;) {
      const { held = [] } = await navigator.locks.query()
      const now = held.find(({ name }) => name === 'hermit-engine')?.clientId
      if (now !== undefined && now !== old) return Date.now()
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  }, before)
  const since = Date.now()
  await happens()
  return (await seen) - since
}
