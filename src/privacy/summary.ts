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
  /** To hosts of models and to servers. */
  readonly others: Sum
  /** Hosts of models that are known by name: older entries are only counted. */
  readonly hosts: readonly string[]
  /** To servers that a person has connected; older entries are not among them. */
  readonly servers: Sum & { readonly hosts: readonly string[] }
  /** Requests that no part of Hermit makes: another page's script may be at work, or a changed Hermit. */
  readonly odd: readonly LedgerEntry[]
}

/** What can be said of a tally in one sentence, worst first. */
export type Verdict = 'odd' | 'servers' | 'models' | 'own' | 'nothing'

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
  if (tally.servers.requests > 0) return 'servers'
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
  const asked = away.filter(({ by }) => by === 'mcp.worker')
  const servers = { ...foldInto(nothingOlder, asked, ownOrigin).others, hosts: hostsOf(asked) }
  const hosts = hostsOf(away.filter(({ by }) => by !== 'mcp.worker'))
  const odd = entries.filter(entry => isOdd(entry, ownOrigin))
  return { device: device.requests, refused: refused.requests, own, others, hosts, servers, odd }
}

function hostsOf(entries: readonly LedgerEntry[]): readonly string[] {
  return [...new Set(entries.map(({ address }) => originOf(address).replace(/^\w+:\/\//, '')))]
}

/** Two workers ask other hosts: that of models sends no more than an address, that of servers speaks their protocol. */
function isOdd(entry: LedgerEntry, ownOrigin: string): boolean {
  const kind = kindOf(entry, ownOrigin)
  if (kind === 'device' || kind === 'refused') return false
  if (entry.by === 'mcp.worker' && kind === 'others') return !['GET', 'POST', 'DELETE'].includes(entry.method)
  return !['GET', 'HEAD'].includes(entry.method) || (kind === 'others' && entry.by !== 'models.worker')
}
