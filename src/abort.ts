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
  if (signal.aborted) onAbort()
  else signal.addEventListener('abort', onAbort)
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
    work.catch(() => {})
  }
}

/**
 * What `work` gives within a time: it is told to stop at `limitMs` milliseconds, or when the caller stops it, and nobody
 * waits for it after that. (A timer of its own: Node 20 may collect an `AbortSignal.timeout` that only
 * `AbortSignal.any` knows, and then it never ends.)
 * @throws The caller's reason, or a `TimeoutError`.
 */
export async function inTime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  limitMs: number,
  caller: AbortSignal,
): Promise<T> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new DOMException('Too late', 'TimeoutError')), limitMs)
  const signal = AbortSignal.any([caller, late.signal])
  try {
    return await unlessAborted(work(signal), signal)
  } finally {
    clearTimeout(timer)
  }
}
