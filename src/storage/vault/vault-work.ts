import { FaultError } from '../../fault.ts'
import { type SealedHeader, settled } from './header.ts'
import { deriveKey, newKeyParameters, parseKeyParameters } from './passphrase-key.ts'
import { openBytes, sealBytes } from './seal.ts'
import type { SealedDatabase } from './sealed-database.ts'

/** How a key is made of a passphrase; tests bring cheaper parameters. */
export interface KeyMaking {
  readonly newParameters: typeof newKeyParameters
  readonly deriveKey: typeof deriveKey
}

const argon2: KeyMaking = { newParameters: newKeyParameters, deriveKey }

/** Opens the records with the passphrase. Throws FaultError 'wrong-passphrase', or what reading throws. */
export async function unlock(sealed: SealedDatabase, passphrase: string, making = argon2): Promise<void> {
  const bytes = await unwrap(sealedHeader(sealed), passphrase, making)
  sealed.give(await dataKey(bytes))
  bytes.fill(0)
}

/** Seals all records under a new passphrase: all of them, or none. Throws FaultError. */
export async function setUp(sealed: SealedDatabase, passphrase: string, making = argon2): Promise<void> {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const header = await wrap(bytes, crypto.randomUUID(), passphrase, making)
  const key = await dataKey(bytes)
  bytes.fill(0)
  await sealed.rewrite(header, key)
}

/**
 * Another passphrase from now on. Only the data key is wrapped anew: whoever knew the old passphrase and kept a copy
 * of the old header can still make the data key. Throws FaultError 'wrong-passphrase', and then nothing has changed.
 */
export async function change(
  sealed: SealedDatabase,
  from: string,
  to: string,
  making = argon2,
): Promise<void> {
  const header = sealedHeader(sealed)
  const bytes = await unwrap(header, from, making)
  const next = await wrap(bytes, header.id, to, making)
  bytes.fill(0)
  await sealed.replaceHeader(next)
}

/** Lays all records open again: all of them, or none. Throws FaultError 'wrong-passphrase', or what writing throws. */
export async function remove(sealed: SealedDatabase, passphrase: string, making = argon2): Promise<void> {
  const bytes = await unwrap(sealedHeader(sealed), passphrase, making)
  bytes.fill(0)
  await sealed.rewrite({ state: 'open' }, undefined)
}

function sealedHeader({ footing }: SealedDatabase): SealedHeader {
  if (footing.header.state === 'sealed') return settled(footing.header)
  throw new FaultError({ code: footing.header.state === 'unknown' ? 'storage-newer' : 'storage-conflict' })
}

const wrappedName = (id: string) => `data-key/${id}`

async function wrap(
  bytes: Uint8Array<ArrayBuffer>,
  id: string,
  passphrase: string,
  making: KeyMaking,
): Promise<SealedHeader> {
  const parameters = making.newParameters()
  const key = await making.deriveKey(passphrase, parameters)
  return {
    state: 'sealed',
    version: 1,
    id,
    parameters,
    wrapped: await sealBytes(key, wrappedName(id), bytes),
  }
}

async function unwrap(
  header: SealedHeader,
  passphrase: string,
  making: KeyMaking,
): Promise<Uint8Array<ArrayBuffer>> {
  const parameters = parseKeyParameters(header.parameters)
  if (!parameters) throw new FaultError({ code: 'storage-newer', detail: 'key parameters' })
  const key = await making.deriveKey(passphrase, parameters)
  const bytes = await openBytes(key, wrappedName(header.id), header.wrapped)
  if (!bytes) throw new FaultError({ code: 'wrong-passphrase' })
  return bytes
}

function dataKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
