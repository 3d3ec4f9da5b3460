import type { Page } from '@playwright/test'

/** What happened in a page of the app, in milliseconds since its navigation began. */
export interface Marks {
  /** The box to write in was there. */
  box?: number
  /** The engine was said to be ready. */
  ready?: number
  sent?: number
  /** The answer was in the page whole and no longer busy. */
  ended?: number
  readonly longTasks: { readonly at: number; readonly ms: number }[]
  readonly transactions: { readonly at: number; readonly mode: IDBTransactionMode }[]
}

declare global {
  var benchMarks: Marks
}

/** Runs in each page before its own scripts. */
export function installMarks(): void {
  const marks: Marks = { longTasks: [], transactions: [] }
  globalThis.benchMarks = marks
  const find = (selector: string) => document.querySelector(selector)

  const observer = new MutationObserver(() => {
    if (marks.box === undefined && find('textarea[aria-label="Message"]')) marks.box = performance.now()
    if (marks.ready === undefined && find('output[aria-label="Engine"]')?.textContent?.includes('Ready')) {
      marks.ready = performance.now()
    }
    if (marks.sent === undefined || marks.ended !== undefined) return
    const answer = find('article[aria-label="Assistant"]')
    if (answer && answer.getAttribute('aria-busy') !== 'true') marks.ended = performance.now()
  })
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })

  document.addEventListener(
    'submit',
    () => {
      marks.sent ??= performance.now()
    },
    true,
  )

  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) {
      marks.longTasks.push({ at: startTime, ms: duration })
    }
  }).observe({ type: 'longtask', buffered: true })

  const begin = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    marks.transactions.push({ at: performance.now(), mode: mode ?? 'readonly' })
    return begin.call(this, names, mode, options)
  }
}

/** What has been marked in this page so far. */
export function marksOf(page: Page): Promise<Marks> {
  return page.evaluate(() => globalThis.benchMarks)
}
