import type { Fault } from '../../fault.ts'
import type { ModelFileCard } from '../model.ts'
import { createSha256 } from '../weights/hash.ts'

/** The part of fetch that a download uses. */
export type FetchBytes = (url: string, init: RequestInit) => Promise<Response>

export interface FileRequest {
  readonly url: string
  readonly fetch: FetchBytes
  readonly cache: RequestCache
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

/** The chunks of a body become a Blob at this size, so that the JS heap holds no whole file. */
const heapBytes = 4 * 1024 * 1024
const headBytes = 512
const longestRetryAfterMs = 60 * 60 * 1000

/**
 * Tries once to fetch a file: yields the bytes so far, and at the end the Blob, whose size and hash are the
 * card's. Throws FetchFailure, or the signal's reason.
 */
export async function* fetchFile(
  file: ModelFileCard,
  request: FileRequest,
): AsyncGenerator<number | Blob, void, undefined> {
  const connection = new AbortController()
  const abort = (): void => connection.abort(request.signal.reason)
  request.signal.throwIfAborted()
  request.signal.addEventListener('abort', abort)
  try {
    const response = await withoutStall(
      request.fetch(request.url, {
        cache: request.cache,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: connection.signal,
      }),
      connection,
      request.stallMs,
    )
    checkResponse(response)
    yield* readBody(file, response, connection, request.stallMs)
  } catch (error) {
    request.signal.throwIfAborted()
    if (error instanceof FetchFailure) throw error
    throw new FetchFailure({ code: 'network', detail: String(error) }, 'retry')
  } finally {
    request.signal.removeEventListener('abort', abort)
    connection.abort()
  }
}

async function* readBody(
  file: ModelFileCard,
  response: Response,
  connection: AbortController,
  stallMs: number,
): AsyncGenerator<number | Blob, void, undefined> {
  const hash = await createSha256()
  const reader = response.body?.getReader()
  const parts: Blob[] = []
  let chunks: Uint8Array<ArrayBuffer>[] = []
  let chunkBytes = 0
  let receivedBytes = 0
  let head = ''
  while (reader) {
    const { done, value } = await withoutStall(reader.read(), connection, stallMs)
    if (done) break
    if (head.length < headBytes) head += latin1(value.subarray(0, headBytes))
    receivedBytes += value.byteLength
    if (receivedBytes > file.bytes) throw unlikeTheCard(head, `more than ${file.bytes} bytes`)
    await hash.update(value)
    chunks.push(value)
    chunkBytes += value.byteLength
    if (chunkBytes >= heapBytes) {
      parts.push(new Blob(chunks))
      chunks = []
      chunkBytes = 0
    }
    yield receivedBytes
  }
  const sizes = `${receivedBytes} of ${file.bytes} bytes`
  if (receivedBytes < file.bytes) {
    const failure = unlikeTheCard(head, sizes)
    // All that the server meant to send: its file is another one. Otherwise the connection was cut.
    const isComplete = receivedBytes > 0 && response.headers.get('content-length') === String(receivedBytes)
    throw failure.next === 'stop' || isComplete
      ? failure
      : new FetchFailure({ code: 'network', detail: sizes }, 'retry')
  }
  if (hash.hexDigest() !== file.sha256) throw unlikeTheCard(head, 'SHA-256 differs')
  yield new Blob([...parts, ...chunks])
}

function checkResponse(response: Response): void {
  const { status, headers } = response
  if (status === 200) {
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

/** What came is not the file. Its beginning tells a log-in page and a Git LFS pointer from a damaged file. */
function unlikeTheCard(head: string, detail: string): FetchFailure {
  if (/^(ï»¿)?\s*<[!?a-z]/i.test(head)) return new FetchFailure({ code: 'captive-portal', detail }, 'stop')
  if (head.startsWith('version https://git-lfs')) {
    return new FetchFailure({ code: 'model-missing', detail: 'Git LFS pointer' }, 'stop')
  }
  return new FetchFailure({ code: 'model-damaged', detail }, 'reload')
}

/** Retry-After is in seconds or a date. */
function retryAfterMs(value: string | null, nowMs: number): number | undefined {
  if (value === null || value.trim() === '') return undefined
  const seconds = Number(value)
  const waitMs = Number.isNaN(seconds) ? Date.parse(value) - nowMs : seconds * 1000
  // A timer of more than 24 days fires at once; an hour is as long as anybody waits.
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(0, waitMs), longestRetryAfterMs)
}

async function withoutStall<T>(work: Promise<T>, connection: AbortController, stallMs: number): Promise<T> {
  const timer = setTimeout(() => connection.abort(new DOMException('stalled', 'TimeoutError')), stallMs)
  try {
    return await work
  } finally {
    clearTimeout(timer)
  }
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
