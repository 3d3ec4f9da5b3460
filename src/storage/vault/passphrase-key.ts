import * as z from 'zod/mini'
import { FaultError } from '../../fault.ts'
import type { DerivationAnswer } from './passphrase.ts'

/** How a key is made of a passphrase with Argon2id. Plain JSON: it is stored in the open beside what it protects. */
export interface KeyParameters {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
  /** 16 to 64 bytes in lower-case hex; random, a new one for each passphrase that is set. */
  readonly salt: string
}

/*
 * What is read back is bounded: a file made by somebody else must not make this device compute for an hour. The lower
 * bounds are Argon2's own; a weakened record opens nothing, since the key would be another one.
 */
const keyParametersSchema = z.object({
  memoryKiB: z.int().check(z.gte(64), z.lte(512 * 1024)),
  passes: z.int().check(z.gte(1), z.lte(16)),
  lanes: z.int().check(z.gte(1), z.lte(8)),
  salt: z.string().check(z.regex(/^([0-9a-f]{2}){16,64}$/)),
})

/**
 * Parameters for a passphrase that is being set, with a fresh salt. 64 MiB, 3 passes, 1 lane: RFC 9106's second
 * recommended option is 64 MiB and 3 passes (with 4 lanes), and OWASP's Password Storage Cheat Sheet asks for at least
 * 19 MiB, 2 passes, 1 lane, so this is five times its work and memory bandwidth. One lane, because lanes are computed
 * one after the other here and would only help whoever guesses.
 */
export function newKeyParameters(): KeyParameters {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  return {
    memoryKiB: 64 * 1024,
    passes: 3,
    lanes: 1,
    salt: Array.from(salt, byte => byte.toString(16).padStart(2, '0')).join(''),
  }
}

/** Parameters off the disk or out of a file; undefined where they are none, or ask for more than is sane. */
export function parseKeyParameters(value: unknown): KeyParameters | undefined {
  const parsed = keyParametersSchema.safeParse(value)
  return parsed.success ? parsed.data : undefined
}

/** Whether this browser can encrypt at all: WebCrypto is missing where a page is served over plain http. */
export function canEncrypt(): boolean {
  return typeof crypto !== 'undefined' && crypto.subtle !== undefined
}

/**
 * The AES-GCM 256 key of a passphrase, for encrypt and decrypt; its bytes cannot be read out, and have never been on
 * the page's thread. Takes about half a second in a worker of its own, which is ended with it, so that neither the
 * passphrase nor the 64 MiB stay. The passphrase is taken in Unicode's NFC, so that one keyboard opens what another
 * has closed.
 *
 * Throws FaultError 'crashed' where there is not the memory or the WebCrypto for it, or the passphrase is empty.
 */
export async function deriveKey(passphrase: string, parameters: KeyParameters): Promise<CryptoKey> {
  const answer =
    typeof Worker === 'undefined'
      ? await (await import('./passphrase.ts')).deriveHere({ passphrase, parameters })
      : await inWorker(passphrase, parameters)
  if ('key' in answer) return answer.key
  throw new FaultError({ code: 'crashed', detail: answer.detail })
}

function inWorker(passphrase: string, parameters: KeyParameters): Promise<DerivationAnswer> {
  const worker = new Worker(new URL('./passphrase.worker.ts', import.meta.url), { type: 'module' })
  return new Promise<DerivationAnswer>(resolve => {
    worker.onmessage = ({ data }: MessageEvent<DerivationAnswer>) => resolve(data)
    worker.onerror = () => resolve({ detail: 'the worker that derives keys failed' })
    worker.postMessage({ passphrase, parameters })
  }).finally(() => worker.terminate())
}
