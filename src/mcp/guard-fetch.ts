import { FaultError } from '../fault.ts'
import type { FetchBytes } from '../models/download/answers.ts'

/** Bytes of one answer, or of one event of a stream, at most. Texts are cut long before; pictures come as Base64. */
export const longestAnswer = 8 * 1024 * 1024

/**
 * A fetch for one server: it carries no cookies, follows nobody elsewhere, and reads no more of an answer than
 * `longestAnswer`. Throws FaultError 'mcp-redirected', 'mcp-unauthorised', 'mcp-forbidden', or what `fetch` throws.
 *
 * @param onTooLarge Told when an answer is cut: who reads a stream of events gets only its words of that.
 */
export function guardFetch(
  fetch: FetchBytes,
  onTooLarge: (fault: FaultError) => void,
): (url: string | URL, init?: RequestInit) => Promise<Response> {
  return async (url, init = {}) => {
    const response = await fetch(String(url), {
      ...init,
      // What is sent is what a tool was called with: it goes to the address that the person gave, or nowhere.
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    })
    const { status } = response
    const refusal =
      response.type === 'opaqueredirect' || (status >= 300 && status < 400)
        ? 'mcp-redirected'
        : ({ 401: 'mcp-unauthorised', 403: 'mcp-forbidden' } as const)[status]
    if (refusal) {
      await response.body?.cancel()
      throw new FaultError({ code: refusal })
    }
    return response.body ? limited(response, response.body, onTooLarge) : response
  }
}

function limited(
  response: Response,
  body: ReadableStream<Uint8Array>,
  onTooLarge: (fault: FaultError) => void,
): Response {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  let bytes = 0
  let isLineEmpty = false
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (isStream) {
        // An event ends with an empty line.
        for (let at = 0; at < chunk.byteLength; at += 1) {
          const byte = chunk[at]
          if (byte === 10 && isLineEmpty) bytes = chunk.byteLength - at
          if (byte !== 13) isLineEmpty = byte === 10
        }
      }
      if (bytes <= longestAnswer) return controller.enqueue(chunk)
      const fault = new FaultError({ code: 'mcp-too-large', numbers: { limitBytes: longestAnswer } })
      onTooLarge(fault)
      throw fault
    },
  })
  const { status, statusText, headers } = response
  return new Response(body.pipeThrough(count), { status, statusText, headers })
}
