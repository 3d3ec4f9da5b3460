import { FaultError } from '../fault.ts'
import {
  type Bytes,
  bytesAt,
  bytesOfHex,
  cut,
  damaged,
  type Encryption,
  encodeHeader,
  hexOf,
  isEqual,
  joined,
  type OpenedHeader,
  readUint32,
  sha256,
  uint32,
} from './header.ts'

/** What a chunk holds; only the last one holds less. */
export const chunkBytes = 1024 * 1024
const prefixBytes = 4
/** Of the prefix: this chunk is the last one. */
const finalMark = 0x8000_0000
/** No chunk has this number: the nonce of the check. */
const checkNumber = 0xffff_ffff
const tagBytes = 16
const digestBytes = 32

/** How a backup is to be sealed: under this key, which was made with these parameters. */
export interface Seal {
  readonly key: CryptoKey
  readonly parameters: Encryption['parameters']
}

/** Takes the bytes of a backup's header and chunks, one after the other. */
export type Give = (bytes: Bytes) => Promise<void> | void

/** Writes content as chunks. */
export interface ChunkWriter {
  /** Content in pieces of any length. */
  write(content: Uint8Array): Promise<void>
  /** The last chunk; without it the file is known to be cut. */
  end(): Promise<void>
}

/** Writes the header and gives what writes the chunks behind it. Without a seal anyone can read them. */
export async function writeChunks(seal: Seal | undefined, give: Give): Promise<ChunkWriter> {
  const encryption = seal ? await newEncryption(seal) : null
  const { bytes, digest } = await encodeHeader({ format: 'hermit-backup', version: 1, encryption })
  await give(bytes)
  let pieces: Uint8Array[] = []
  let length = 0
  let number = 0

  async function giveChunk(content: Bytes, isFinal: boolean): Promise<void> {
    const prefix = uint32((content.length | (isFinal ? finalMark : 0)) >>> 0)
    const body =
      seal && encryption
        ? await encrypt(seal.key, encryption.nonce, number, content, joined([digest, prefix]))
        : joined([content, await mark(digest, prefix, number, content)])
    number += 1
    await give(joined([prefix, body]))
  }

  return {
    async write(content) {
      // A copy: what gives the pieces may use its buffer again.
      pieces.push(content.slice())
      length += content.length
      if (length <= chunkBytes) return
      const all = joined(pieces)
      // The last one is only known to be the last at the end: it is kept back.
      const whole = Math.ceil(length / chunkBytes) - 1
      const rest = all.slice(whole * chunkBytes)
      pieces = [rest]
      length = rest.length
      for (let index = 0; index < whole; index++) {
        await giveChunk(all.slice(index * chunkBytes, (index + 1) * chunkBytes), false)
      }
    },
    end: () => giveChunk(joined(pieces), true),
  }
}

/** The chunks of a file, each checked before it is given. */
export interface ChunkReader {
  /**
   * The content of the chunk with this number, from 0, and whether it is the last. Throws FaultError 'backup-cut',
   * 'backup-damaged'.
   */
  read(number: number): Promise<{ readonly content: Bytes; readonly isFinal: boolean }>
}

/** Whether this is the key of the backup: false for another passphrase. */
export async function isKeyOf(encryption: Encryption, key: CryptoKey): Promise<boolean> {
  const found = await encrypt(key, encryption.nonce, checkNumber, new Uint8Array(), new Uint8Array())
  return isEqual(found, bytesOfHex(encryption.check))
}

/** @param key Of an encrypted file; isKeyOf has said so. */
export function readChunks(file: Blob, opened: OpenedHeader, key: CryptoKey | undefined): ChunkReader {
  const { header, digest } = opened
  const overhead = header.encryption ? tagBytes : digestBytes
  const wholeBytes = prefixBytes + chunkBytes + overhead

  return {
    async read(number) {
      const begin = opened.bytes + number * wholeBytes
      if (file.size < begin + prefixBytes + overhead) throw cut(`before chunk ${number}`)
      const bytes = await bytesAt(file, begin, begin + wholeBytes)
      const stated = readUint32(bytes, 0)
      const isFinal = (stated & finalMark) !== 0
      const length = (stated & ~finalMark) >>> 0
      if (length > chunkBytes || (!isFinal && length !== chunkBytes)) throw damaged(`chunk ${number}`)
      const end = prefixBytes + length + overhead
      if (bytes.length < end) throw cut(`in chunk ${number}`)
      const prefix = bytes.slice(0, prefixBytes)
      const body = bytes.slice(prefixBytes, end)
      const content = header.encryption
        ? await decrypt(key, header.encryption.nonce, number, body, joined([digest, prefix]))
        : await unmarked(digest, prefix, number, body)
      if (!content) throw damaged(`chunk ${number}`)
      if (isFinal && file.size !== begin + end) throw damaged('there is more behind the last chunk')
      return { content, isFinal }
    },
  }
}

async function newEncryption({ key, parameters }: Seal): Promise<Encryption> {
  const nonce = hexOf(crypto.getRandomValues(new Uint8Array(8)))
  const check = hexOf(await encrypt(key, nonce, checkNumber, new Uint8Array(), new Uint8Array()))
  return { cipher: 'AES-256-GCM', kdf: 'Argon2id', parameters, nonce, check }
}

/** Eight random bytes of the file and the number of the chunk: none is ever used twice under a file's key. */
const nonceOf = (nonce: string, number: number) => joined([bytesOfHex(nonce), uint32(number)])

async function encrypt(key: CryptoKey, nonce: string, number: number, content: Bytes, bound: Bytes) {
  const algorithm = { name: 'AES-GCM', iv: nonceOf(nonce, number), additionalData: bound }
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, key, content))
}

/** Undefined where it is not what was encrypted. */
async function decrypt(
  key: CryptoKey | undefined,
  nonce: string,
  number: number,
  body: Bytes,
  bound: Bytes,
): Promise<Bytes | undefined> {
  if (!key) throw new FaultError({ code: 'wrong-passphrase' })
  const algorithm = { name: 'AES-GCM', iv: nonceOf(nonce, number), additionalData: bound }
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, body))
  } catch {
    return undefined
  }
}

/** What a chunk in the open is known again by. It withstands accidents; whoever can change the file can forge it. */
function mark(digest: Bytes, prefix: Bytes, number: number, content: Bytes): Promise<Bytes> {
  return sha256(joined([digest, prefix, uint32(number), content]))
}

async function unmarked(
  digest: Bytes,
  prefix: Bytes,
  number: number,
  body: Bytes,
): Promise<Bytes | undefined> {
  const content = body.slice(0, body.length - digestBytes)
  const known = body.subarray(body.length - digestBytes)
  return isEqual(await mark(digest, prefix, number, content), known) ? content : undefined
}
