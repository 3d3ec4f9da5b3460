import type { Part } from '../weights/types.ts'
import type { WantedFile } from './wanted-file.ts'

/** Pieces of a file that are missing one after the other. */
export interface Run {
  /** Index of the first piece. */
  readonly first: number
  readonly firstByte: number
  /** From where the file is here again; undefined where the run goes to its end. */
  readonly endByte?: number
  /** Something of the file is here: only the rest is asked for. */
  readonly isPartial: boolean
}

/** The first run of missing pieces; undefined where the part is whole. */
export function runMissing(part: Part, fileBytes: number | undefined, pieceBytes: number): Run | undefined {
  const { pieces } = part
  const bytes = part.bytes ?? fileBytes
  const gap = pieces.indexOf(null)
  const first = gap === -1 ? pieces.length : gap
  // Without a length, only the last piece itself can say that it is the last: it brings `part.bytes`.
  if (bytes !== undefined && first >= Math.max(1, Math.ceil(bytes / pieceBytes))) return undefined
  const end = pieces.findIndex((piece, index) => index > first && piece !== null)
  const isPartial = pieces.some(piece => piece !== null)
  return {
    firstByte: first * pieceBytes,
    first,
    isPartial,
    ...(end !== -1 && { endByte: end * pieceBytes }),
  }
}

/**
 * Headers by which only a run is sent. A single range is let through by every host that lets a page read at all;
 * If-Range is not, and goes to the page's own host only.
 */
export function requestHeaders(
  part: Part,
  run: Run,
  isOwnHost: boolean,
): Readonly<Record<string, string>> | undefined {
  if (!run.isPartial) return undefined
  const last = run.endByte === undefined ? '' : run.endByte - 1
  const range = `bytes=${run.firstByte}-${last}`
  return isOwnHost && part.validator ? { range, 'if-range': part.validator } : { range }
}

/** Content-Range, where the host lets it be read. */
export function rangeOf(headers: Headers): { readonly first: number; readonly total?: number } | undefined {
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '')
  if (!match) return undefined
  const first = Number(match[1])
  return match[2] === '*' ? { first } : { first, total: Number(match[2]) }
}

/** What names this version of a file: a strong ETag, or a hub's own word for its content. */
export function validatorOf(headers: Headers, file: WantedFile): string | undefined {
  const etag = headers.get('etag')
  if (etag?.startsWith('"')) return etag
  return (file.isOnHub && headers.get('x-linked-etag')) || undefined
}

/**
 * Whether a 206 goes on from the version that is here, at the place that was asked for. Where the host names no
 * version, a file may only be gone on with if its hash is known and will tell.
 */
export function answerFits(headers: Headers, part: Part, run: Run, file: WantedFile): boolean {
  const validator = validatorOf(headers, file)
  const isSame =
    validator === undefined || part.validator === undefined
      ? file.digests.length > 0
      : validator === part.validator
  const fileBytes = part.bytes ?? file.bytes
  const range = rangeOf(headers)
  if (!isSame || (range && range.first !== run.firstByte)) return false
  if (fileBytes === undefined) return true
  if (range?.total !== undefined) return range.total === fileBytes
  const length = headers.get('content-length')
  const endByte = Math.min(run.endByte ?? fileBytes, fileBytes)
  return length === null || Number(length) === endByte - run.firstByte
}

/** Bytes of the pieces that are here. */
export function durableBytes(part: Part, pieceBytes: number): number {
  return part.pieces.reduce((sum, piece, index) => {
    if (piece === null) return sum
    const endByte = Math.min((index + 1) * pieceBytes, part.bytes ?? Number.POSITIVE_INFINITY)
    return sum + endByte - index * pieceBytes
  }, 0)
}
