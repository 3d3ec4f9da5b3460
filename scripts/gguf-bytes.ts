import { alignUp, type GgufTensor } from '../src/models/gguf.ts'

const utf8 = new TextEncoder()

/** The first 24 bytes of a GGUF v3. */
export function fileStart(tensorCount: number, metadataCount: number): Bytes {
  return joined([utf8.encode('GGUF'), u32(3), u64(tensorCount), u64(metadataCount)])
}

/** A tensor's entry in the header, lying at `offset`. */
export function tensorInfo({ name, dims, type }: Omit<GgufTensor, 'offset'>, offset: number): Bytes {
  return joined([text(name), u32(dims.length), ...dims.map(u64), u32(type), u64(offset)])
}

/** Bytes that can be part of a Blob. */
export type Bytes = Uint8Array<ArrayBuffer>

/** Zeros that fill `bytes` up to a multiple of the alignment. */
export function padding(bytes: number, alignment: number): Bytes {
  return new Uint8Array(alignUp(bytes, alignment) - bytes)
}

/** A string as GGUF writes it: its length in bytes, then UTF-8. */
export function text(value: string): Bytes {
  const bytes = utf8.encode(value)
  return joined([u64(bytes.length), bytes])
}

/** Two bytes, little-endian. */
export function u16(value: number): Bytes {
  return written(2, view => view.setUint16(0, value, true))
}

/** Four bytes, little-endian; a negative number comes out as the i32. */
export function u32(value: number): Bytes {
  return written(4, view => view.setUint32(0, value, true))
}

/** Eight bytes, little-endian. */
export function u64(value: number): Bytes {
  return written(8, view => view.setBigUint64(0, BigInt(value), true))
}

function written(size: number, write: (view: DataView) => void): Bytes {
  const bytes = new Uint8Array(size)
  write(new DataView(bytes.buffer))
  return bytes
}

/** One array of several. */
export function joined(parts: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
