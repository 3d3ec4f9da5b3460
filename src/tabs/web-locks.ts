/** The part of the Web Locks API that tabs use; null grants come only of `ifAvailable`. */
export type Locks = Pick<LockManager, 'request' | 'query'>

/** Who holds the locks of these names: the browser's id of each holder's page, undefined where nobody does. */
export async function holdersOf(
  locks: Locks,
  ...names: readonly string[]
): Promise<readonly (string | undefined)[]> {
  const { held = [] } = await locks.query()
  return names.map(name => held.find(lock => lock.name === name)?.clientId)
}

/** Whether a request for a lock was given up or the lock was stolen. */
export function isAbort(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError'
}
