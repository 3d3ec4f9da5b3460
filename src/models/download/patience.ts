import { FaultError } from '../../fault.ts'
import { FetchFailure } from './answers.ts'
import type { DownloadEvent } from './events.ts'

/** How long to go on trying. */
export interface Patience {
  readonly signal: AbortSignal
  /** One wait for each further try. */
  readonly retryDelaysMs: readonly number[]
  readonly isOnline: () => boolean
  /** Dispatches 'online'. */
  readonly onlineEvents: EventTarget
  /** How often an offline device tries all the same. */
  readonly offlineRetryMs: number
}

/** What is told of between tries. */
export type Interruption = Extract<DownloadEvent, { type: 'download-retry' | 'download-offline' }>

/**
 * Tries until it succeeds: waits after a failure as long as the host asks or the delays say, waits for the network
 * while the device is offline, and goes past all caches once for what came damaged. `hasGained` says whether the
 * last try brought more than any before: then the tries are counted anew. Throws FaultError, or the signal's reason.
 */
export async function patiently<T>(
  patience: Patience,
  tell: (interruption: Interruption) => void,
  attempt: (cache: RequestCache) => Promise<T>,
  hasGained: () => boolean = () => false,
): Promise<T> {
  const { signal, retryDelaysMs, isOnline } = patience
  // Weights have a store of their own: a copy in the HTTP cache would take their room on the disk twice.
  let cache: RequestCache = 'no-store'
  let tries = 0
  for (;;) {
    try {
      return await attempt(cache)
    } catch (error) {
      if (!(error instanceof FetchFailure)) throw error
      const { fault, next } = error
      // Asked only after a failure: a host on this very device answers although the browser calls itself offline.
      if (fault.code === 'network' && !isOnline()) {
        tell({ type: 'download-offline' })
        await untilOnline(patience)
        tries = 0
        continue
      }
      tries = hasGained() ? 1 : tries + 1
      if (next === 'stop' || (next === 'reload' && cache === 'reload')) throw new FaultError(fault)
      const delayMs = next === 'reload' ? 0 : retryDelaysMs[tries - 1]
      if (delayMs === undefined) throw new FaultError(fault)
      if (next === 'reload') cache = 'reload'
      const waitMs = error.retryAfterMs ?? delayMs
      tell({ type: 'download-retry', waitMs, reason: fault, attempt: tries })
      await sleep(waitMs, signal)
    }
  }
}

/** Resolves when the browser is online again, or after a while: what it says of itself may be wrong. */
function untilOnline({ isOnline, onlineEvents, signal, offlineRetryMs }: Patience): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false
    const settle = (): void => {
      if (!signal.aborted && !isOver && !isOnline()) return
      clearTimeout(timer)
      onlineEvents.removeEventListener('online', settle)
      signal.removeEventListener('abort', settle)
      if (signal.aborted) reject(signal.reason)
      else resolve()
    }
    const timer = setTimeout(() => {
      isOver = true
      settle()
    }, offlineRetryMs)
    onlineEvents.addEventListener('online', settle)
    signal.addEventListener('abort', settle)
    settle()
  })
}

function sleep(waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', settle)
      if (signal.aborted) reject(signal.reason)
      else resolve()
    }
    const timer = setTimeout(settle, waitMs)
    signal.addEventListener('abort', settle)
    if (signal.aborted) settle()
  })
}
