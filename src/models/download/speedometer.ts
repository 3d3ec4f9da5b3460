const windowMs = 3000
const leastMs = 500

/** Speed over the last seconds, from when bytes arrived. */
export interface Speedometer {
  note(bytes: number, nowMs: number): void
  /** Undefined until there is enough to tell; 0 where nothing has come for the whole of the last seconds. */
  bytesPerSecond(nowMs: number): number | undefined
}

/** Starts with nothing measured. */
export function createSpeedometer(): Speedometer {
  let arrivals: { readonly bytes: number; readonly atMs: number }[] = []
  return {
    note(bytes, nowMs) {
      arrivals.push({ bytes, atMs: nowMs })
      const oldest = arrivals[0]
      // Trimmed by the half window, so that a burst of small reads does not copy the list each time.
      if (oldest && nowMs - oldest.atMs > windowMs * 1.5) {
        arrivals = arrivals.filter(arrival => nowMs - arrival.atMs <= windowMs)
      }
    },
    bytesPerSecond(nowMs) {
      const first = arrivals[0]
      const last = arrivals.at(-1)
      if (!first || !last || nowMs - first.atMs < leastMs) return undefined
      if (nowMs - last.atMs > windowMs) return 0
      // The first arrival marks the time from which the others came.
      const bytes = arrivals.reduce((sum, arrival) => sum + arrival.bytes, 0) - first.bytes
      return Math.round((bytes * 1000) / (nowMs - first.atMs))
    },
  }
}
