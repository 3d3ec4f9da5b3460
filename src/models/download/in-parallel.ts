/** Runs `work` on every item, so many at a time. The first failure aborts the others, and is thrown when they are over. */
export async function inParallel<T>(
  width: number,
  items: readonly T[],
  signal: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController()
  const abort = (): void => stop.abort(signal.reason)
  signal.throwIfAborted()
  signal.addEventListener('abort', abort)
  let failure: { readonly error: unknown } | undefined
  const queue = items.values()
  const lane = async (): Promise<void> => {
    for (const item of queue) {
      if (stop.signal.aborted) return
      try {
        await work(item, stop.signal)
      } catch (error) {
        failure ??= { error }
        stop.abort(error)
      }
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
  signal.removeEventListener('abort', abort)
  signal.throwIfAborted()
  if (failure) throw failure.error
}
