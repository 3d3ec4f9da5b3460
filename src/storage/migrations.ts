/** All records as a step sees them: reads show the steps before it; nothing is on disk until every step is done. */
export interface RecordsView {
  /** Keys in order, those that begin with `prefix`. */
  keys(prefix: string): string[]
  get(key: string): unknown
  set(key: string, value: unknown): void
  delete(key: string): void
}

/**
 * Brings records from one version to the next. Synchronous, so that it cannot lose its transaction;
 * it may throw, and then the old records stay as they are.
 */
export type MigrationStep = (records: RecordsView) => void

/**
 * steps[n - 1] brings version n - 1 to version n. Append only: people's records are at every version
 * that was ever shipped. The changelog is in README.md.
 */
export const migrationSteps: readonly MigrationStep[] = [
  // 0 → 1: an empty database.
  () => {},
  // 1 → 2: chats and messages may have more fields. The number keeps older code from writing them without.
  () => {},
  // 2 → 3: many tabs write. Older code would write without stamps, and would not know of journals.
  records => records.delete('meta/owner'),
  // 3 → 4: documents, and chats that use them. Older code would write chats without, and would know of no documents.
  () => {},
  // 4 → 5: notes and reminders; what tools did for an answer, what they are allowed, what was called. Older code would
  // write chats without.
  () => {},
]

/** What the steps changed. */
export interface RecordChanges {
  readonly set: ReadonlyMap<string, unknown>
  readonly delete: ReadonlySet<string>
}

/** Runs the steps that lie between `fromVersion` and the newest over a copy of the records. */
export function migrate(
  entries: Iterable<readonly [string, unknown]>,
  fromVersion: number,
  steps: readonly MigrationStep[],
): RecordChanges {
  const records = new Map(entries)
  const changed = new Map<string, unknown>()
  const deleted = new Set<string>()
  const view: RecordsView = {
    keys: prefix => [...records.keys()].filter(key => key.startsWith(prefix)).sort(),
    get: key => records.get(key),
    set(key, value) {
      records.set(key, value)
      changed.set(key, value)
      deleted.delete(key)
    },
    delete(key) {
      records.delete(key)
      changed.delete(key)
      deleted.add(key)
    },
  }
  for (const step of steps.slice(fromVersion)) step(view)
  return { set: changed, delete: deleted }
}
