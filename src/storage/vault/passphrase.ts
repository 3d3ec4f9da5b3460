import { argon2id } from 'hash-wasm'
import type { KeyParameters } from './passphrase-key.ts'

/** What the worker is asked. */
export interface Derivation {
  readonly passphrase: string
  readonly parameters: KeyParameters
}

/** What it answers; `detail` says why there is no key, without what a person wrote. */
export type DerivationAnswer = { readonly key: CryptoKey } | { readonly detail: string }

/** Argon2id on this thread: half a second without a turn for anything else. Never rejects. */
export async function deriveHere({ passphrase, parameters }: Derivation): Promise<DerivationAnswer> {
  try {
    const bytes = await argon2id({
      password: new TextEncoder().encode(passphrase.normalize('NFC')),
      salt: bytesOfHex(parameters.salt),
      memorySize: parameters.memoryKiB,
      iterations: parameters.passes,
      parallelism: parameters.lanes,
      hashLength: 32,
      outputType: 'binary',
    })
    const key = await crypto.subtle.importKey('raw', new Uint8Array(bytes), 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ])
    bytes.fill(0)
    return { key }
  } catch (error) {
    return { detail: String(error) }
  }
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
}
