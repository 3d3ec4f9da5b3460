import { alignUp, type GgufTensor, readGguf } from '../../models/gguf.ts'

const utf8 = new TextEncoder()
/** ggml's number of a 16-bit metadata value. */
const u16Type = 2

/**
 * The parts of a split GGUF as one file. wllama numbers an adapter along with the model's parts, and llama.cpp then
 * refuses parts whose names give another count than they do themselves. Only headers are read: the rest are slices of
 * the parts. A single file comes back as it is. Throws GgufError, and RangeError where a part is none.
 */
export async function joinGguf(parts: readonly Blob[]): Promise<Blob> {
  const [first, ...others] = parts
  if (!first) throw new RangeError('nothing to join')
  if (others.length === 0) return first
  const headers = await Promise.all(parts.map(readGguf))
  const [{ metadata, metadataRange, alignment }] = headers as [(typeof headers)[number]]
  const infos: Uint8Array<ArrayBuffer>[] = []
  const data: BlobPart[] = []
  let dataBytes = 0
  for (const [index, { tensors, dataOffset }] of headers.entries()) {
    const part = parts[index] ?? new Blob()
    for (const tensor of tensors) infos.push(tensorInfo(tensor, dataBytes + tensor.offset))
    const bytes = part.size - dataOffset
    data.push(part.slice(dataOffset), new Uint8Array(alignUp(bytes, alignment) - bytes))
    dataBytes += alignUp(bytes, alignment)
  }
  const { begin, end } = metadataRange
  const described = new Uint8Array(await first.slice(begin, end).arrayBuffer())
  sayUndivided(described)
  const head = new Blob([fileStart(infos.length, metadata.size), described, ...infos])
  return new Blob([head, new Uint8Array(alignUp(head.size, alignment) - head.size), ...data])
}

/** Writes 1 as `split.count`: llama.cpp then looks for no other file, and takes no notice of the other split keys. */
function sayUndivided(metadata: Uint8Array<ArrayBuffer>): void {
  const key = utf8.encode('split.count')
  const view = new DataView(metadata.buffer)
  for (let at = metadata.length - key.length - 6; at >= 8; at--) {
    const value = at + key.length
    const isKey =
      view.getBigUint64(at - 8, true) === BigInt(key.length) &&
      key.every((byte, i) => metadata[at + i] === byte)
    if (isKey && view.getUint32(value, true) === u16Type) {
      view.setUint16(value + 4, 1, true)
      return
    }
  }
  throw new RangeError('this GGUF is not split')
}

function fileStart(tensors: number, entries: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(24)
  const view = new DataView(bytes.buffer)
  bytes.set(utf8.encode('GGUF'))
  view.setUint32(4, 3, true)
  view.setBigUint64(8, BigInt(tensors), true)
  view.setBigUint64(16, BigInt(entries), true)
  return bytes
}

function tensorInfo({ name, dims, type }: GgufTensor, offset: number): Uint8Array<ArrayBuffer> {
  const text = utf8.encode(name)
  const bytes = new Uint8Array(8 + text.length + 4 + 8 * dims.length + 4 + 8)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  let at = 8 + text.length
  view.setUint32(at, dims.length, true)
  at += 4
  for (const dim of dims) {
    view.setBigUint64(at, BigInt(dim), true)
    at += 8
  }
  view.setUint32(at, type, true)
  view.setBigUint64(at + 4, BigInt(offset), true)
  return bytes
}
