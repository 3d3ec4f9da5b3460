import type { DownloadEvent } from './events.ts'
import { createSpeedometer } from './speedometer.ts'
import type { WantedFile } from './wanted-file.ts'

const progressMs = 100
/** So often the speed is told anew where nothing comes: it falls. */
const silentMs = 1000

/** The progress of all files of a download as one. */
export interface Progress {
  /** Bytes of a file that are durable or on their way in. */
  note(key: string, bytes: number): void
  /** The file is here; its length is known at the latest now. */
  finish(key: string, bytes: number): void
  /** Tells where it stands, now; the first time is the caller's to say. */
  tellNow(): void
  /** Nothing is told after this. */
  stop(): void
}

/** Tells at most every 100 ms. */
export function createProgress(
  files: ReadonlyMap<string, WantedFile>,
  tell: (event: DownloadEvent) => void,
): Progress {
  const lengths = new Map<string, number | undefined>()
  for (const [key, file] of files) lengths.set(key, file.bytes ?? file.likelyBytes)
  const arrived = new Map<string, number>()
  const speedometer = createSpeedometer()
  /** Undefined until all that is here has been counted. */
  let toldAt: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(timer)
    timer = undefined
  }

  function tellNow(): void {
    stop()
    let bytes = 0
    let ofBytes = 0
    for (const [key, length] of lengths) {
      const here = arrived.get(key) ?? 0
      bytes += here
      ofBytes += Math.max(length ?? 0, here)
    }
    toldAt = performance.now()
    const bytesPerSecond = speedometer.bytesPerSecond(toldAt)
    tell({
      type: 'download-progress',
      bytes,
      ofBytes,
      ...(bytesPerSecond !== undefined && { bytesPerSecond }),
    })
  }

  /** After some time, and again as long as nothing comes. Whoever tells something else meanwhile has the last word. */
  function tellAfter(waitMs: number): void {
    timer ??= setTimeout(() => {
      tellNow()
      tellAfter(silentMs)
    }, waitMs)
  }

  return {
    note(key, bytes) {
      const before = arrived.get(key)
      arrived.set(key, bytes)
      // What was here before the first note did not come over the network.
      if (before !== undefined && bytes > before) speedometer.note(bytes - before, performance.now())
      if (toldAt === undefined) return
      const waitMs = toldAt + progressMs - performance.now()
      stop()
      if (waitMs <= 0) tellNow()
      tellAfter(waitMs <= 0 ? silentMs : waitMs)
    },
    finish(key, bytes) {
      lengths.set(key, bytes)
      arrived.set(key, bytes)
    },
    tellNow,
    stop,
  }
}
