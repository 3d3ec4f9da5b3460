import type { Page } from '@playwright/test'

/** What lies under a key of the weights' database; bytes of a Blob, 0 of a record. */
interface Stored {
  readonly key: string
  readonly bytes: number
}

/** Everything in the weights' database, read by the page itself and not by Hermit. */
export function weightsOnDisk(page: Page): Promise<Stored[]> {
  return page.evaluate(
    () =>
      new Promise<{ key: string; bytes: number }[]>((resolve, reject) => {
        const opening = indexedDB.open('hermit-weights')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          const stored: { key: string; bytes: number }[] = []
          const reading = database.transaction('files').objectStore('files').openCursor()
          reading.onerror = () => reject(reading.error)
          reading.onsuccess = () => {
            const cursor = reading.result
            if (cursor) {
              stored.push({
                key: String(cursor.key),
                bytes: cursor.value instanceof Blob ? cursor.value.size : 0,
              })
              return cursor.continue()
            }
            database.close()
            resolve(stored)
          }
        }
      }),
  )
}

/** Bytes of all pieces in the weights' database. */
export async function bytesOnDisk(page: Page): Promise<number> {
  return (await weightsOnDisk(page)).reduce((sum, { bytes }) => sum + bytes, 0)
}

/** Hashes of a model's files whose name matches, as written down with the model. */
export function sha256sOf(page: Page, modelId: string, name: RegExp): Promise<string[]> {
  return page.evaluate(
    ({ modelId, source }) =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('hermit-weights')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          const reading = database.transaction('files').objectStore('files').get(`model/${modelId}`)
          reading.onsuccess = () => {
            database.close()
            const files: { name: string; sha256: string }[] = reading.result.card.files
            resolve(files.filter(file => new RegExp(source).test(file.name)).map(({ sha256 }) => sha256))
          }
        }
      }),
    { modelId, source: name.source },
  )
}

/** Does to a piece of a whole file what a failing disk would; Hermit is not told. */
export function spoilPiece(
  page: Page,
  spoiled: {
    readonly sha256: string
    readonly index: number
    readonly how: 'flip' | 'cut' | 'remove'
    /** The byte of the piece that is flipped. Default: 1000. */
    readonly at?: number
    /** Which of its bits. Default: the lowest. */
    readonly bits?: number
  },
): Promise<void> {
  return page.evaluate(
    ({ sha256, index, how, at: place = 1000, bits = 1 }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('hermit-weights')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          const files = () => database.transaction('files', 'readwrite').objectStore('files')
          const reading = files().get(sha256)
          reading.onsuccess = () => {
            const key = `piece/${reading.result.lot}/${String(index).padStart(6, '0')}`
            const getting = files().get(key)
            getting.onsuccess = async () => {
              const blob: Blob = getting.result
              let writing: IDBRequest
              if (how === 'remove') {
                writing = files().delete(key)
              } else {
                const bytes = new Uint8Array(await blob.arrayBuffer())
                const at = Math.min(place, bytes.byteLength - 1)
                bytes[at] = (bytes[at] ?? 0) ^ bits
                writing = files().put(
                  how === 'cut' ? blob.slice(0, blob.size - 1000) : new Blob([bytes]),
                  key,
                )
              }
              // Not at the request's own success: a page that is left before the end takes the Blob's bytes with it.
              const { transaction } = writing
              if (!transaction) throw new Error('a request of a store has a transaction')
              transaction.onabort = () => reject(transaction.error)
              transaction.oncomplete = () => {
                database.close()
                resolve()
              }
            }
          }
        }
      }),
    spoiled,
  )
}
