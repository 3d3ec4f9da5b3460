import type { Page } from '@playwright/test'
import { HermitPage } from '../e2e/pages/hermit-page.ts'
import { inPage, onStage } from './browser.ts'
import { marksOf } from './marks.ts'
import { interleave } from './statistics.ts'
import { type BenchResult, figure } from './table.ts'

const rounds = 15

/** From a reload to the painted shell, with the server up and with nobody at its address. */
export async function offlineReload(): Promise<BenchResult> {
  const online: number[] = []
  const offline: number[] = []
  await onStage(stage =>
    inPage(stage, async page => {
      const hermit = new HermitPage(page, stage.appUrl)
      await hermit.open('?engine=scripted')
      await hermit.ready()
      await page.evaluate(() => navigator.serviceWorker.ready)
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
      for (let warm = 0; warm < 2; warm++) await paintedMs(page)
      await interleave(rounds, [
        async () => online.push(await paintedMs(page)),
        async () => {
          await stage.stopApp()
          offline.push(await paintedMs(page))
          await stage.startApp()
        },
      ])
    }),
  )
  const ratios = offline.map((ms, round) => ms / (online[round] ?? Number.NaN))
  return {
    figures: [
      figure('offline reload / online reload', 'ratio', ratios, { kind: 'at most', value: 1 }),
      figure('painted after, online', 'ms', online),
      figure('painted after, offline', 'ms', offline),
    ],
    notes: [
      `${rounds} reloads of each kind in turn; the service worker is in control in both, and runs already.`,
      'Until the first contentful paint with the box to write in; scripted engine, so that no model is loading.',
    ],
  }
}

async function paintedMs(page: Page): Promise<number> {
  await page.reload()
  await new HermitPage(page).message.waitFor({ state: 'visible' })
  const paint = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  )
  const paintedAt = await paint.jsonValue()
  const { box } = await marksOf(page)
  if (paintedAt === undefined || box === undefined) throw new Error('The shell left no marks')
  await page.waitForTimeout(300) // what follows the paint should not run into the next reload
  return Math.max(paintedAt, box)
}
