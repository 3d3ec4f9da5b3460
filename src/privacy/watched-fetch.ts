import { type FetchBytes, FetchFailure } from '../models/download/answers.ts'
import type { Book } from './book.ts'
import type { Gate } from './gate.ts'
import { addressOf, type LedgerEntry } from './ledger.ts'

/** A header of an answer that the service worker has made itself: it did not know yet, ask once more. */
export const askAgainHeader = 'Hermit-Ask-Again'

export interface WatchOptions {
  readonly fetch: FetchBytes
  readonly gate: Gate
  /** Absent where the service worker writes the same requests down. */
  readonly book?: Book | undefined
  /** Who asks, for the ledger. */
  readonly by: string
  /** Requests to it do not leave Hermit's own host. */
  readonly ownOrigin: string
}

/**
 * A fetch that the air gap holds for other origins, before a request and in the middle of an answer, and that
 * writes down what came of each. Throws FetchFailure 'air-gapped', or what fetch throws.
 */
export function watchFetch(options: WatchOptions): FetchBytes {
  const { fetch, gate, book, by, ownOrigin } = options
  return async (url, init) => {
    const leaves = new URL(url).origin !== ownOrigin
    const method = init.method ?? 'GET'
    const asked = { at: Date.now(), by, method, address: addressOf(url), bytesOut: bytesOf(url, init) }
    const note = (rest: Pick<LedgerEntry, 'outcome' | 'bytesIn'>) => void book?.note({ ...asked, ...rest })
    if (leaves && (await gate.known())) {
      note({ outcome: 'refused' })
      throw new FetchFailure({ code: 'air-gapped' }, 'stop')
    }
    const held = holdBy(gate, leaves, init.signal)
    try {
      const ask = () => fetch(url, { ...init, signal: held.signal })
      let response = await ask()
      const isOfOurs = response.type === 'default' || response.type === undefined
      if (isOfOurs && response.headers.has(askAgainHeader)) response = await ask()
      // A stream of events may last for hours: it is in the ledger from its beginning, without what came of it.
      const isLasting =
        method === 'GET' && response.headers.get('content-type')?.startsWith('text/event-stream')
      if (isLasting) note({ outcome: 'network' })
      return counted(response, held.signal, bytesIn => {
        held.end()
        if (!isLasting) note({ outcome: 'network', bytesIn })
      })
    } catch (error) {
      held.end()
      note({ outcome: 'failed' })
      throw error
    }
  }
}

/** A signal that is aborted with `signal`, and when the gate closes before end(). */
function holdBy(gate: Gate, leaves: boolean, signal: AbortSignal | null | undefined) {
  const controller = new AbortController()
  const abort = () => controller.abort(signal?.reason)
  const unwatch = gate.onChange(isClosed => {
    // Like a lost network: what has arrived is kept, and the next try is refused by name.
    if (isClosed && leaves) controller.abort(new DOMException('the air gap was closed', 'NetworkError'))
  })
  signal?.addEventListener('abort', abort)
  if (signal?.aborted) abort()
  return {
    signal: controller.signal,
    end() {
      unwatch()
      signal?.removeEventListener('abort', abort)
    },
  }
}

/** The Fetch standard's null body statuses: a Response with one of them cannot be made with a body, even an empty one. */
const bodilessStatuses: readonly number[] = [204, 205, 304]

/** The same response; `onEnd` is told once how many bytes of its body came, whether all of them or not. */
function counted(response: Response, signal: AbortSignal, onEnd: (bytes: number) => void): Response {
  if (!response.body || bodilessStatuses.includes(response.status)) {
    onEnd(0)
    return response
  }
  const reader = response.body.getReader()
  let bytes = 0
  let isOver = false
  const end = () => {
    signal.removeEventListener('abort', end)
    if (!isOver) onEnd(bytes)
    isOver = true
  }
  // Nobody may be reading when it is aborted.
  signal.addEventListener('abort', end)
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (done) {
            end()
            controller.close()
            return
          }
          bytes += value.byteLength
          controller.enqueue(value)
        } catch (error) {
          end()
          controller.error(error)
        }
      },
      cancel(reason) {
        end()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
  const { status, statusText, headers } = response
  return new Response(body, { status, statusText, headers })
}

/** What Hermit itself puts into a request: the address, its headers and its body, which is a text where there is any. */
function bytesOf(url: string, { headers, body }: RequestInit): number {
  const lines = [...new Headers(headers)].map(([name, value]) => `${name}: ${value}`)
  const sent = typeof body === 'string' ? [body] : []
  return new TextEncoder().encode([url, ...lines, ...sent].join('\n')).byteLength
}
