import type { Trust } from '../model.ts'

/** A hash that a file must have. A 'git-sha1' is git's name of a blob: over its length and its content. */
export interface Digest {
  readonly algorithm: 'sha256' | 'git-sha1' | 'md5'
  /** Lower-case hex. */
  readonly hex: string
}

/** A file to be fetched, and all that is known of it before it is. */
export interface WantedFile {
  readonly name: string
  /** Absolute, http or https; empty where the file came from this device and cannot be fetched. */
  readonly url: string
  /** As it must be; undefined where nobody has said. */
  readonly bytes?: number
  /** As the host says when asked for it: counts for progress and for room, and not as a check. */
  readonly likelyBytes?: number
  /** All must match; empty where there is nothing to compare with. */
  readonly digests: readonly Digest[]
  readonly trust: Trust
  /** Its host speaks a hub's protocol, where an ETag of 64 hex digits is the SHA-256 of the file. */
  readonly isOnHub?: boolean
  /** Where finding out what to fetch has read it already. */
  readonly content?: Uint8Array<ArrayBuffer>
}

/** The SHA-256 that a file must have, where it is known before the file is here. */
export function sha256Of(file: WantedFile): string | undefined {
  return file.digests.find(({ algorithm }) => algorithm === 'sha256')?.hex
}

/** Part.key of a file: by content where that is known, else by address. */
export function keyOf(file: WantedFile): string {
  return sha256Of(file) ?? file.url
}

/** What a hub says of a file in the head of an answer; a browser sees of it what the last host exposes. */
export function sha256FromHeaders(headers: Headers): string | undefined {
  return sha256InTag(headers.get('x-linked-etag')) ?? sha256InTag(headers.get('etag'))
}

/** A strong ETag that is a SHA-256; undefined for anything else. */
export function sha256InTag(tag: string | null | undefined): string | undefined {
  return /^"?([0-9a-f]{64})"?$/.exec(tag ?? '')?.[1]
}
