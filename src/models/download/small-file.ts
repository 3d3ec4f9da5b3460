import * as z from 'zod/mini'
import { FaultError } from '../../fault.ts'
import {
  ask,
  type Connection,
  checkResponse,
  converse,
  FetchFailure,
  failureOfHead,
  headBytes,
  latin1,
  withoutStall,
} from './answers.ts'
import { type Interruption, type Patience, patiently } from './patience.ts'
import { sha256FromHeaders } from './wanted-file.ts'

/** What finding out what to fetch needs to speak to hosts. */
export interface Inquiry extends Connection {
  readonly patience: Patience
  readonly tell: (interruption: Interruption) => void
}

/** A listing or a manifest that is larger than this is none. */
const longestBytes = 16 * 1024 * 1024

/** Reads a small file into memory. `check` may throw a FetchFailure. Throws FaultError, or the signal's reason. */
export function readSmallFile(
  url: string,
  inquiry: Inquiry,
  check: (content: Uint8Array<ArrayBuffer>) => Promise<void> = async () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  return patiently(inquiry.patience, inquiry.tell, async cache => {
    const content = await readOnce(url, inquiry, cache)
    await check(content)
    return content
  })
}

/** One try at a small file. Throws FetchFailure, or the signal's reason. */
export async function readOnce(
  url: string,
  inquiry: Inquiry,
  cache: RequestCache,
): Promise<Uint8Array<ArrayBuffer>> {
  const content = await converse(inquiry, async connected => {
    const response = await ask(url, inquiry, connected, { cache })
    checkResponse(response)
    return readWhole(response, connected, inquiry.stallMs)
  })
  const failure = failureOfHead(latin1(content.subarray(0, headBytes)))
  if (failure) throw failure
  return content
}

/** Asks a host what it says of a file, once; nothing where it does not tell. Throws the signal's reason only. */
export async function readHead(
  url: string,
  inquiry: Inquiry,
): Promise<{ readonly bytes?: number; readonly sha256?: string }> {
  try {
    return await converse(inquiry, async connected => {
      const response = await ask(url, inquiry, connected, { method: 'HEAD', cache: 'no-store' })
      if (response.status !== 200 || response.headers.get('content-type')?.startsWith('text/html')) return {}
      const bytes = Number(response.headers.get('x-linked-size') ?? response.headers.get('content-length'))
      const isPlain = !response.headers.has('content-encoding')
      const sha256 = sha256FromHeaders(response.headers)
      return { ...(isPlain && bytes > 0 && { bytes }), ...(sha256 !== undefined && { sha256 }) }
    })
  } catch (error) {
    if (error instanceof FetchFailure) return {}
    throw error
  }
}

/** The JSON in `content`, if it is of this shape; throws FaultError 'model-damaged' naming the file otherwise. */
export function parseJson<T extends z.ZodMiniType>(content: Uint8Array, shape: T, name: string): z.output<T> {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder().decode(content))
  } catch {
    throw new FaultError({ code: 'model-damaged', detail: `${name} is not JSON` })
  }
  const parsed = z.safeParse(shape, json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new FaultError({
    code: 'model-damaged',
    detail: `${name}: ${issue?.path.join('.')} ${issue?.message}`,
  })
}

async function readWhole(
  response: Response,
  connected: AbortController,
  stallMs: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  while (reader) {
    const { done, value } = await withoutStall(reader.read(), connected, stallMs)
    if (done) break
    bytes += value.byteLength
    if (bytes > longestBytes) throw new FetchFailure({ code: 'model-damaged', detail: 'too long' }, 'stop')
    chunks.push(value)
  }
  const contentLength = response.headers.get('content-length')
  if (!response.headers.has('content-encoding') && bytes < Number(contentLength)) {
    throw new FetchFailure({ code: 'network', detail: `${bytes} of ${contentLength} bytes` }, 'retry')
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}
