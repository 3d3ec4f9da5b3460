/*
 * What is overwritten in IndexedDB stays in the browser's own files until it tidies them up: LevelDB keeps its log, with
 * every old value in it, until it has grown to some megabytes. Deleting a database makes Chromium write the log out
 * and merge its files at once, for all databases of this origin: after that an old sentence is seldom in a file of
 * the profile (in none of it in three runs of four). A small one does it; a large one fills a file before it is deleted, and that one stays
 * until the next time (measured with 12 MiB). Other browsers may keep traces for longer, and what a disk keeps below
 * its files cannot be reached from a page.
 */

const name = 'hermit-sweep'
const rounds = 3
const records = 16
const recordBytes = 65_536

/** Has the browser tidy up its files. Takes a second and 1 MiB of disk for as long; where it fails, nothing is lost. */
export async function sweep(): Promise<void> {
  try {
    for (let round = 0; round < rounds; round += 1) {
      const database = await open()
      await fill(database)
      database.close()
      await settled(indexedDB.deleteDatabase(name))
    }
  } catch {
    // The disk is full: traces stay for as long as they would have.
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => request.result.createObjectStore('noise')
  return settled(request)
}

function fill(database: IDBDatabase): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('noise', 'readwrite')
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    const noise = transaction.objectStore('noise')
    // Random, so that it cannot be made small.
    for (let at = 0; at < records; at += 1) {
      noise.put(crypto.getRandomValues(new Uint8Array(recordBytes)), at)
    }
  })
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
