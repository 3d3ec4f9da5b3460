import { netFolder } from '../pwa/headers.ts'
import type { Book } from './book.ts'
import type { Gate } from './gate.ts'
import { addressOf, type LedgerEntry, type Outcome } from './ledger.ts'
import { askAgainHeader } from './watched-fetch.ts'

/** What a service worker knows of who asks. */
export interface Asker {
  readonly url: string
  readonly type: string
}

/** A request as the watch looks at it. */
export interface WatchedRequest {
  readonly method: string
  readonly url: string
}

/** What becomes of a request that would leave the origin. Undefined: the browser may go on. */
export function answerAway(gate: Gate): Response | Promise<Response> | undefined {
  const isClosed = gate.isClosed()
  if (isClosed === false) return undefined
  if (isClosed === true) return Response.error()
  // Just started: whoever asks is told when it is known, for then the browser can go on by itself.
  return gate
    .known()
    .then(isOn =>
      isOn ? Response.error() : new Response(null, { status: 503, headers: { [askAgainHeader]: '1' } }),
    )
}

/** Whether a request leaves the origin by the network: blobs and data do not. */
export function leaves(url: string, ownOrigin: string): boolean {
  const { protocol, origin } = new URL(url)
  return /^https?:$/.test(protocol) && origin !== ownOrigin
}

/** Whether the asker writes its own requests down, with their bytes: the workers that may speak to other hosts. */
export function keepsItsOwn(asker: Asker | undefined, scope: string): boolean {
  return asker?.url.startsWith(scope + netFolder) ?? false
}

/** Who asks, in a word: 'page', or a worker by the name of its script without the hash. */
export function nameOf(asker: Asker | undefined): string {
  if (!asker || asker.type === 'window') return 'page'
  const { protocol, pathname } = new URL(asker.url)
  if (protocol === 'blob:') return 'worker'
  return (pathname.split('/').at(-1) ?? '').replace(/(-[\w-]{8})?\.\w+$/, '') || 'worker'
}

/** Writes down a request and what became of it. */
export function noteIn(
  book: Book,
  by: string,
  { method, url }: WatchedRequest,
  rest: { readonly outcome: Outcome; readonly bytesIn?: number },
): Promise<void> {
  const entry: LedgerEntry = {
    at: Date.now(),
    by,
    method,
    address: addressOf(url),
    bytesOut: rest.outcome === 'device' ? 0 : new TextEncoder().encode(url).byteLength,
    ...rest,
  }
  return book.note(entry)
}

/**
 * Bytes of a body as its host declares them, undefined where it does not. A stream that counts them would stand
 * between the network, the cache and the page, and hold up what is large.
 */
export function declaredBytes({ headers }: Pick<Response, 'headers'>): number | undefined {
  const declared = headers.get('content-length')
  return declared !== null && /^\d+$/.test(declared) ? Number(declared) : undefined
}
