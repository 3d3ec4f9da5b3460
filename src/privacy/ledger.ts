/** What became of a request. 'device': answered without a network. 'refused': by the air gap or the policy. */
export type Outcome = 'device' | 'network' | 'refused' | 'failed'

/** One request, without anything that a person wrote: no question mark and what follows it, no body. */
export interface LedgerEntry {
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Who asked: 'page', 'service-worker', or a worker by the name of its script. */
  readonly by: string
  readonly method: string
  /** Origin and path. */
  readonly address: string
  /** Of the address and the headers and body that Hermit sent; the browser adds its usual headers. */
  readonly bytesOut: number
  /** Of the body: counted by the worker for models, otherwise as its host declares them. Undefined: not known. */
  readonly bytesIn?: number
  readonly outcome: Outcome
}

/** Entries added up. */
export interface Sum {
  readonly requests: number
  readonly bytesOut: number
  readonly bytesIn: number
}

/** Entries that were too old to be kept, by what became of them and where they went. */
export interface OlderEntries {
  readonly device: Sum
  readonly refused: Sum
  /** To Hermit's own host. */
  readonly own: Sum
  readonly others: Sum
}

/** All that is written down, oldest first. */
export interface LedgerPages {
  /** When the ledger was begun or cleared last, in milliseconds since the epoch. */
  readonly since: number
  readonly entries: readonly LedgerEntry[]
  readonly older: OlderEntries
}

/** Where requests and the air gap are written down, for the page, its workers and the service worker alike. */
export interface Ledger {
  /** Throws what IndexedDB throws, as all of these do. */
  add(entries: readonly LedgerEntry[]): Promise<void>
  read(): Promise<LedgerPages>
  /** Forgets all requests; the air gap stays as it is. */
  clear(): Promise<void>
  isAirGapped(): Promise<boolean>
  setAirGap(isOn: boolean): Promise<void>
  close(): void
}

export interface LedgerOptions {
  readonly name?: string
  /** How many entries are kept one by one. */
  readonly limit?: number
  readonly ownOrigin?: string
  readonly now?: () => number
}

const noSum: Sum = { requests: 0, bytesOut: 0, bytesIn: 0 }

/** Nothing at all. */
export const nothingOlder: OlderEntries = { device: noSum, refused: noSum, own: noSum, others: noSum }

/** Opens the ledger at its first use. It has a database of its own: it is written while chats are locked. */
export function openLedger(options: LedgerOptions = {}): Ledger {
  const { name = 'hermit-privacy', limit = 2000, now = Date.now } = options
  const { ownOrigin = globalThis.location?.origin ?? '' } = options
  let opening: Promise<IDBDatabase> | undefined

  function database(): Promise<IDBDatabase> {
    opening ??= open(name, () => {
      opening = undefined
    }).catch((error: unknown) => {
      opening = undefined // the next use tries again
      throw error
    })
    return opening
  }
  async function transact<T>(
    mode: IDBTransactionMode,
    work: (requests: IDBObjectStore, facts: IDBObjectStore) => Promise<T>,
  ): Promise<T> {
    const transaction = (await database()).transaction(['requests', 'facts'], mode)
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
    const [result] = await Promise.all([
      work(transaction.objectStore('requests'), transaction.objectStore('facts')),
      ended,
    ])
    return result
  }

  return {
    add: entries =>
      transact('readwrite', async (requests, facts) => {
        const since: unknown = await resultOf(facts.get('since'))
        if (since === undefined) facts.put(Math.min(now(), ...entries.map(({ at }) => at)), 'since')
        for (const entry of entries) requests.add(entry)
        const surplus = (await resultOf(requests.count())) - limit
        if (surplus <= 0) return
        const keys = await resultOf(requests.getAllKeys(null, surplus))
        const old = (await resultOf(requests.getAll(null, surplus))).filter(isEntry)
        facts.put(foldInto(olderOf(await resultOf(facts.get('older'))), old, ownOrigin), 'older')
        requests.delete(IDBKeyRange.upperBound(keys.at(-1)))
      }),
    read: () =>
      transact('readonly', async (requests, facts) => {
        const [all, since, older] = await Promise.all([
          resultOf(requests.getAll()),
          resultOf(facts.get('since')),
          resultOf(facts.get('older')),
        ])
        return {
          since: typeof since === 'number' ? since : now(),
          entries: all.filter(isEntry).toSorted((a, b) => a.at - b.at),
          older: olderOf(older),
        }
      }),
    clear: () =>
      transact('readwrite', async (requests, facts) => {
        requests.clear()
        facts.delete('older')
        facts.put(now(), 'since')
      }),
    isAirGapped: () =>
      transact('readonly', async (_, facts) => (await resultOf(facts.get('air-gap'))) === true),
    setAirGap: isOn => transact('readwrite', async (_, facts) => void facts.put(isOn, 'air-gap')),
    close() {
      void opening?.then(
        opened => opened.close(),
        () => undefined,
      )
      opening = undefined
    },
  }
}

/** What is written down of an address: never what comes after a question mark or a hash, nor a name and password. */
export function addressOf(url: string): string {
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}

/** Adds entries to the sums of those that are kept no more. */
export function foldInto(
  older: OlderEntries,
  entries: readonly LedgerEntry[],
  ownOrigin: string,
): OlderEntries {
  const sums: Record<keyof OlderEntries, Sum> = { ...older }
  for (const entry of entries) {
    const kind = kindOf(entry, ownOrigin)
    const { requests, bytesOut, bytesIn } = sums[kind]
    sums[kind] = {
      requests: requests + 1,
      bytesOut: bytesOut + entry.bytesOut,
      bytesIn: bytesIn + (entry.bytesIn ?? 0),
    }
  }
  return sums
}

/** Which sum an entry belongs to. What failed may have been sent, so it counts as if it had been. */
export function kindOf({ outcome, address }: LedgerEntry, ownOrigin: string): keyof OlderEntries {
  if (outcome === 'device' || outcome === 'refused') return outcome
  return originOf(address) === ownOrigin ? 'own' : 'others'
}

/** The origin of what addressOf() made. */
export function originOf(address: string): string {
  const end = address.indexOf('/', address.indexOf('//') + 2)
  return end < 0 ? address : address.slice(0, end)
}

function open(name: string, onClosed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('requests', { autoIncrement: true })
      request.result.createObjectStore('facts')
    }
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const { result } = request
      const letGo = () => {
        result.close()
        onClosed()
      }
      result.onversionchange = letGo
      result.onclose = letGo
      resolve(result)
    }
  })
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

const outcomes: readonly unknown[] = ['device', 'network', 'refused', 'failed'] satisfies Outcome[]

function isEntry(value: unknown): value is LedgerEntry {
  return (
    isRecord(value) &&
    [value.by, value.method, value.address].every(text => typeof text === 'string') &&
    [value.at, value.bytesOut].every(Number.isFinite) &&
    (value.bytesIn === undefined || Number.isFinite(value.bytesIn)) &&
    outcomes.includes(value.outcome)
  )
}

function olderOf(value: unknown): OlderEntries {
  const sumOf = (sum: unknown): Sum => {
    if (!isRecord(sum)) return noSum
    const { requests, bytesOut, bytesIn } = sum
    const isSum = typeof requests === 'number' && typeof bytesOut === 'number' && typeof bytesIn === 'number'
    return isSum ? { requests, bytesOut, bytesIn } : noSum
  }
  if (!isRecord(value)) return nothingOlder
  return {
    device: sumOf(value.device),
    refused: sumOf(value.refused),
    own: sumOf(value.own),
    others: sumOf(value.others),
  }
}
