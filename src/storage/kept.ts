/** A record as three know it: `base` as this tab last saw it on disk, `mine` as it is here, `theirs` on disk now. */
export interface Versions {
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

/** 'read-only': the records are of newer code, or could not be read; nothing that is said is kept. */
export type Access = 'full' | 'read-only'

/** What one room keeps: how its records are given, shown and merged. `undefined` is a record that is not there. */
export interface Kept {
  owns(key: string): boolean
  /** A record as it is now in this tab. */
  snapshot(key: string): unknown
  /** Shows records as they have come off the disk, unchecked, or out of merge(). Others stay as they are. */
  takeIn(records: readonly (readonly [key: string, value: unknown])[], access: Access): void
  /** One out of two. It is shown by takeIn() and written. */
  merge(key: string, versions: Versions): unknown
}

/**
 * Records whose keys begin so are written by one tab alone, which holds the lock of their answer: they bear no stamps,
 * so that a write of them is one small record.
 */
export const journalPrefix = 'journal/'
