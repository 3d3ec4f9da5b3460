import type { ChunkReader, ChunkWriter } from './chunks.ts'
import { type Bytes, damaged, joined, readUint32, uint32 } from './header.ts'

/** What a frame is, as its fifth byte says. */
export const frameKinds = {
  manifest: 1,
  record: 2,
  model: 3,
  modelData: 4,
  end: 5,
  content: 6,
  contentData: 7,
} as const
type FrameKind = (typeof frameKinds)[keyof typeof frameKinds]

const headBytes = 5
/** A chat of a million words takes about 8 MB; a frame of weights never more than 4 MiB. */
const maxFrameBytes = 128 * 1024 * 1024

/** One frame of a backup's content. */
export interface Frame {
  readonly kind: FrameKind
  readonly body: Bytes
  /** Where it begins, in bytes of content. */
  readonly at: number
}

/** Writes a frame: its length, its kind, its body. */
export async function writeFrame(chunks: ChunkWriter, kind: FrameKind, body: Uint8Array): Promise<void> {
  await chunks.write(joined([uint32(body.length), Uint8Array.of(kind)]))
  await chunks.write(body)
}

/** Reads frames one after the other, from anywhere where one begins. */
export interface FrameReader {
  /** Throws FaultError 'backup-cut', 'backup-damaged'. */
  next(): Promise<Frame>
  /** Throws FaultError 'backup-damaged' unless the content ends here. */
  close(): Promise<void>
}

/** @param chunkBytes What a chunk holds that is not the last. @param from In bytes of content. */
export function readFrames(chunks: ChunkReader, chunkBytes: number, from = 0): FrameReader {
  let number = Math.floor(from / chunkBytes)
  let chunk: { readonly content: Bytes; readonly isFinal: boolean } | undefined
  let at = from

  async function read(length: number): Promise<Bytes> {
    const pieces: Uint8Array[] = []
    for (let missing = length; missing > 0; ) {
      chunk ??= await chunks.read(number)
      const begin = at - number * chunkBytes
      const piece = chunk.content.subarray(begin, begin + missing)
      pieces.push(piece)
      missing -= piece.length
      at += piece.length
      if (missing === 0) break
      if (chunk.isFinal) throw damaged('a frame is longer than the content')
      chunk = undefined
      number += 1
    }
    return joined(pieces)
  }

  return {
    async next() {
      const begin = at
      const head = await read(headBytes)
      const length = readUint32(head, 0)
      const kind = Object.values(frameKinds).find(known => known === head[4])
      if (!kind || length > maxFrameBytes) throw damaged(`a frame of kind ${head[4]}`)
      return { kind, body: await read(length), at: begin }
    },
    async close() {
      chunk ??= await chunks.read(number)
      const end = number * chunkBytes + chunk.content.length
      if (!chunk.isFinal || at !== end) throw damaged('there is more behind the end')
    },
  }
}
