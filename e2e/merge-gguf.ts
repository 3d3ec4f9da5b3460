import { openAsBlob } from 'node:fs'
import { fileStart, joined, padding, tensorInfo, text } from '../scripts/gguf-bytes.ts'
import { readGguf } from '../src/models/gguf.ts'

/**
 * Puts the parts of a split GGUF, given as paths in order, together into the one file that they were: the other way
 * round of scripts/gguf-split.ts, for a model host that serves a small real model as hubs serve most.
 */
export async function mergeGguf(paths: readonly string[]): Promise<Buffer> {
  const blobs = await Promise.all(paths.map(path => openAsBlob(path)))
  const headers = await Promise.all(blobs.map(readGguf))
  const [first] = headers
  const [firstBlob] = blobs
  if (!first || !firstBlob) throw new Error('nothing to put together')
  const { begin, end } = first.metadataRange
  const metadata = Buffer.from(await firstBlob.slice(begin, end).arrayBuffer())
  const ownFrom = metadata.lastIndexOf(text('split.no'))
  if (ownFrom === -1) throw new Error('this GGUF is not split')
  const infos: Uint8Array[] = []
  const data: Uint8Array[] = []
  let dataBytes = 0
  for (const [index, { tensors, dataOffset }] of headers.entries()) {
    for (const tensor of tensors) infos.push(tensorInfo(tensor, dataBytes + tensor.offset))
    const bytes = new Uint8Array((await blobs[index]?.slice(dataOffset).arrayBuffer()) ?? [])
    data.push(bytes)
    dataBytes += bytes.byteLength
  }
  // Of its own, a part has split.no, split.count and split.tensors.count, last.
  const start = fileStart(infos.length, first.metadata.size - 3)
  const head = joined([start, metadata.subarray(0, ownFrom), ...infos])
  return Buffer.concat([head, padding(head.length, first.alignment), ...data])
}
