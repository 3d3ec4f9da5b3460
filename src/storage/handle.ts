import { type Fault, FaultError } from '../fault.ts'

/** What idb-keyval's createStore gives: runs work on one transaction's object store. */
export type Transact = <T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => T | PromiseLike<T>,
) => Promise<T>

/** Why our handle was closed: another tab deletes the whole database, or opens it at a higher version. */
export type CloseReason = 'deleted' | 'upgraded'

/** A connection to one object store that heals itself and never stands in another tab's way. */
export interface StoreHandle {
  read<T>(work: (store: IDBObjectStore) => Promise<T>): Promise<T>
  /** One transaction: resolves when it is on disk; when `work` throws or any request fails, nothing of it is. */
  write<T>(work: (store: IDBObjectStore) => T | Promise<T>): Promise<T>
  /** Closes the connection if there is one; the next use opens another. */
  disconnect(): void
  /** Closes for good. */
  close(): void
}

/** Keeps a connection over `makeStore`, remaking it where a browser closed it under us. */
export function createHandle(
  makeStore: () => Transact,
  onClosed: (reason: CloseReason) => void = () => {},
): StoreHandle {
  let transact = makeStore()
  let connection: IDBDatabase | undefined
  let isClosed = false

  function disconnect(): void {
    connection?.close()
    connection = undefined
    // idb-keyval keeps a closed connection for ever and fails with InvalidStateError: start from a new store.
    transact = makeStore()
  }

  function adopt(database: IDBDatabase): void {
    connection = database
    database.onversionchange = event => {
      disconnect()
      onClosed(event.newVersion === null ? 'deleted' : 'upgraded')
    }
  }

  function attempt<T>(
    mode: 'readonly' | 'readwrite',
    work: (store: IDBObjectStore) => T | Promise<T>,
  ): Promise<T> {
    return transact(mode, async store => {
      const transaction = store.transaction
      if (isClosed) {
        // The connection came after we had stopped waiting for it.
        transaction.db.close()
        throw new FaultError({ code: 'storage-blocked', detail: 'closed' })
      }
      adopt(transaction.db)
      if (mode === 'readonly') return work(store)
      // Over quota the transaction aborts while the request's own error is null, and a bubbling request error
      // arrives before transaction.error is set: only `abort` and `complete` tell the truth.
      const ended = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve()
        transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'))
      })
      ended.catch(() => {})
      try {
        const result = await work(store)
        commit(transaction)
        await ended
        return result
      } catch (error) {
        abort(transaction)
        await ended.catch(() => {})
        throw transaction.error ?? error
      }
    })
  }

  async function run<T>(
    mode: 'readonly' | 'readwrite',
    work: (store: IDBObjectStore) => T | Promise<T>,
  ): Promise<T> {
    try {
      try {
        return await attempt(mode, work)
      } catch (error) {
        if (isClosed || !isLostConnection(error)) throw error
        disconnect()
        return await attempt(mode, work)
      }
    } catch (error) {
      throw toFaultError(error)
    }
  }

  return {
    read: work => run('readonly', work),
    write: work => run('readwrite', work),
    disconnect,
    close() {
      isClosed = true
      connection?.close()
      connection = undefined
    },
  }
}

/** A request's result as a promise. */
export function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new DOMException('request failed', 'UnknownError'))
  })
}

/** Removes a whole database. Resolves after `timeLimitMs` at the latest: another tab may keep it open. */
export function removeDatabase(name: string, timeLimitMs: number): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, timeLimitMs)
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = request.onerror = () => {
      clearTimeout(timer)
      resolve()
    }
  })
}

/** The work's outcome, or 'storage-blocked' after the limit: an open that another tab blocks never settles. */
export function withinLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new FaultError({ code: 'storage-blocked', detail: 'opening took too long' })),
      limitMs,
    )
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** The fault that an error of IndexedDB is to a person. */
export function storageFault(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault
  const name = errorName(error)
  if (name === 'QuotaExceededError') return { code: 'storage-full', detail: name }
  // The text of a DataCloneError may quote the value: leave it out.
  const message = error instanceof Error && name !== 'DataCloneError' ? `: ${error.message}` : ''
  return { code: 'storage-failed', detail: name + message }
}

function toFaultError(error: unknown): FaultError {
  return error instanceof FaultError ? error : new FaultError(storageFault(error))
}

/** Safari drops connections: 'InvalidStateError' when it says so, 'UnknownError' when it does not. */
function isLostConnection(error: unknown): boolean {
  const name = errorName(error)
  return name === 'InvalidStateError' || name === 'UnknownError'
}

function errorName(error: unknown): string {
  // By name: a DOMException is no Error everywhere, and QuotaExceededError is becoming a class of its own.
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : 'UnknownError'
}

/** Ends it at once, without waiting for the answers to what was asked of it: the sooner it is on disk, the less a kill takes. */
function commit(transaction: IDBTransaction): void {
  try {
    transaction.commit()
  } catch {
    // It has ended, or ends by itself.
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // It had already ended.
  }
}
