import { alignUp, type GgufTensor } from '../src/models/gguf.ts'
import { type Bytes, fileStart, joined, padding, tensorInfo, text, u32 } from './gguf-bytes.ts'

/** What tests make a small GGUF of. Metadata values are raw: their type's number, then their bytes. */
export interface GgufSample {
  readonly metadata: readonly (readonly [key: string, value: Bytes])[]
  readonly tensors: readonly { readonly name: string; readonly bytes: Bytes }[]
  readonly alignment?: number
}

/** A small GGUF for tests, its tensors in order and padded as llama.cpp writes them. */
export function sampleGguf({ metadata, tensors, alignment = 32 }: GgufSample): Bytes {
  const entries = [
    ...(alignment === 32 ? [] : [joined([text('general.alignment'), u32(4), u32(alignment)])]),
    ...metadata.map(([key, value]) => joined([text(key), value])),
  ]
  const infos: Bytes[] = []
  let offset = 0
  for (const { name, bytes } of tensors) {
    infos.push(tensorInfo(i8Tensor(name, bytes.length), offset))
    offset += alignUp(bytes.length, alignment)
  }
  const header = joined([fileStart(tensors.length, entries.length), ...entries, ...infos])
  const data = tensors.flatMap(({ bytes }) => [bytes, padding(bytes.length, alignment)])
  return joined([header, padding(header.length, alignment), ...data])
}

function i8Tensor(name: string, length: number): Omit<GgufTensor, 'offset'> {
  return { name, dims: [length], type: 24 }
}
