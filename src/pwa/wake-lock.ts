/** What of the page this needs: a plain value, so that tests can hand in their own. */
export interface Wakeable {
  /** Undefined where the browser has no wake lock. */
  readonly wakeLock: Pick<WakeLock, 'request'> | undefined
  /** Dispatches 'visibilitychange'. */
  readonly document: EventTarget & { readonly visibilityState: DocumentVisibilityState }
}

/**
 * Keeps the screen awake until what it returns is called: a device that falls asleep stops a download. The browser
 * lets go when the page is hidden, so it is asked again when the page is back. Refused or not there (low battery, old
 * browser): nothing happens. Never throws.
 */
export function keepAwake(page: Wakeable = thisPage()): () => void {
  const { wakeLock, document } = page
  if (!wakeLock) return () => undefined
  let isOver = false
  let lock: WakeLockSentinel | undefined

  const isHeld = () => lock !== undefined && !lock.released
  const release = (held: WakeLockSentinel | undefined) =>
    void held?.release().catch(() => {
      // The browser has let go of it by itself.
    })
  const ask = async () => {
    if (isOver || document.visibilityState !== 'visible' || isHeld()) return
    try {
      const given = await wakeLock.request('screen')
      // Two questions may have been on their way, or the work may be over.
      if (isOver || isHeld()) release(given)
      else lock = given
    } catch {
      // The browser knows better: power is low, or the page has just been hidden.
    }
  }
  const onChange = () => void ask()
  document.addEventListener('visibilitychange', onChange)
  void ask()
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', onChange)
    release(lock)
    lock = undefined
  }
}

function thisPage(): Wakeable {
  return { wakeLock: 'wakeLock' in navigator ? navigator.wakeLock : undefined, document }
}
