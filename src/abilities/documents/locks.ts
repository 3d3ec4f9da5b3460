/**
 * Who adds a document, works on it, or may still take back that it was deleted holds its lock. The browser itself takes
 * the lock from a page that is gone.
 */
export interface DocumentLocks {
  /** Takes the lock, when it is free; gives what lets go of it. */
  hold(documentId: string): Promise<() => void>
  /** Runs `work` under the lock if nobody has it, and says whether it did. */
  ifFree(documentId: string, work: () => Promise<void>): Promise<boolean>
  /** Runs `work` once nobody has the lock any more. */
  whenFree(documentId: string, work: () => Promise<void>): void
}

const nameOf = (documentId: string) => `hermit-document/${documentId}`

/** Locks over the browser's own. Where it has none, every page believes that it is alone, and sweeps nothing. */
export function createDocumentLocks(locks: Pick<LockManager, 'request'> | undefined): DocumentLocks {
  if (!locks) {
    return { hold: async () => () => {}, ifFree: async () => false, whenFree: (_id, work) => void work() }
  }
  return {
    hold(documentId) {
      let release = () => {}
      const released = new Promise<void>(resolve => {
        release = resolve
      })
      return new Promise(resolve => {
        // Refused in a page that is going away, and where an origin has no storage: then there is no other tab.
        locks
          .request(nameOf(documentId), {}, () => {
            resolve(release)
            return released
          })
          .catch(() => resolve(release))
      })
    },
    async ifFree(documentId, work) {
      return locks.request(nameOf(documentId), { ifAvailable: true }, async lock => {
        if (lock) await work()
        return lock !== null
      })
    },
    whenFree(documentId, work) {
      void locks.request(nameOf(documentId), {}, work).catch(() => {})
    },
  }
}
