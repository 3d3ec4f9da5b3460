/*
 * Many tabs, one set of records. A commit expects the stamps that this tab has seen; where another tab was first, it is
 * merged with what that one wrote, shown, and tried again. Other tabs are told by a channel which records have changed;
 * a tab that may have missed that (it was frozen) compares all stamps. Nothing of this overlaps within a tab.
 */
import { FaultError } from '../fault.ts'
import type { Database, StampedRecord } from './database.ts'
import { type Access, journalPrefix, type Kept } from './kept.ts'

/** The part of BroadcastChannel that is used here. */
export interface SyncChannel {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

export interface SyncingOptions {
  readonly database: Database
  readonly rooms: readonly Kept[]
  readonly channel: SyncChannel | undefined
  /** Whether a record has changes that are not on disk. */
  readonly isDirty: (key: string) => boolean
}

/** Reads, writes and shows records that other tabs write too. */
export interface Syncing {
  /** Reads all records and shows them; from here on news of other tabs are heard. Throws FaultError. */
  readAll(access: Access): Promise<void>
  /** Writes records as they are now, merged with what another tab has written meanwhile. Throws FaultError. */
  write(keys: readonly string[]): Promise<void>
  /** Writes values that are not shown yet, over whatever is there, and deletes others; all or nothing. Throws FaultError. */
  put(set: readonly (readonly [key: string, value: unknown])[], remove?: readonly string[]): Promise<void>
  /** Shows these records as they are on disk now. Never rejects: what fails is asked for with the next news. */
  refresh(keys: readonly string[]): Promise<void>
  /** The same for all that has changed. */
  catchUp(): Promise<void>
}

/** Tabs that write one record in turn get in each other's way once or twice; what fails oftener is tried again later. */
const mostTries = 8

interface Seen {
  readonly stamp: string | undefined
  readonly value: unknown
}

const isJournal = (key: string) => key.startsWith(journalPrefix)

/** Builds it; nothing is read before readAll(). */
export function createSyncing({ database, rooms, channel, isDirty }: SyncingOptions): Syncing {
  /** Every record as this tab last saw it on disk. Values are those that are in view: there is no second copy. */
  const seen = new Map<string, Seen>()
  let access: Access | undefined
  let last: Promise<unknown> = Promise.resolve()

  /** One thing after the other: a commit, and reading what other tabs wrote, would see each other half done. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = last.then(work)
    last = result.catch(() => {})
    return result
  }

  const roomOf = (key: string) => rooms.find(room => room.owns(key))
  const snapshot = (key: string) => roomOf(key)?.snapshot(key)

  /** Shows records that were read just now. Those of `mine`, and those that are not saved, are merged. */
  function show(records: readonly StampedRecord[], mine: readonly string[] = []): void {
    const outcomes = new Map<Kept, [string, unknown][]>()
    const isMine = (key: string) => !isJournal(key) && (isDirty(key) || mine.includes(key))
    for (const { key, value, stamp } of records) {
      const room = roomOf(key)
      if (!room) continue
      const versions = { base: seen.get(key)?.value, mine: room.snapshot(key), theirs: value }
      const outcome = isMine(key) ? room.merge(key, versions) : value
      if (!isJournal(key)) seen.set(key, { stamp, value })
      outcomes.set(room, [...(outcomes.get(room) ?? []), [key, outcome]])
    }
    for (const [room, entries] of outcomes) room.takeIn(entries, access ?? 'read-only')
    for (const { key, stamp } of records) {
      if (seen.has(key) && !isMine(key)) seen.set(key, { stamp, value: snapshot(key) })
    }
  }

  /** What of these records has changed since this tab saw it. */
  async function readNews(keys: readonly string[]): Promise<StampedRecord[]> {
    const records = await Promise.all(
      keys.map(async key => {
        const found = await database.stamped(key)
        return found.find(record => record.key === key) ?? { key, value: undefined }
      }),
    )
    return records.filter(({ key, stamp }) => isJournal(key) || seen.get(key)?.stamp !== stamp)
  }

  async function commit(
    keys: readonly string[],
    valueFor: (key: string) => unknown,
    onConflict: (news: readonly StampedRecord[]) => void,
  ): Promise<void> {
    const stamped = keys.filter(key => !isJournal(key))
    for (let tries = 1; ; tries++) {
      const values = new Map(keys.map(key => [key, valueFor(key)]))
      try {
        const stamp = await database.commit({
          set: [...values].filter(([, value]) => value !== undefined),
          delete: keys.filter(key => values.get(key) === undefined),
          expect: stamped.map(key => [key, seen.get(key)?.stamp]),
        })
        for (const key of stamped) seen.set(key, { stamp, value: values.get(key) })
        channel?.postMessage({ type: 'records-changed', keys })
        return
      } catch (error) {
        const isConflict = error instanceof FaultError && error.fault.code === 'storage-conflict'
        if (!isConflict || tries === mostTries) throw error
        onConflict(await readNews(stamped))
      }
    }
  }

  async function refreshNow(keys: readonly string[]): Promise<void> {
    try {
      const news = await readNews(keys)
      if (news.length > 0) show(news)
    } catch {
      // The disk has its own way of telling, when this tab writes.
    }
  }

  const refresh = (keys: readonly string[]) => inTurn(() => refreshNow(keys))

  channel?.addEventListener('message', ({ data }: MessageEvent) => {
    const keys = changedKeys(data)
    if (access && keys.length > 0) void refresh(keys)
  })

  return {
    readAll(given) {
      access = given
      return inTurn(async () => {
        show(await database.stamped(''))
        // Rooms of which there is nothing yet are told too that all has been read.
        for (const room of rooms) room.takeIn([], given)
      })
    },
    write: keys => inTurn(() => commit(keys, snapshot, news => show(news, keys))),
    put(set, remove = []) {
      const values = new Map<string, unknown>([...remove.map(key => [key, undefined] as const), ...set])
      return inTurn(() => commit([...values.keys()], key => values.get(key), show))
    },
    refresh,
    catchUp: () =>
      inTurn(async () => {
        const stamps = await database.stamps().catch(() => new Map<string, string>())
        await refreshNow([...stamps.keys()].filter(key => stamps.get(key) !== seen.get(key)?.stamp))
      }),
  }
}

function changedKeys(message: unknown): readonly string[] {
  if (typeof message !== 'object' || message === null || !('type' in message)) return []
  if (message.type !== 'records-changed' || !('keys' in message) || !Array.isArray(message.keys)) return []
  return message.keys.filter(key => typeof key === 'string')
}
