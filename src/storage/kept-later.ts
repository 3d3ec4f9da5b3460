import type { Access, Kept } from './kept.ts'

/** Records of a room whose code need not be part of a start. */
export interface KeptLater {
  readonly kept: Kept
  /** Whether there is nothing that a room would be needed for. */
  isEmpty(): boolean
  /** The room is here: it is given what has been read, and keeps its records itself from now on. */
  handOver(room: Kept): void
}

/**
 * Holds records, unchecked as they came off the disk, until their room is here. Nobody can have changed one before.
 *
 * @param onFilled Told when there are records and no room: as often as some come in.
 */
export function createKeptLater(prefix: string, onFilled?: () => void): KeptLater {
  const waiting = new Map<string, unknown>()
  let access: Access | undefined
  let room: Kept | undefined
  return {
    kept: {
      owns: key => key.startsWith(prefix),
      snapshot: key => (room ? room.snapshot(key) : waiting.get(key)),
      takeIn(records, given) {
        if (room) return room.takeIn(records, given)
        access = given
        for (const [key, value] of records) {
          if (value === undefined) waiting.delete(key)
          else waiting.set(key, value)
        }
        if (waiting.size > 0) onFilled?.()
      },
      merge: (key, versions) => (room ? room.merge(key, versions) : versions.theirs),
    },
    isEmpty: () => !room && waiting.size === 0,
    handOver(to) {
      room = to
      if (access) to.takeIn([...waiting], access)
      waiting.clear()
    },
  }
}
