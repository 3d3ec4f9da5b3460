import * as z from 'zod/mini'
import { FaultError } from '../fault.ts'
import { type KeyParameters, parseKeyParameters } from '../storage/vault/passphrase-key.ts'

/** Bytes that can be part of a Blob. */
export type Bytes = Uint8Array<ArrayBuffer>

/** The newest version of the format that is known here; docs/backup-format.md describes it. */
export const backupVersion = 1

/**
 * The first eight bytes, in every version: not text, a name, and the line ends that a transfer as text would change.
 */
const magic: Bytes = new Uint8Array([0x89, 0x48, 0x42, 0x41, 0x4b, 0x0d, 0x0a, 0x1a])
const lengthBytes = 4
const digestBytes = 32
/** A header of this version has about 400. */
const maxHeaderBytes = 64 * 1024

/** How a backup is sealed. All of it is in the open; the passphrase is nowhere. */
export interface Encryption {
  readonly cipher: 'AES-256-GCM'
  readonly kdf: 'Argon2id'
  readonly parameters: KeyParameters
  /** The first eight bytes of every nonce, in hex; random for each file. */
  readonly nonce: string
  /** Tells a wrong passphrase from a damaged file: the tag over nothing under the last nonce, in hex. */
  readonly check: string
}

/** What stands in the open at the beginning of a backup. */
export interface Header {
  readonly format: 'hermit-backup'
  readonly version: 1
  /** null: the backup can be read by anyone who has the file. */
  readonly encryption: Encryption | null
}

/** A header as it was read: where it ends, and the digest that binds every chunk to it. */
export interface OpenedHeader {
  readonly header: Header
  readonly digest: Bytes
  /** Where the chunks begin. */
  readonly bytes: number
}

const headSchema = z.object({ format: z.literal('hermit-backup'), version: z.int().check(z.gte(1)) })
const encryptionSchema = z.object({
  cipher: z.literal('AES-256-GCM'),
  kdf: z.literal('Argon2id'),
  nonce: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  check: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
})

/** A header as bytes: magic, length, JSON, and the SHA-256 of all that. */
export async function encodeHeader(
  header: Header,
): Promise<{ readonly bytes: Bytes; readonly digest: Bytes }> {
  const json = new TextEncoder().encode(JSON.stringify(header))
  const head = joined([magic, uint32(json.length), json])
  const digest = await sha256(head)
  return { bytes: joined([head, digest]), digest }
}

/** Throws FaultError: 'backup-unknown', 'backup-cut', 'backup-damaged', 'backup-newer'. */
export async function openHeader(file: Blob): Promise<OpenedHeader> {
  const begin = await bytesAt(file, 0, magic.length + lengthBytes)
  const isMagic = begin.length > 0 && magic.every((byte, at) => at >= begin.length || begin[at] === byte)
  if (!isMagic) throw new FaultError({ code: 'backup-unknown' })
  if (begin.length < magic.length + lengthBytes) throw cut('in the header')
  const length = readUint32(begin, magic.length)
  if (length > maxHeaderBytes) throw damaged('the length of the header')
  const headBytes = magic.length + lengthBytes + length
  const bytes = headBytes + digestBytes
  if (file.size < bytes) throw cut('in the header')
  const head = await bytesAt(file, 0, headBytes)
  const digest = await sha256(head)
  if (!isEqual(digest, await bytesAt(file, headBytes, bytes))) throw damaged('the header')
  const text = new TextDecoder().decode(head.subarray(magic.length + lengthBytes))
  return { header: parseHeader(parseJson(text)), digest, bytes }
}

function parseHeader(value: unknown): Header {
  const head = headSchema.safeParse(value)
  if (!head.success) throw damaged('the header')
  const { format, version } = head.data
  if (version > backupVersion) throw newer(version, backupVersion)
  // Parsed as an object above.
  const stated: unknown = Reflect.get(value as object, 'encryption')
  if (stated === null) return { format, version: 1, encryption: null }
  const sealed = encryptionSchema.safeParse(stated)
  const parameters = sealed.success && parseKeyParameters(Reflect.get(stated as object, 'parameters'))
  if (!sealed.success || !parameters) throw damaged('how it is encrypted')
  return { format, version: 1, encryption: { ...sealed.data, parameters } }
}

/** A value of JSON; undefined where it is none. The parser's own message would quote the file. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The fault of a backup whose end is missing. */
export function cut(detail: string): FaultError {
  return new FaultError({ code: 'backup-cut', detail })
}

/** The fault of a backup that is not as it was written. */
export function damaged(detail: string): FaultError {
  return new FaultError({ code: 'backup-damaged', detail })
}

/** The fault of a backup that a later Hermit has made. */
export function newer(version: number, knownVersion: number): FaultError {
  return new FaultError({ code: 'backup-newer', numbers: { version, knownVersion } })
}

/** Bytes of a file; fewer where it ends before. Throws FaultError 'backup-cut' where it cannot be read any more. */
export async function bytesAt(file: Blob, begin: number, end: number): Promise<Bytes> {
  try {
    return new Uint8Array(await file.slice(begin, end).arrayBuffer())
  } catch (error) {
    throw cut(String(error))
  }
}

/** Several pieces as one. */
export function joined(pieces: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** A whole number as four bytes, the lowest first. */
export function uint32(value: number): Bytes {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}

/** The number that four bytes are. */
export function readUint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, true)
}

/** The SHA-256 of bytes. */
export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** Whether bytes are the same. */
export function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}

/** Bytes in lower-case hex. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

/** The bytes of hex. */
export function bytesOfHex(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
}
