/** Watches for a time without use. */
export interface Rest {
  /** Something was used; counts from now on if nothing is open. */
  touch(open: number): void
  stop(): void
}

/**
 * @param afterMs How long without use; undefined is never. Asked at each touch.
 * @param letGo Called once after that time; the next touch begins anew.
 */
export function createRest(afterMs: () => number | undefined, letGo: () => void): Rest {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(timer)
  return {
    touch(open) {
      stop()
      const delayMs = afterMs()
      if (open === 0 && delayMs !== undefined) timer = setTimeout(letGo, delayMs)
    },
    stop,
  }
}
