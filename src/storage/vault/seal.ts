import { FaultError } from '../../fault.ts'

/** Bytes that AES-GCM has encrypted, with the number that was used once for them. */
export interface SealedBytes {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** A record as it lies on disk in a vault. */
interface SealedRecord extends SealedBytes {
  readonly sealed: 1
}

/** What stands in the place of a record that is not what was sealed under its key: every parser refuses it. */
const unreadable: unknown = Object.freeze({ unreadable: true })

/** Encrypts bytes under a name; only with the same name can they be opened. */
export async function sealBytes(
  key: CryptoKey,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<SealedBytes> {
  // 96 random bits each time: at four writes a second the 2^32 that are safe for one key last 34 years.
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt(gcm(iv, name), key, bytes)
  return { iv, bytes: new Uint8Array(sealed) }
}

/** Decrypts; undefined where key, name or bytes are not those of the sealing. */
export async function openBytes(
  key: CryptoKey,
  name: string,
  { iv, bytes }: SealedBytes,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(gcm(iv, name), key, bytes))
  } catch {
    return undefined
  }
}

/**
 * Seals a record under its key's name, so that it cannot be moved to another one.
 * Throws FaultError 'storage-failed' where the value is not plain data: it would not come back as it was.
 */
export async function sealRecord(key: CryptoKey, name: string, value: unknown): Promise<SealedRecord> {
  if (!isPlain(value)) throw new FaultError({ code: 'storage-failed', detail: 'not plain data' })
  const bytes = new TextEncoder().encode(JSON.stringify(value))
  return { sealed: 1, ...(await sealBytes(key, recordName(name), bytes)) }
}

/** The record that was sealed under this name; something that no parser takes where it is damaged or another one. */
export async function openRecord(key: CryptoKey, name: string, value: unknown): Promise<unknown> {
  const bytes = isSealed(value) ? await openBytes(key, recordName(name), value) : undefined
  try {
    return bytes ? (JSON.parse(new TextDecoder().decode(bytes)) as unknown) : unreadable
  } catch {
    return unreadable
  }
}

/** Whether a value looks like a sealed record. */
export function isSealed(value: unknown): value is SealedRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'sealed' in value &&
    value.sealed === 1 &&
    'iv' in value &&
    ArrayBuffer.isView(value.iv) &&
    'bytes' in value &&
    ArrayBuffer.isView(value.bytes)
  )
}

/** Whether records of this key are sealed: all but Hermit's own marks and the settings, which the lock screen needs. */
export function isSealedKey(key: string): boolean {
  return !/^(meta|stamp)\//.test(key) && key !== 'settings'
}

const recordName = (key: string) => `record/${key}`

function gcm(iv: Uint8Array<ArrayBuffer>, name: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`hermit-vault/1/${name}`) }
}

/** What JSON gives back as it was, but for fields that are undefined. */
function isPlain(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (Array.isArray(value)) return value.every(isPlain)
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean'
  const prototype: unknown = Object.getPrototypeOf(value)
  return (prototype === null || prototype === Object.prototype) && Object.values(value).every(isPlain)
}
