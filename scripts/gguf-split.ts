import { alignUp, type GgufHeader, type GgufTensor, readGguf } from '../src/models/gguf.ts'
import { type Bytes, fileStart, joined, padding, tensorInfo, text, u16, u32 } from './gguf-bytes.ts'

/** The largest file that Hermit carries: static hosts and repositories refuse bigger ones. */
export const maxSplitBytes = 32 * 1024 * 1024

/** One file of a split GGUF, named as llama.cpp expects to find it. */
export interface GgufSplit {
  readonly name: string
  readonly blob: Blob
}

interface Span {
  readonly tensor: GgufTensor
  /** Of the source file: from here to the next tensor, its padding included. */
  readonly begin: number
  readonly end: number
}

/**
 * Splits a GGUF the way llama.cpp's own splitter does: every file has `split.no`, `split.count` and
 * `split.tensors.count`; the first has all other metadata besides, byte for byte; tensors keep their
 * order and their bits, and their offsets count from their own file's data.
 */
export async function splitGguf(source: Blob, base: string, maxBytes = maxSplitBytes): Promise<GgufSplit[]> {
  const header = await readGguf(source)
  if (header.metadata.has('split.count')) throw new Error('this GGUF is split already')
  const groups = packTensors(header, tensorSpans(header, source.size), maxBytes)
  if (groups.length > 65_535) throw new Error(`${groups.length} files are more than split.count can say`)
  return groups.map((spans, index) => {
    const number = (value: number) => String(value).padStart(5, '0')
    return {
      name: `${base}-${number(index + 1)}-of-${number(groups.length)}.gguf`,
      blob: new Blob([
        ...splitHeader(source, header, spans, index, groups.length),
        ...spans.flatMap(({ begin, end }) => [
          source.slice(begin, end),
          padding(end - begin, header.alignment),
        ]),
      ]),
    }
  })
}

/** Where each tensor's bytes lie in the source. llama.cpp asks that they follow one another in order. */
function tensorSpans({ tensors, dataOffset }: GgufHeader, fileBytes: number): Span[] {
  return tensors.map((tensor, index) => {
    const next = tensors[index + 1]
    const begin = dataOffset + tensor.offset
    const end = next ? dataOffset + next.offset : fileBytes
    if (end < begin) throw new Error(`tensor '${tensor.name}' is out of order`)
    return { tensor, begin, end }
  })
}

/** Fills one file after the other, in order: the same GGUF always gives the same files. */
function packTensors(header: GgufHeader, spans: readonly Span[], maxBytes: number): Span[][] {
  const groups: Span[][] = [[]]
  for (const span of spans) {
    const group = groups[groups.length - 1] ?? []
    if (splitBytes(header, [...group, span], groups.length - 1) <= maxBytes) {
      group.push(span)
      continue
    }
    if (splitBytes(header, [span], groups.length) > maxBytes) {
      throw new Error(`tensor '${span.tensor.name}' alone does not fit in ${maxBytes} bytes`)
    }
    groups.push([span])
  }
  if (splitBytes(header, groups[0] ?? [], 0) > maxBytes) {
    throw new Error(`the metadata alone does not fit in ${maxBytes} bytes`)
  }
  return groups
}

function splitBytes(header: GgufHeader, spans: readonly Span[], index: number): number {
  const infoBytes = spans.reduce((sum, span) => sum + tensorInfo(span.tensor, 0).length, 0)
  const dataBytes = spans.reduce((sum, { begin, end }) => sum + alignUp(end - begin, header.alignment), 0)
  return alignUp(24 + metadataBytes(header, index) + infoBytes, header.alignment) + dataBytes
}

function metadataBytes(header: GgufHeader, index: number): number {
  const { begin, end } = header.metadataRange
  const copied = index === 0 ? end - begin : 0
  return copied + ownMetadata(header, index, 0).reduce((sum, entry) => sum + entry.length, 0)
}

function splitHeader(
  source: Blob,
  header: GgufHeader,
  spans: readonly Span[],
  index: number,
  count: number,
): BlobPart[] {
  const { begin, end } = header.metadataRange
  const own = ownMetadata(header, index, count)
  const copiedEntries = index === 0 ? header.metadata.size : 0
  const infos: Bytes[] = []
  let offset = 0
  for (const span of spans) {
    infos.push(tensorInfo(span.tensor, offset))
    offset += alignUp(span.end - span.begin, header.alignment)
  }
  const infoBytes = infos.reduce((sum, info) => sum + info.length, 0)
  return [
    fileStart(spans.length, copiedEntries + own.length),
    ...(index === 0 ? [source.slice(begin, end)] : []),
    ...own,
    ...infos,
    padding(24 + metadataBytes(header, index) + infoBytes, header.alignment),
  ]
}

/** The metadata that a split has of its own. An unusual alignment must be said in every file. */
function ownMetadata(header: GgufHeader, index: number, count: number): Bytes[] {
  const saysAlignment = index > 0 && header.metadata.has('general.alignment')
  return [
    ...(saysAlignment ? [joined([text('general.alignment'), u32(4), u32(header.alignment)])] : []),
    joined([text('split.no'), u32(2), u16(index)]),
    joined([text('split.count'), u32(2), u16(count)]),
    joined([text('split.tensors.count'), u32(5), u32(header.tensors.length)]),
  ]
}
