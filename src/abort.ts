/**
 * What `work` gives, or a throw of the signal's reason as soon as it is aborted: the work itself goes on, for others
 * who wait for it.
 */
export async function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  onAborted: () => void = () => {},
): Promise<T> {
  if (!signal) return work
  let onAbort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => {
      onAborted()
      reject(signal.reason)
    }
  })
  signal.addEventListener('abort', onAbort)
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
    work.catch(() => {})
  }
}
