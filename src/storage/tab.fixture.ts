import { openDatabase } from './database.ts'
import { createKeeping, type Keeping } from './keeping.ts'
import type { Kept } from './kept.ts'

/** A tab with one room in it, over a disk that all tabs of a test share. */
export interface Tab<Room> {
  readonly room: Room
  readonly keeping: Keeping
  /** Resolves when all is on disk. */
  saved(): Promise<void>
  /** The tab is gone, without having been told. */
  kill(): void
}

/** What a room is built with. */
export interface TabRecords {
  markDirty(key: string): void
  markDeleted(key: string): void
}

/**
 * Opens one. `window`, `document` and `indexedDB` have to be there (vi.stubGlobal).
 * @param build Makes the room; what it keeps is read before this resolves.
 */
export async function openTab<Room extends { readonly kept: Kept }>(
  build: (records: TabRecords) => Room,
): Promise<Tab<Room>> {
  let isAlive = true
  const database = await openDatabase({ name: 'shared' })
  const radio = new BroadcastChannel('records')
  const channel = {
    postMessage: (message: unknown) => isAlive && radio.postMessage(message),
    addEventListener: (type: 'message', listener: (event: MessageEvent) => void) =>
      radio.addEventListener(type, event => isAlive && listener(event as MessageEvent)),
  }
  const room = build({
    markDirty: key => keeping.records.markDirty(key),
    markDeleted: key => keeping.records.markDeleted(key),
  })
  const keeping = createKeeping({
    database: Promise.resolve(database),
    rooms: [room.kept],
    channel,
    suspend: async () => {},
    exportChats() {},
    deleteModels: async () => {},
    reload() {},
  })
  await keeping.open()
  return {
    room,
    keeping,
    async saved() {
      while (!keeping.isSaved()) await keeping.records.flush()
    },
    kill() {
      if (!isAlive) return
      isAlive = false
      database.close()
      radio.close()
    },
  }
}
