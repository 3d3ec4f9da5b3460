import type { Page } from '@playwright/test'
import { HermitPage } from '../e2e/pages/hermit-page.ts'
import { inPage, onStage, type Stage } from './browser.ts'
import { storedStats } from './streamed.ts'
import { type BenchResult, figure } from './table.ts'

const rounds = 5

interface Round {
  readonly loading: number
  readonly decoding: number
  /** From the press of Stop to an answer that is no longer busy. */
  readonly stopMs: number
  readonly tokenMs: number
}

/** How the page answers a person while the real model loads and writes, and how soon Stop stops it. */
export async function responsive(): Promise<BenchResult> {
  const all: Round[] = []
  await onStage(async stage => {
    await inPage(stage, async page => {
      const hermit = new HermitPage(page, stage.appUrl)
      await hermit.open('')
      await hermit.ready()
    })
    for (let round = 0; round < rounds; round++) all.push(await once(stage, round))
  })
  const of = (value: (round: Round) => number) => all.map(value)
  return {
    figures: [
      figure(
        'slowest key or click while the model loads',
        'ms',
        of(round => round.loading),
        {
          kind: 'at most',
          value: 200,
        },
      ),
      figure(
        'slowest key or click while it writes',
        'ms',
        of(round => round.decoding),
        {
          kind: 'at most',
          value: 200,
        },
      ),
      figure(
        'Stop to idle, less one token',
        'ms',
        of(({ stopMs, tokenMs }) => stopMs - tokenMs),
        {
          kind: 'at most',
          value: 100,
        },
      ),
      figure(
        'Stop to idle',
        'ms',
        of(({ stopMs }) => stopMs),
      ),
      figure(
        'one token',
        'ms',
        of(({ tokenMs }) => tokenMs),
      ),
    ],
    notes: [
      'By the browser’s own event timing (from the press to the next paint, in steps of 8 ms), over some 25 keys and clicks in each.',
    ],
  }
}

function once(stage: Stage, round: number): Promise<Round> {
  const question = `Write a long story about a lighthouse, number ${round}.`
  return inPage(stage, async page => {
    await page.addInitScript(watchEvents)
    const hermit = new HermitPage(page, stage.appUrl)
    await hermit.open('')
    await hermit.message.click()
    await page.keyboard.type(question, { delay: 40 })
    const loading = await slowest(page)
    await hermit.ready()
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector('.message-text[data-writing]') !== null)
    await page.keyboard.type('And what else could there be', { delay: 60 })
    await hermit.button('Settings').click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    const decoding = await slowest(page)
    const stopMs = await page.evaluate(stop)
    const stats = await storedStats(hermit, question, 1)
    return { loading, decoding, stopMs, tokenMs: 1000 / (stats.tokensPerSecond ?? Number.NaN) }
  })
}

declare global {
  var benchEvents: number[]
}

function watchEvents(): void {
  globalThis.benchEvents = []
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      if ('interactionId' in entry && entry.interactionId) globalThis.benchEvents.push(entry.duration)
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
}

/** The slowest since it was asked last; 16 ms is what the browser does not report. */
function slowest(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(16, ...globalThis.benchEvents.splice(0)))
}

/** Presses Stop, in the page, and waits until no answer is busy any more. */
async function stop(): Promise<number> {
  const button = document.querySelector<HTMLButtonElement>('button[aria-label="Stop"]')
  if (!button) throw new Error('Nothing is being written')
  const begun = performance.now()
  button.click()
  while (document.querySelector('article[aria-busy="true"]')) {
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  return performance.now() - begun
}
