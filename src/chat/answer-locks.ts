/** Who writes an answer holds its lock; the browser itself takes it from a page that is gone. */
export interface AnswerLocks {
  /** Takes the lock; gives what lets go of it. */
  hold(messageId: string): () => void
  /** Runs `work` once nobody writes the answer any more; nobody begins to before `work` has ended. */
  whenFree(messageId: string, work: () => Promise<void>): void
}

/** Locks over the browser's own. Where it has none, every page believes that it is alone. */
export function createAnswerLocks(locks: Pick<LockManager, 'request'> | undefined): AnswerLocks | undefined {
  if (!locks) return undefined
  const nameOf = (messageId: string) => `hermit-answer/${messageId}`
  return {
    hold(messageId) {
      let release = () => {}
      const released = new Promise<void>(resolve => {
        release = resolve
      })
      // Refused in a page that is going away, and where an origin has no storage: then no other tab reads records.
      void locks.request(nameOf(messageId), () => released).catch(() => {})
      return release
    },
    whenFree(messageId, work) {
      // Shared: a tab that waits and is frozen then does not keep others waiting.
      void locks.request(nameOf(messageId), { mode: 'shared' }, work).catch(() => {})
    },
  }
}
