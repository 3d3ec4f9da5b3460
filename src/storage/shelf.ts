import { createStore } from 'idb-keyval'
import { createHandle, resultOf, type Transact } from './handle.ts'

/** What can be seen within one transaction. */
export interface Look {
  get(key: string): Promise<unknown>
  /** Everything whose key begins with `prefix`, in the order of the keys. Blobs come as handles, not as bytes. */
  entries(prefix: string): Promise<[string, unknown][]>
  /** The keys alone, in order. */
  keys(prefix: string): Promise<string[]>
}

/** What can be done within one transaction. Awaiting anything but a Look's own promises ends it. */
export interface Change extends Look {
  put(key: string, value: unknown): void
  delete(key: string): void
}

/** Where records and Blobs lie by key. Throws only FaultError, and what `work` throws. */
export interface Shelf {
  look<T>(work: (look: Look) => Promise<T>): Promise<T>
  /** All that `work` does is durable when this resolves, or none of it is done. May be run twice. */
  change<T>(work: (change: Change) => Promise<T>): Promise<T>
  close(): void
}

/**
 * A shelf in IndexedDB: one object store, 'files', in the database of this name.
 * @param durability 'strict' writes outlive a loss of power too; 'relaxed' ones a crash of the tab.
 */
export function openDiskShelf(name: string, durability: 'strict' | 'relaxed' = 'strict'): Shelf {
  const handle = createHandle(() => createShelfStore(name, durability))
  return {
    look: work => handle.read(store => work(changeOf(store))),
    change: work => handle.write(store => work(changeOf(store))),
    close: () => handle.close(),
  }
}

/**
 * idb-keyval's store with a durability of our choice: the default has been 'relaxed' in Chromium since 121. Measured with
 * pieces of 16 MiB 'strict' is no slower.
 */
function createShelfStore(name: string, durability: 'strict' | 'relaxed'): Transact {
  const transact = createStore(name, 'files')
  return (mode, work) =>
    transact('readonly', ({ transaction }) =>
      work(transaction.db.transaction('files', mode, { durability }).objectStore('files')),
    )
}

function changeOf(store: IDBObjectStore): Change {
  return {
    get: key => resultOf<unknown>(store.get(key)),
    async entries(prefix) {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
      const [keys, values] = await Promise.all([
        resultOf(store.getAllKeys(range)),
        resultOf<unknown[]>(store.getAll(range)),
      ])
      return keys.map((key, index) => [String(key), values[index]])
    },
    async keys(prefix) {
      const keys = await resultOf(store.getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`)))
      return keys.map(String)
    },
    put: (key, value) => void store.put(value, key),
    delete: key => void store.delete(key),
  }
}

/** A shelf that is gone with the tab. */
export function createMemoryShelf(): Shelf {
  const values = new Map<string, unknown>()
  let last: Promise<unknown> = Promise.resolve()
  const look: Look = {
    get: async key => values.get(key),
    entries: async prefix =>
      [...values].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1)),
    keys: async prefix => [...values.keys()].filter(key => key.startsWith(prefix)).sort(),
  }
  return {
    look: work => work(look),
    change(work) {
      const done = last.then(async () => {
        const puts = new Map<string, unknown>()
        const deletes = new Set<string>()
        const result = await work({
          ...look,
          put(key, value) {
            deletes.delete(key)
            puts.set(key, value)
          },
          delete(key) {
            puts.delete(key)
            deletes.add(key)
          },
        })
        for (const key of deletes) values.delete(key)
        for (const [key, value] of puts) values.set(key, value)
        return result
      })
      last = done.catch(() => {})
      return done
    },
    close() {},
  }
}
