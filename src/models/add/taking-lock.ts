/** Held by every tab that takes files in: until the model is written down, they belong to nothing. */
const name = 'hermit-taking'

/** Runs what takes files in; any number of tabs may at once. */
export function whileTaking<T>(work: () => Promise<T>): Promise<T> {
  return locks()?.request(name, { mode: 'shared' }, work) ?? work()
}

/** Runs what must not see files half taken in, unless some tab takes some in now: then it is left out. */
export async function unlessTaking(work: () => Promise<unknown>): Promise<void> {
  const held = locks()
  if (!held) return void (await work())
  await held.request(name, { ifAvailable: true }, async lock => void (lock && (await work())))
}

/** Absent where a page is served over plain http. */
function locks(): LockManager | undefined {
  return globalThis.navigator?.locks
}
