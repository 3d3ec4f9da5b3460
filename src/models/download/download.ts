import { type Fault, FaultError } from '../../fault.ts'
import { type ModelCard, type ModelFileCard, modelBytes } from '../model.ts'
import type { Weights } from '../weights/weights.ts'
import { type FetchBytes, FetchFailure, type FileRequest, fetchFile } from './fetch-file.ts'
import { createSpeedometer } from './speedometer.ts'

export type DownloadEvent =
  /** `bytes` counts verified files and what has arrived of the current one: it goes back when that one restarts. */
  | {
      readonly type: 'download-progress'
      readonly bytes: number
      readonly ofBytes: number
      readonly bytesPerSecond?: number
      /** Which of the card's files. */
      readonly fileIndex: number
    }
  | {
      readonly type: 'download-retry'
      readonly waitMs: number
      readonly reason: Fault
      /** The try that failed, from 1. */
      readonly attempt: number
    }
  /** The device is offline; the download goes on by itself when it is back. */
  | { readonly type: 'download-offline' }
  | { readonly type: 'download-end' }

export interface DownloadOptions {
  readonly signal: AbortSignal
  /** The page's own by default. */
  readonly fetch?: FetchBytes
  /** What relative addresses are relative to; the page by default. */
  readonly baseUrl?: string
  /** One wait for each further try at a file. */
  readonly retryDelaysMs?: readonly number[]
  /** A connection that is silent for so long has failed. */
  readonly stallMs?: number
  readonly isOnline?: () => boolean
  /** Dispatches 'online'; the window by default. */
  readonly onlineEvents?: EventTarget
  /** How often an offline device tries all the same. */
  readonly offlineRetryMs?: number
}

const progressMs = 100
const defaultRetryDelaysMs = [500, 1000, 2000, 4000, 8000]
const defaultStallMs = 30_000
const defaultOfflineRetryMs = 10_000

/**
 * Downloads what is missing of a model, file by file: each is hashed as it comes in and kept only when size and
 * hash are the card's, so a file that is here is never fetched again. Throws FaultError, or the signal's reason.
 */
export async function* downloadModel(
  card: ModelCard,
  weights: Weights,
  options: DownloadOptions,
): AsyncGenerator<DownloadEvent, void, undefined> {
  options.signal.throwIfAborted()
  const { missing, present } = await weights.state(card)
  const ofBytes = modelBytes(card)
  let verifiedBytes = present
  await requireRoom(weights, ofBytes - verifiedBytes)

  const speedometer = createSpeedometer()
  for (const file of missing) {
    const progress = (fileBytes: number): DownloadEvent => {
      const bytesPerSecond = speedometer.bytesPerSecond(performance.now())
      return {
        type: 'download-progress',
        bytes: verifiedBytes + fileBytes,
        ofBytes,
        fileIndex: card.files.indexOf(file),
        ...(bytesPerSecond !== undefined && { bytesPerSecond }),
      }
    }
    yield progress(0)
    let fileBytes = 0
    let toldAt = performance.now()
    for await (const step of fetchPatiently(file, options)) {
      if (step instanceof Blob) {
        await keep(weights, file, step, ofBytes - verifiedBytes)
      } else if (typeof step === 'number') {
        const now = performance.now()
        speedometer.note(step - fileBytes, now)
        fileBytes = step
        if (now - toldAt < progressMs) continue
        toldAt = now
        yield progress(fileBytes)
      } else {
        // The file starts again from its first byte.
        fileBytes = 0
        speedometer.reset()
        yield progress(0)
        yield step
      }
    }
    verifiedBytes += file.bytes
    yield progress(0)
  }
  yield { type: 'download-end' }
}

type Interruption = Extract<DownloadEvent, { type: 'download-retry' | 'download-offline' }>

/** Yields the bytes so far of each try, the interruptions between tries, and at last the whole file. */
async function* fetchPatiently(
  file: ModelFileCard,
  options: DownloadOptions,
): AsyncGenerator<number | Blob | Interruption, void, undefined> {
  const {
    signal,
    retryDelaysMs = defaultRetryDelaysMs,
    isOnline = isBrowserOnline,
    offlineRetryMs = defaultOfflineRetryMs,
  } = options
  const request: Omit<FileRequest, 'cache'> = {
    url: new URL(file.url, options.baseUrl ?? document.baseURI).href,
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    signal,
    stallMs: options.stallMs ?? defaultStallMs,
  }
  // Weights have a store of their own: a copy in the HTTP cache would take their room on the disk twice.
  let cache: RequestCache = 'no-store'
  let attempt = 0
  for (;;) {
    try {
      yield* fetchFile(file, { ...request, cache })
      return
    } catch (error) {
      if (!(error instanceof FetchFailure)) throw error
      const { fault, next } = error
      // Asked only after a failure: a host on this very device answers although the browser calls itself offline.
      if (fault.code === 'network' && !isOnline()) {
        yield { type: 'download-offline' }
        await untilOnline(isOnline, options.onlineEvents ?? window, signal, offlineRetryMs)
        attempt = 0
        continue
      }
      attempt += 1
      if (next === 'stop' || (next === 'reload' && cache === 'reload')) throw new FaultError(fault)
      const delayMs = next === 'reload' ? 0 : retryDelaysMs[attempt - 1]
      if (delayMs === undefined) throw new FaultError(fault)
      if (next === 'reload') cache = 'reload'
      const waitMs = error.retryAfterMs ?? delayMs
      yield { type: 'download-retry', waitMs, reason: fault, attempt }
      await sleep(waitMs, signal)
    }
  }
}

async function requireRoom(weights: Weights, neededBytes: number): Promise<void> {
  const freeBytes = await weights.freeBytes()
  if (freeBytes === undefined || freeBytes >= neededBytes) return
  throw new FaultError({ code: 'storage-full', numbers: { neededBytes, freeBytes } })
}

/** Over quota, a person needs to know what the whole rest takes, not this file. */
async function keep(weights: Weights, file: ModelFileCard, blob: Blob, neededBytes: number): Promise<void> {
  try {
    await weights.put(file, blob)
  } catch (error) {
    if (!(error instanceof FaultError) || error.fault.code !== 'storage-full') throw error
    throw new FaultError({ ...error.fault, numbers: { ...error.fault.numbers, neededBytes } })
  }
}

function isBrowserOnline(): boolean {
  return globalThis.navigator?.onLine !== false
}

/** Resolves when the browser is online again, or after `limitMs`: what it says of itself may be wrong. */
function untilOnline(
  isOnline: () => boolean,
  events: EventTarget,
  signal: AbortSignal,
  limitMs: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false
    const settle = (): void => {
      if (!signal.aborted && !isOver && !isOnline()) return
      clearTimeout(timer)
      events.removeEventListener('online', settle)
      signal.removeEventListener('abort', settle)
      if (signal.aborted) reject(signal.reason)
      else resolve()
    }
    const timer = setTimeout(() => {
      isOver = true
      settle()
    }, limitMs)
    events.addEventListener('online', settle)
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
