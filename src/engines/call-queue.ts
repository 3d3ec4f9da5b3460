/** One call at a time, in the order they came. */
export interface CallQueue {
  /**
   * Waits for its turn and returns what gives the turn up again. Undefined if the signal is aborted
   * first: then there is nothing to give up.
   */
  enter(signal: AbortSignal): Promise<(() => void) | undefined>
}

/** Makes an empty queue. */
export function createCallQueue(): CallQueue {
  let last: Promise<void> = Promise.resolve()
  return {
    async enter(signal) {
      const before = last
      let leave = () => {}
      last = new Promise<void>(resolve => {
        leave = resolve
      })
      await firstOf(before, signal)
      if (!signal.aborted) return leave
      // A turn that is not taken passes on when it comes.
      void before.then(leave)
      return undefined
    },
  }
}

/** Resolves when the promise does or when the signal is aborted, and leaves no listener behind. */
export async function firstOf(promise: Promise<unknown>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  let onAbort = () => {}
  const aborted = new Promise<void>(resolve => {
    onAbort = resolve
    signal.addEventListener('abort', onAbort)
  })
  try {
    await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
