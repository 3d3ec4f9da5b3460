import {
  foldInto,
  kindOf,
  type LedgerEntry,
  type LedgerPages,
  nothingOlder,
  originOf,
  type Sum,
} from './ledger.ts'

/** What a stretch of the ledger comes to. */
export interface Tally {
  /** Answered on this device. */
  readonly device: number
  readonly refused: number
  /** To Hermit's own host. */
  readonly own: Sum
  readonly others: Sum
  /** Hosts of `others` that are known by name: older entries are only counted. */
  readonly hosts: readonly string[]
  /** Requests that no part of Hermit makes: another page's script may be at work, or a changed Hermit. */
  readonly odd: readonly LedgerEntry[]
}

/** What can be said of a tally in one sentence, worst first. */
export type Verdict = 'odd' | 'models' | 'own' | 'nothing'

/** Since this page was opened, and since the ledger was begun. */
export interface Summary {
  readonly visit: Tally
  readonly all: Tally
}

/** @param openedAt When the page was opened, in milliseconds since the epoch. */
export function summarise(pages: LedgerPages, ownOrigin: string, openedAt: number): Summary {
  const { entries, older } = pages
  const visit = entries.filter(({ at }) => at >= openedAt)
  return { visit: tallyOf(visit, ownOrigin), all: tallyOf(entries, ownOrigin, older) }
}

/** The sentence that holds for a tally. A host on this very device is not outside of it. */
export function verdictOf(tally: Tally, ownOrigin: string): Verdict {
  if (tally.odd.length > 0) return 'odd'
  if (tally.others.requests > 0) return 'models'
  return tally.own.requests > 0 && !isOnThisDevice(ownOrigin) ? 'own' : 'nothing'
}

/** Whether an origin is served by this device itself. */
export function isOnThisDevice(origin: string): boolean {
  const { hostname } = new URL(origin)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

function tallyOf(entries: readonly LedgerEntry[], ownOrigin: string, older = nothingOlder): Tally {
  const { device, refused, own, others } = foldInto(older, entries, ownOrigin)
  const away = entries.filter(entry => kindOf(entry, ownOrigin) === 'others')
  const hosts = new Set(away.map(({ address }) => originOf(address).replace(/^\w+:\/\//, '')))
  const odd = entries.filter(entry => isOdd(entry, ownOrigin))
  return { device: device.requests, refused: refused.requests, own, others, hosts: [...hosts], odd }
}

/** Only the worker for models asks other hosts, and nothing ever sends more than an address. */
function isOdd(entry: LedgerEntry, ownOrigin: string): boolean {
  const kind = kindOf(entry, ownOrigin)
  if (kind === 'device' || kind === 'refused') return false
  return !['GET', 'HEAD'].includes(entry.method) || (kind === 'others' && entry.by !== 'models.worker')
}
