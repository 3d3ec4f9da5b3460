import { FaultError } from '../../fault.ts'
import type { Changes, Database, StampedRecord } from '../database.ts'
import { type Header, parseHeader, settled, vaultKey } from './header.ts'
import { isSealed, isSealedKey, openRecord, sealRecord } from './seal.ts'

/** How the records lie, as this tab knows it. */
export interface Footing {
  readonly header: Header
  /** Of the header's record: every commit expects it, so that no tab writes on a footing that is no longer so. */
  readonly stamp: string | undefined
  /** What opens the records; undefined where they lie open, or are locked. */
  readonly key: CryptoKey | undefined
}

export interface SealedDatabaseOptions {
  readonly plain: Database
  /** Waits while another tab rewrites all records; not for ever. */
  readonly whenSettled: () => Promise<void>
  /** The data key of a vault of this id, from this tab's own memory or another tab's; undefined where there is none. */
  readonly keyOf: (id: string) => Promise<CryptoKey | undefined>
  readonly onFooting: (footing: Footing) => void
}

/** A Database whose records are sealed, or not, as the header says; and what changes that. */
export interface SealedDatabase {
  readonly database: Database
  readonly footing: Footing
  /** Reads the header again, and takes away the mark of a rewriting that did not end. Throws FaultError. */
  refresh(): Promise<void>
  /** Opens the records with this key. */
  give(key: CryptoKey): void
  /** Writes another header without touching the records, unless another tab was first. Throws FaultError. */
  replaceHeader(header: Header): Promise<void>
  /**
   * Rewrites all records: sealed with `key`, or open without one. One transaction, which is refused where another tab
   * has written meanwhile; then it is begun again. Throws FaultError, and then nothing has changed.
   */
  rewrite(header: Header, key: CryptoKey | undefined): Promise<void>
}

/** So often a commit or a rewriting is begun again, because another tab was first. */
const mostTries = 8

/** Puts a Database over a Database. Read its `footing` before the first use: `refresh` makes it true. */
export function createSealedDatabase(options: SealedDatabaseOptions): SealedDatabase {
  const { plain, whenSettled, keyOf, onFooting } = options
  let footing: Footing = { header: { state: 'open' }, stamp: undefined, key: undefined }
  let last: Promise<unknown> = Promise.resolve()

  function stand(next: Footing): void {
    footing = next
    onFooting(next)
  }

  /** What is sealed takes its time: a commit never overtakes the one before it. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work)
    last = turn.catch(() => {})
    return turn
  }

  async function readHeader(): Promise<{ header: Header; stamp: string | undefined; isThere: boolean }> {
    const record = (await plain.stamped(vaultKey)).find(({ key }) => key === vaultKey)
    return { header: parseHeader(record?.value), stamp: record?.stamp, isThere: record !== undefined }
  }

  /** Whether the header is another one than this tab knew; it is known then. */
  async function refresh(isRewriting = false): Promise<boolean> {
    for (let tries = 0; ; tries += 1) {
      let found = await readHeader()
      if (found.header.changing === true && !isRewriting) {
        // Who rewrites would wait for itself.
        await whenSettled()
        found = await readHeader()
      }
      if (found.stamp === footing.stamp && found.header.state === footing.header.state) return false
      if (!found.isThere && footing.header.state === 'sealed' && footing.key) {
        // The browser has thrown the database away under an open vault: what is written next must not lie open.
        const stamp = await plain.commit({
          set: [[vaultKey, settled(footing.header)]],
          expect: [[vaultKey, undefined]],
        })
        stand({ ...footing, stamp })
        return true
      }
      if (found.header.changing !== true || plain.mode !== 'normal') {
        const { header, stamp } = found
        const isSame =
          header.state === 'sealed' && footing.header.state === 'sealed' && header.id === footing.header.id
        const key = header.state !== 'sealed' ? undefined : isSame ? footing.key : await keyOf(header.id)
        stand({ header, stamp, key })
        return true
      }
      try {
        await plain.commit({
          set: [[vaultKey, settled(found.header)]],
          expect: [[vaultKey, found.stamp]],
        })
      } catch (error) {
        if (!isConflict(error) || tries >= mostTries) throw error
      }
    }
  }

  async function write(changes: Changes): Promise<string> {
    if (plain.mode === 'memory') return plain.commit(changes)
    for (let tries = 0; ; tries += 1) {
      const { stamp } = footing
      const set = await sealAll(changes.set ?? [], footing)
      try {
        return await plain.commit({ ...changes, set, expect: [...(changes.expect ?? []), [vaultKey, stamp]] })
      } catch (error) {
        if (!isConflict(error) || tries >= mostTries || !(await refresh())) throw error
      }
    }
  }

  /** Reads, and again where what was read does not lie as the header says: it has changed in between. */
  async function read(load: () => Promise<StampedRecord[]>): Promise<StampedRecord[]> {
    for (let tries = 0; ; tries += 1) {
      const { header, key } = footing
      const records = await load()
      const lies = records.filter(record => isSealedKey(record.key) && record.value !== undefined)
      const isOdd = lies.some(record => isSealed(record.value) !== !!key)
      if (isOdd && tries < mostTries && (await refresh())) continue
      if (header.state !== 'open' && !key && lies.length > 0) throw locked()
      return Promise.all(
        records.map(async record =>
          key && lies.includes(record)
            ? { ...record, value: await openRecord(key, record.key, record.value) }
            : record,
        ),
      )
    }
  }

  async function rewrite(header: Header, key: CryptoKey | undefined): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const before = footing
      try {
        // From here on the commits of all other tabs are refused, until they have heard of it.
        const fence = await plain.commit({
          set: [[vaultKey, { ...before.header, changing: true }]],
          expect: [[vaultKey, before.stamp]],
        })
        stand({ ...before, header: { ...before.header, changing: true }, stamp: fence })
        const raw = (await plain.entries('')).filter(([name]) => isSealedKey(name))
        const set: [string, unknown][] = []
        for (const [name, value] of raw) {
          const opened = before.key ? await openRecord(before.key, name, value) : value
          // One that cannot be opened stays as it is: it may be of use to somebody yet.
          if (before.key && !isReadable(opened)) continue
          set.push([name, key ? await sealRecord(key, name, opened) : opened])
        }
        const stamp = await plain.commit({
          set: [...set, [vaultKey, header]],
          expect: [[vaultKey, fence]],
        })
        stand({ header, stamp, key })
        return
      } catch (error) {
        if (!isConflict(error) || tries >= mostTries) throw error
        await refresh(true)
        // Another tab has done the same, or the opposite: what was asked for is no longer what was meant.
        if (!isSameFooting(footing, before)) throw error
      }
    }
  }

  const database: Database = {
    get mode() {
      return plain.mode
    },
    get fault() {
      return plain.fault
    },
    async get(key) {
      const [record] = await read(async () => {
        const value = await plain.get(key)
        return value === undefined ? [] : [{ key, value }]
      })
      return record?.value
    },
    async entries(prefix) {
      const load = async () => (await plain.entries(prefix)).map(([key, value]) => ({ key, value }))
      return (await read(load)).map(({ key, value }) => [key, value])
    },
    stamped: prefix => read(() => plain.stamped(prefix)),
    stamps: () => plain.stamps(),
    commit: changes => inTurn(() => write(changes)),
    claim: () => plain.claim(),
    onClosed: listener => plain.onClosed(listener),
    close: () => plain.close(),
    deleteEverything: () => plain.deleteEverything(),
  }

  return {
    database,
    get footing() {
      return footing
    },
    refresh: () => inTurn(async () => void (await refresh())),
    give: key => stand({ ...footing, key }),
    replaceHeader: header =>
      inTurn(async () => {
        const stamp = await plain.commit({ set: [[vaultKey, header]], expect: [[vaultKey, footing.stamp]] })
        stand({ ...footing, header, stamp })
      }),
    rewrite: (header, key) => inTurn(() => rewrite(header, key)),
  }
}

async function sealAll(
  set: NonNullable<Changes['set']>,
  { header, key }: Footing,
): Promise<NonNullable<Changes['set']>> {
  if (header.state === 'open') return set
  const sealed: [string, unknown][] = []
  for (const [name, value] of set) {
    if (isSealedKey(name) && !key) throw locked()
    sealed.push([name, key && isSealedKey(name) ? await sealRecord(key, name, value) : value])
  }
  return sealed
}

function isSameFooting(one: Footing, other: Footing): boolean {
  return one.header.state === other.header.state && one.key === other.key
}

function isReadable(value: unknown): boolean {
  return typeof value !== 'object' || value === null || !('unreadable' in value)
}

function isConflict(error: unknown): boolean {
  return error instanceof FaultError && error.fault.code === 'storage-conflict'
}

function locked(): FaultError {
  return new FaultError({ code: 'vault-locked' })
}
