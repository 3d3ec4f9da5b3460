import { createStore } from 'idb-keyval'
import { type Fault, FaultError } from '../fault.ts'
import {
  type CloseReason,
  createHandle,
  removeDatabase,
  resultOf,
  storageFault,
  withinLimit,
} from './handle.ts'
import { createMemoryDatabase } from './memory-database.ts'
import { type MigrationStep, migrate, migrationSteps } from './migrations.ts'

/** 'read-only': kept as it is, for reading and export. 'memory': nothing outlives the tab. */
export type StorageMode = 'normal' | 'read-only' | 'memory'

export interface Changes {
  readonly set?: readonly (readonly [key: string, value: unknown])[]
  readonly delete?: readonly string[]
  /**
   * Refused as a whole with 'storage-conflict' unless each of these records bears this stamp: what another tab has
   * written since it was read is not overwritten. undefined: the record is not there, or has never borne one.
   */
  readonly expect?: readonly (readonly [key: string, stamp: string | undefined])[]
}

/** A record with the stamp of the commit that wrote it; each commit has another one. */
export interface StampedRecord {
  readonly key: string
  /** undefined where it was deleted. */
  readonly value: unknown
  readonly stamp?: string
}

/** The records: plain values by key. What comes out is `unknown` until it is parsed. Throws only FaultError. */
export interface Database {
  readonly mode: StorageMode
  /** Why the mode is not 'normal'. */
  readonly fault?: Fault | undefined
  /** The value, or undefined where there is none. */
  get(key: string): Promise<unknown>
  /** All records whose keys begin with `prefix`, in the order of their keys. */
  entries(prefix: string): Promise<[string, unknown][]>
  /** The same with their stamps, in one transaction; those that were deleted, and have a stamp of it, without value. */
  stamped(prefix: string): Promise<StampedRecord[]>
  /** All stamps by key, those of deleted records too: what has changed since they were read, without reading it all. */
  stamps(): Promise<ReadonlyMap<string, string>>
  /** One transaction: all of it is on disk, or nothing. Gives the stamp that records with an expected stamp bear now. */
  commit(changes: Changes): Promise<string>
  /** Counts one on from the last claim of any tab, and gives the number: who has a lower one was overtaken. */
  claim(): Promise<number>
  /**
   * Another tab needed the database closed, and it was. The next use opens it again; after 'deleted' what this
   * tab holds in memory should go too, or its next commit brings it back. Gives the way to unsubscribe.
   */
  onClosed(listener: (reason: CloseReason) => void): () => void
  close(): void
  /** Empties the database and removes it, whatever its mode. It can be used again afterwards. */
  deleteEverything(): Promise<void>
}

export interface DatabaseOptions {
  readonly name?: string
  /** Tests bring their own steps; the version is their number. */
  readonly steps?: readonly MigrationStep[]
  /** How long an open may hang before we go on in memory. */
  readonly openLimitMs?: number
}

const versionKey = 'meta/version'
const epochKey = 'meta/epoch'
const stampPrefix = 'stamp/'

/** Opens the records, upgrading them if they are old. Never throws: see `mode` and `fault`. */
export async function openDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const { name = 'hermit', steps = migrationSteps, openLimitMs = 4000 } = options
  const closedListeners = new Set<(reason: CloseReason) => void>()
  const handle = createHandle(
    () => createStore(name, 'records'),
    reason => {
      for (const listener of closedListeners) listener(reason)
    },
  )
  let mode: StorageMode = 'normal'
  let fault: Fault | undefined

  function becomeReadOnly(reason: Fault): void {
    mode = 'read-only'
    fault = reason
  }

  try {
    const newer = await withinLimit(
      handle.write(store => upgrade(store, steps)),
      openLimitMs,
    )
    if (newer) becomeReadOnly(newer)
  } catch (error) {
    const reason = storageFault(error)
    // Without reading there is nothing to protect or to show; with it, the old records stay whole and readable.
    const isReadable =
      reason.code !== 'storage-blocked' &&
      (await withinLimit(
        handle.read(store => resultOf(store.count())),
        openLimitMs,
      ).then(
        () => true,
        () => false,
      ))
    if (!isReadable) {
      handle.close()
      return createMemoryDatabase(
        reason.code === 'storage-blocked' ? reason : { ...reason, code: 'storage-unavailable' },
      )
    }
    becomeReadOnly(reason)
  }

  return {
    get mode() {
      return mode
    },
    get fault() {
      return fault
    },
    get: key => handle.read(store => resultOf(store.get(key))),
    entries: prefix => handle.read(store => readEntries(store, prefix)),
    stamped: prefix =>
      handle.read(async store => {
        const [entries, stamps] = await Promise.all([readEntries(store, prefix), readStamps(store, prefix)])
        const records = new Map<string, StampedRecord>()
        for (const [key, stamp] of stamps) records.set(key, { key, value: undefined, stamp })
        for (const [key, value] of entries) records.set(key, { ...records.get(key), key, value })
        return [...records.values()]
      }),
    stamps: () => handle.read(store => readStamps(store, '')),
    async commit(changes) {
      if (mode === 'read-only') throw new FaultError(fault ?? { code: 'storage-newer' })
      const stamp = crypto.randomUUID()
      const stampedKeys = new Map(changes.expect)
      await handle.write(async store => {
        const touched = new Set([...(changes.set ?? []).map(([key]) => key), ...(changes.delete ?? [])])
        // Asked for together: what an answer has come to is on its way to the disk meanwhile.
        const [version, ...stamps] = await Promise.all([
          resultOf<unknown>(store.get(versionKey)),
          ...[...new Set([...touched, ...stampedKeys.keys()])].map(
            async key => [key, await resultOf<unknown>(store.get(stampPrefix + key))] as const,
          ),
        ])
        const newer = newerFault(version, steps.length)
        if (newer) {
          // A tab with newer code upgraded the records while this one was open.
          becomeReadOnly(newer)
          throw new FaultError(newer)
        }
        for (const [key, known] of stamps) {
          if (stampedKeys.has(key) && stampedKeys.get(key) !== known) {
            throw new FaultError({ code: 'storage-conflict', detail: key.split('/')[0] ?? '' })
          }
          if (touched.has(key) && (known !== undefined || stampedKeys.has(key))) {
            store.put(stamp, stampPrefix + key)
          }
        }
        // The browser may have thrown the database away since it was opened.
        if (version === undefined) store.put(steps.length, versionKey)
        for (const [index, [key, value]] of (changes.set ?? []).entries()) {
          const put = store.put(value, key)
          // A large import copies thousands of records: the page breathes between them.
          if (index % 32 === 31) await resultOf(put)
        }
        for (const key of changes.delete ?? []) store.delete(key)
      })
      return stamp
    },
    claim: () =>
      handle.write(async store => {
        const last: unknown = await resultOf(store.get(epochKey))
        const epoch = typeof last === 'number' ? last + 1 : 1
        // Records that newer code has written are left alone, and the page that wrote them has the engine.
        if (mode !== 'read-only') store.put(epoch, epochKey)
        return epoch
      }),
    onClosed(listener) {
      closedListeners.add(listener)
      return () => closedListeners.delete(listener)
    },
    close() {
      handle.close()
    },
    async deleteEverything() {
      // Emptied first: removing the database waits for every other tab, emptying it does not.
      await handle.write(store => {
        store.clear()
      })
      handle.disconnect()
      await removeDatabase(name, openLimitMs)
      mode = 'normal'
      fault = undefined
    },
  }
}

/** Brings the records up to date on the one transaction of `store`, or says why they must not be touched. */
async function upgrade(store: IDBObjectStore, steps: readonly MigrationStep[]): Promise<Fault | undefined> {
  const version: unknown = await resultOf(store.get(versionKey))
  const newer = newerFault(version, steps.length)
  if (newer || version === steps.length) return newer
  const fromVersion = typeof version === 'number' ? version : 0
  const changes = migrate(await readEntries(store, ''), fromVersion, steps)
  for (const key of changes.delete) store.delete(key)
  for (const [key, value] of changes.set) store.put(value, key)
  store.put(steps.length, versionKey)
  return undefined
}

/** A version that this code does not know, or that is no version at all, is left alone. */
function newerFault(version: unknown, knownVersion: number): Fault | undefined {
  if (version === undefined) return undefined
  if (typeof version === 'number' && Number.isInteger(version) && version >= 0 && version <= knownVersion) {
    return undefined
  }
  return typeof version === 'number'
    ? { code: 'storage-newer', numbers: { version, knownVersion } }
    : { code: 'storage-newer', detail: 'meta/version is not a number' }
}

async function readEntries(store: IDBObjectStore, prefix: string): Promise<[string, unknown][]> {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
  const [keys, values] = await Promise.all([
    resultOf(store.getAllKeys(range)),
    resultOf<unknown[]>(store.getAll(range)),
  ])
  return keys.flatMap((key, index): [string, unknown][] =>
    prefix === '' && String(key).startsWith(stampPrefix) ? [] : [[String(key), values[index]]],
  )
}

/** Stamps by the keys of what bears them. */
async function readStamps(store: IDBObjectStore, prefix: string): Promise<Map<string, string>> {
  const entries = await readEntries(store, stampPrefix + prefix)
  return new Map(
    entries.flatMap(([key, stamp]): [string, string][] =>
      typeof stamp === 'string' ? [[key.slice(stampPrefix.length), stamp]] : [],
    ),
  )
}
