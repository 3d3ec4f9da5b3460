import { type Fault, FaultError } from '../fault.ts'
import type { Database } from './database.ts'

/** The same records without a disk: what a private window or a blocked database leaves us. */
export function createMemoryDatabase(fault: Fault): Database {
  const records = new Map<string, unknown>()
  let epoch = 0
  return {
    mode: 'memory',
    fault,
    get: async key => structuredClone(records.get(key)),
    entries: async prefix =>
      [...records]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => [key, structuredClone(value)]),
    stamped: async prefix =>
      [...records]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => ({ key, value: structuredClone(value) })),
    // No other tab sees these records: nothing can have been written between.
    async commit(changes) {
      const copies = (changes.set ?? []).map(([key, value]) => [key, copy(value)] as const)
      for (const [key, value] of copies) records.set(key, value)
      for (const key of changes.delete ?? []) records.delete(key)
      return ''
    },
    stamps: async () => new Map(),
    claim: async () => ++epoch,
    onClosed: () => () => {},
    close() {},
    async deleteEverything() {
      records.clear()
    },
  }
}

function copy(value: unknown): unknown {
  try {
    return structuredClone(value)
  } catch {
    throw new FaultError({ code: 'storage-failed', detail: 'DataCloneError' })
  }
}
