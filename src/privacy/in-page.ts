import type { Settings } from '../settings/settings.ts'
import { type Book, createBook } from './book.ts'
import { addressOf, type Ledger, type LedgerEntry, openLedger } from './ledger.ts'
import { type NewsLine, openNewsLine } from './news.ts'

/** The page's part in what leaves it. */
export interface PagePrivacy {
  readonly ledger: Ledger
  readonly news: NewsLine
  /** Told when there is more in the ledger. Gives the way to stop listening. */
  onLedger(listener: () => void): () => void
}

let started: PagePrivacy | undefined

/** The one of this page. Before startPrivacy() it only reads. */
export function pagePrivacy(): PagePrivacy {
  if (started) return started
  const news = openNewsLine()
  started = {
    ledger: openLedger(),
    news,
    onLedger: listener => {
      // A line of its own: what this page itself writes down is heard as well.
      const line = openNewsLine()
      line.onNews(({ type }) => {
        if (type === 'ledger-changed') listener()
      })
      return line.close
    },
  }
  return started
}

/**
 * Keeps the air gap where the workers read it, and writes down what no service worker saw of this page. Call it when
 * the settings have been read.
 */
export async function startPrivacy(settings: Settings): Promise<void> {
  const { ledger, news } = pagePrivacy()
  const book = createBook(ledger, news)
  watchUncontrolled(book, watchPolicy(book))
  settings.store.subscribe(({ airGap }, before) => {
    if (airGap !== before.airGap) void keepAirGap(ledger, news, airGap)
  })
  // Settings that could not be read, or were written a moment too late, do not open what was closed.
  const wasClosed = await ledger.isAirGapped().catch(() => false)
  if (wasClosed && !settings.store.getState().airGap) settings.set({ airGap: true })
  else if (wasClosed !== settings.store.getState().airGap) await keepAirGap(ledger, news, !wasClosed)
}

/** Part of "Delete everything": forgets all requests, and the air gap is open as at the first start. Never throws. */
export async function forgetRequests(): Promise<void> {
  const { ledger, news } = pagePrivacy()
  try {
    await ledger.clear()
    await keepAirGap(ledger, news, false)
  } catch (reason) {
    console.warn('The ledger of requests could not be cleared.', reason)
  }
}

async function keepAirGap(ledger: Ledger, news: NewsLine, isOn: boolean): Promise<void> {
  // Told twice: at once to those who listen, and again to one that has read the old value meanwhile.
  news.tell({ type: 'air-gap', isOn })
  try {
    await ledger.setAirGap(isOn)
    news.tell({ type: 'air-gap', isOn })
  } catch (reason) {
    console.warn('The air gap holds until this page is closed: it could not be written down.', reason)
  }
}

/** The browser tells of a refusal and of the request that it refused in no certain order, within this time. */
const refusalMs = 1000

/**
 * Until a service worker is in control it sees nothing of this page: the browser's own record of it has to do.
 *
 * @param refused Origins that the policy has refused: requests to them stand in that record as well.
 */
function watchUncontrolled(book: Book, refused: ReadonlySet<string>): void {
  const workers = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined
  const observer = new PerformanceObserver(list => {
    const unseen = list
      .getEntries()
      .filter(entry => entry instanceof PerformanceResourceTiming)
      .filter(({ workerStart, name }) => workerStart === 0 && /^https?:/.test(name))
    if (unseen.length === 0) return
    setTimeout(() => {
      for (const entry of unseen) {
        if (!refused.has(new URL(entry.name).origin)) void book.note(entryOf(entry))
      }
    }, refusalMs)
  })
  if (!workers?.controller) observer.observe({ type: 'navigation', buffered: true })
  observer.observe({ type: 'resource', buffered: true })
}

function entryOf({ name, startTime, transferSize, encodedBodySize }: PerformanceResourceTiming): LedgerEntry {
  const isFromCache = transferSize === 0 && encodedBodySize > 0
  return {
    at: Math.round(performance.timeOrigin + startTime),
    by: 'page',
    method: 'GET',
    address: addressOf(name),
    bytesOut: isFromCache ? 0 : new TextEncoder().encode(name).byteLength,
    bytesIn: encodedBodySize,
    outcome: isFromCache ? 'device' : 'network',
  }
}

/** Writes down what the content policy stops on this page, and gives the origins that it stopped. */
function watchPolicy(book: Book): ReadonlySet<string> {
  const refused = new Set<string>()
  let first: string | undefined
  document.addEventListener('securitypolicyviolation', ({ blockedURI, originalPolicy }) => {
    if (!/^(https?|wss?):/.test(blockedURI)) return
    // The header and the <meta> each refuse, and each say so.
    first ??= originalPolicy
    if (originalPolicy !== first) return
    const address = addressOf(blockedURI)
    const { origin } = new URL(blockedURI)
    if (origin !== location.origin) refused.add(origin)
    void book.note({ at: Date.now(), by: 'page', method: 'GET', address, bytesOut: 0, outcome: 'refused' })
  })
  return refused
}
