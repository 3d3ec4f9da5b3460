import type { Page } from '@playwright/test'

/** A record as it lies on the disk. */
export type RawRecord = readonly [key: string, value: unknown]

/** Goes to a page of the same origin on which Hermit does not run. */
export async function leaveHermit(page: Page, base: string): Promise<void> {
  await page.goto(new URL('icons/favicon.svg', base).href)
}

/** Every record, read past Hermit, in the order of the keys. */
export function readRaw(page: Page): Promise<RawRecord[]> {
  return page.evaluate(
    () =>
      new Promise<[string, unknown][]>((resolve, reject) => {
        const opening = indexedDB.open('hermit')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const store = opening.result.transaction('records').objectStore('records')
          const keys = store.getAllKeys()
          const values = store.getAll()
          values.onsuccess = () => {
            opening.result.close()
            resolve(keys.result.map((key, index) => [String(key), values.result[index]]))
          }
        }
      }),
  )
}

/** Writes records past Hermit; undefined deletes. Resolves when they are on the disk. */
export function writeRaw(page: Page, records: readonly RawRecord[]): Promise<void> {
  return page.evaluate(
    written =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('hermit')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const writing = opening.result.transaction('records', 'readwrite', { durability: 'strict' })
          const store = writing.objectStore('records')
          for (const [key, value] of written) {
            if (value === undefined) store.delete(key)
            else store.put(value, key)
          }
          writing.onabort = () => reject(writing.error)
          writing.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
    records,
  )
}

/** What people said, of all records but those that say how far Hermit itself has come. */
export function withoutMeta(records: readonly RawRecord[]): RawRecord[] {
  return records.filter(([key]) => !/^(meta|stamp)\//.test(key))
}
