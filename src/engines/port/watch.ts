/** A watchdog's patience, in its own ticks. */
export interface Watchdog {
  readonly tickMs: number
  /** Silent ticks in a row that mean a dead worker. */
  readonly silentTicks: number
  /** The same until it has spoken for the first time: its script may still be on its way. */
  readonly startTicks: number
}

/** Watches over a worker while it has something to do. */
export interface Watch {
  /** Begins, unless it is on already. */
  start(): void
  stop(): void
  /** The worker has given a sign of life. */
  heard(): void
}

/**
 * Makes a watch that is off. Ticks are counted, not time: a frozen tab does not tick, so waking up is no false alarm.
 * @param ping Asks the worker for a sign of life, at each tick.
 */
export function createWatch(dog: Watchdog, ping: () => void, onDead: (silentTicks: number) => void): Watch {
  let hasSpoken = false
  let wasHeard = false
  let silent = 0
  let timer: ReturnType<typeof setInterval> | undefined

  function tick(): void {
    silent = wasHeard ? 0 : silent + 1
    wasHeard = false
    if (silent >= (hasSpoken ? dog.silentTicks : dog.startTicks)) onDead(silent)
    else ping()
  }

  return {
    start() {
      if (timer !== undefined) return
      silent = 0
      timer = setInterval(tick, dog.tickMs)
      ping()
    },
    stop() {
      clearInterval(timer)
      timer = undefined
    },
    heard() {
      hasSpoken = true
      wasHeard = true
    },
  }
}
