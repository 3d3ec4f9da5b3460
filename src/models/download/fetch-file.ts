import { FaultError } from '../../fault.ts'
import type { StreamHash } from '../weights/hash.ts'
import type { Part } from '../weights/types.ts'
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
import { checkPart, createDigest } from './check-part.ts'
import { createPieceWriter, type Pieces } from './piece-writer.ts'
import {
  answerFits,
  durableBytes,
  type Run,
  rangeOf,
  requestHeaders,
  runMissing,
  validatorOf,
} from './ranges.ts'
import { type Digest, keyOf, sha256FromHeaders, sha256InTag, type WantedFile } from './wanted-file.ts'

/** One try at a file. */
export interface Transfer extends Connection, Pieces {
  readonly file: WantedFile
  /** Id of the model. */
  readonly owner: string
  /** Of the page: only to it goes a header that a strange host would have to allow. */
  readonly origin: string
  readonly cache: RequestCache
  /** What is durable and what is on its way in, whenever it changes. */
  readonly onBytes: (bytes: number, durableBytes: number) => void
}

/** A file that is on this device whole and has been checked, as a part still. */
export interface Fetched {
  readonly bytes: number
  readonly sha256: string
  /** The host has declared the hash, in its listing or with the file. */
  readonly isDeclared: boolean
}

/** What one request came to. */
interface Arrived {
  readonly part: Part
  /** Digests of the whole file, where it came in one. */
  readonly known: ReadonlyMap<Digest['algorithm'], string>
  /** The SHA-256 that came with it. */
  readonly declared?: string | undefined
}

/**
 * Tries once to fetch what is missing of a file into its part, and checks the whole. What is durable stays when it
 * fails, but not what is of another version of the file, or damaged. Throws FetchFailure, FaultError of the
 * weights, or the signal's reason.
 */
export async function fetchFile(transfer: Transfer): Promise<Fetched> {
  const { file, owner, weights, pieceBytes, signal } = transfer
  const key = keyOf(file)
  let part: Part = (await weights.part(key)) ?? { key, owner, pieces: [] }
  if (part.bytes !== undefined && file.bytes !== undefined && part.bytes !== file.bytes)
    part = await dropped(part)
  let known: ReadonlyMap<Digest['algorithm'], string> = new Map()
  let declared = file.isOnHub ? sha256InTag(part.validator) : undefined
  try {
    for (;;) {
      const here = durableBytes(part, pieceBytes)
      transfer.onBytes(here, here)
      const run = runMissing(part, file.bytes, pieceBytes)
      if (!run) break
      const outcome = await converse(
        transfer,
        connected => fetchRun(part, run, connected),
        error => error instanceof FaultError,
      )
      part = outcome.part
      known = outcome.known
      declared = outcome.declared ?? declared
    }
    const digests: readonly Digest[] =
      file.digests.length === 0 && declared ? [{ algorithm: 'sha256', hex: declared }] : file.digests
    const sha256 = await checkPart(part, transfer, digests, known, signal)
    return { bytes: part.bytes ?? 0, sha256, isDeclared: digests.length > 0 }
  } catch (error) {
    if (error instanceof FetchFailure && error.next === 'reload') await weights.dropPart(key)
    throw error
  }

  async function dropped({ key, owner }: Part): Promise<Part> {
    await weights.dropPart(key)
    return { key, owner, pieces: [] }
  }

  async function fetchRun(before: Part, run: Run, connected: AbortController): Promise<Arrived> {
    const response = await request(before, run, connected)
    if (response.status === 416 && run.isPartial) return { part: await dropped(before), known: new Map() }
    checkResponse(response)
    const isRange = response.status === 206
    if (isRange && !answerFits(response.headers, before, run, file)) {
      return { part: await dropped(before), known: new Map() }
    }
    const validator = validatorOf(response.headers, file)
    const kept = isRange || !run.isPartial ? before : await dropped(before)
    const from: Part = { ...kept, ...(validator !== undefined && { validator }) }
    const whole: Run = isRange ? run : { first: 0, firstByte: 0, isPartial: false }
    const result = await readBody(from, whole, response, connected)
    return { ...result, declared: file.isOnHub ? sha256FromHeaders(response.headers) : undefined }
  }

  function request(before: Part, run: Run, connected: AbortController): Promise<Response> {
    if (file.content) return Promise.resolve(new Response(file.content))
    const headers = requestHeaders(before, run, new URL(file.url).origin === transfer.origin)
    return ask(file.url, transfer, connected, { cache: transfer.cache, ...(headers && { headers }) })
  }

  async function readBody(from: Part, run: Run, response: Response, connected: AbortController) {
    const hashes = run.first === 0 && run.endByte === undefined ? await createOthers(file) : new Map()
    const writer = await createPieceWriter(transfer, from, run.first, [...hashes.values()])
    const fileBytes = file.bytes ?? rangeOf(response.headers)?.total
    const endBytes = run.endByte === undefined ? fileBytes : Math.min(run.endByte, fileBytes ?? run.endByte)
    const startBytes = writer.position
    const otherBytes = durableBytes(from, pieceBytes)
    let head = ''
    const reader = response.body?.getReader()
    try {
      while (reader) {
        const { done, value } = await withoutStall(reader.read(), connected, transfer.stallMs)
        if (done) break
        if (run.first === 0 && head.length < headBytes) {
          head += latin1(value.subarray(0, headBytes))
          const failure = file.digests.length === 0 && failureOfHead(head)
          if (failure) throw failure
        }
        if (endBytes !== undefined && writer.position + value.byteLength > endBytes) {
          throw unlike(head, `more than ${endBytes} bytes`)
        }
        await writer.write(value)
        transfer.onBytes(otherBytes + writer.position - startBytes, durableBytes(writer.part, pieceBytes))
      }
      checkLength(writer.position, startBytes, endBytes, response, head)
    } catch (error) {
      if (error instanceof FetchFailure && error.next !== 'retry') await weights.dropPart(key)
      else if (!(error instanceof FaultError)) await writer.rescue()
      throw error
    }
    await writer.end(run.endByte === undefined ? { fileBytes: writer.position } : undefined)
    return { part: writer.part, known: digestsOf(hashes) }
  }

  /** Throws a FetchFailure where a body has ended too early. */
  function checkLength(
    position: number,
    startBytes: number,
    endBytes: number | undefined,
    response: Response,
    head: string,
  ): void {
    const receivedBytes = position - startBytes
    const contentLength = response.headers.get('content-length')
    const isEncoded = response.headers.has('content-encoding')
    const promisedBytes = startBytes + (isEncoded ? 0 : Number(contentLength))
    const expected = endBytes ?? Math.max(file.likelyBytes ?? startBytes + 1, promisedBytes)
    if (position >= expected) return
    const sizes = `${position} of ${expected} bytes`
    // All that the server meant to send: its file is another one. Otherwise the connection was cut.
    const isComplete = response.status === 200 && receivedBytes > 0 && contentLength === String(receivedBytes)
    const failure = unlike(head, sizes)
    throw failure.next === 'stop' || (isComplete && endBytes !== undefined)
      ? failure
      : new FetchFailure({ code: 'network', detail: sizes }, 'retry')
  }
}

/** What came is not the file. Its beginning tells a log-in page and a Git LFS pointer from a damaged file. */
function unlike(head: string, detail: string): FetchFailure {
  return failureOfHead(head) ?? new FetchFailure({ code: 'model-damaged', detail }, 'reload')
}

async function createOthers(file: WantedFile): Promise<Map<Digest['algorithm'], StreamHash>> {
  const hashes = new Map<Digest['algorithm'], StreamHash>()
  for (const { algorithm } of file.digests) {
    const hash = algorithm === 'sha256' ? undefined : await createDigest(algorithm, file.bytes)
    if (hash) hashes.set(algorithm, hash)
  }
  return hashes
}

function digestsOf(hashes: ReadonlyMap<Digest['algorithm'], StreamHash>): Map<Digest['algorithm'], string> {
  return new Map([...hashes].map(([algorithm, hash]) => [algorithm, hash.hexDigest()]))
}
