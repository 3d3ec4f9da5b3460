import type { Fault } from '../../fault.ts'

/** The part of fetch that a download uses. */
export type FetchBytes = (url: string, init: RequestInit) => Promise<Response>

/** How one try speaks to a host. */
export interface Connection {
  readonly fetch: FetchBytes
  readonly signal: AbortSignal
  /** A connection that is silent for so long has failed. */
  readonly stallMs: number
}

/** Why one try at a file failed, and what may come of another: 'retry' later, 'reload' past caches, 'stop'. */
export class FetchFailure extends Error {
  override readonly name = 'FetchFailure'
  constructor(
    readonly fault: Fault,
    readonly next: 'retry' | 'reload' | 'stop',
    /** What the server asked for. */
    readonly retryAfterMs?: number,
  ) {
    super(fault.code)
  }
}

/** Bytes of a body's beginning by which a page and a pointer are told from a file. */
export const headBytes = 512

const longestRetryAfterMs = 60 * 60 * 1000

/**
 * Runs one exchange with a host, with a signal that ends the connection; it is ended in any case when `exchange` is
 * over. Throws FetchFailure, the signal's reason, or what `exchange` throws that is no failure of the network.
 */
export async function converse<T>(
  connection: Connection,
  exchange: (connected: AbortController) => Promise<T>,
  isOwn: (error: unknown) => boolean = () => false,
): Promise<T> {
  const { signal } = connection
  const connected = new AbortController()
  const abort = (): void => connected.abort(signal.reason)
  signal.throwIfAborted()
  signal.addEventListener('abort', abort)
  try {
    return await exchange(connected)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof FetchFailure || isOwn(error)) throw error
    throw new FetchFailure({ code: 'network', detail: String(error) }, 'retry')
  } finally {
    signal.removeEventListener('abort', abort)
    connected.abort()
  }
}

/** Asks for `url` without credentials or a referrer, and waits for the head of the answer. */
export function ask(
  url: string,
  connection: Connection,
  connected: AbortController,
  init: RequestInit,
): Promise<Response> {
  const request = connection.fetch(url, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    ...init,
    signal: connected.signal,
  })
  return withoutStall(request, connected, connection.stallMs)
}

/**
 * Waits for `work`, at most `stallMs`, and no longer than the connection lasts: what is aborted has been seen never
 * to settle by itself (Node 20's fetch).
 */
export function withoutStall<T>(work: Promise<T>, connected: AbortController, stallMs: number): Promise<T> {
  const { signal } = connected
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => connected.abort(new DOMException('stalled', 'TimeoutError')), stallMs)
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
    const abort = (): void => {
      end()
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    work.then(resolve, reject).finally(end)
  })
}

/** Throws a FetchFailure that names what came where it is no answer with a file in it. */
export function checkResponse({ status, headers }: Response): void {
  if (status === 200 || status === 206) {
    if (!headers.get('content-type')?.startsWith('text/html')) return
    throw new FetchFailure({ code: 'captive-portal', detail: 'text/html' }, 'stop')
  }
  const numbers = { status }
  // Network Authentication Required.
  if (status === 511) throw new FetchFailure({ code: 'captive-portal', numbers }, 'stop')
  if (status >= 500 || status === 429 || status === 408 || status === 425) {
    const waitMs = retryAfterMs(headers.get('retry-after'), Date.now())
    throw new FetchFailure({ code: 'server-error', numbers }, 'retry', waitMs)
  }
  throw new FetchFailure({ code: 'model-missing', numbers }, 'stop')
}

/** A log-in page and a Git LFS pointer, told by how a body begins; undefined for anything else. */
export function failureOfHead(head: string): FetchFailure | undefined {
  if (/^(ï»¿)?\s*<[!?a-z]/i.test(head)) {
    return new FetchFailure({ code: 'captive-portal', detail: 'a page' }, 'stop')
  }
  if (!head.startsWith('version https://git-lfs')) return undefined
  return new FetchFailure({ code: 'model-missing', detail: 'Git LFS pointer' }, 'stop')
}

/** Bytes as text, one letter each. */
export function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}

/** Retry-After is in seconds or a date. */
function retryAfterMs(value: string | null, nowMs: number): number | undefined {
  if (value === null || value.trim() === '') return undefined
  const seconds = Number(value)
  const waitMs = Number.isNaN(seconds) ? Date.parse(value) - nowMs : seconds * 1000
  // A timer of more than 24 days fires at once; an hour is as long as anybody waits.
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(0, waitMs), longestRetryAfterMs)
}
