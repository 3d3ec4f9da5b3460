import { GgufError, type GgufHeader, type GgufTensor, readGguf } from '../../../models/gguf.ts'
import { NotDerivable } from './not-derivable.ts'

/** How ggml stores numbers, by its own number of the type: so many bytes for a block of so many numbers. */
const formats = {
  F32: { type: 0, blockBytes: 4, blockNumbers: 1 },
  // A 16-bit scale and a 16-bit minimum, then 32 numbers of 4 bits.
  Q4_1: { type: 3, blockBytes: 20, blockNumbers: 32 },
  // A 16-bit scale, then 32 numbers of 8 bits.
  Q8_0: { type: 8, blockBytes: 34, blockNumbers: 32 },
}

/** The formats of numbers that the compiled libraries have kernels for. */
export type NumberFormat = keyof typeof formats

/** One tensor's bytes on the disk, known to lie inside its file. Rows follow one another. */
export interface StoredTensor {
  readonly rows: number
  readonly rowBytes: number
  /** Rows [begin, end) as one buffer of their own. Throws NotDerivable where the file has become shorter. */
  read(begin: number, end: number): Promise<ArrayBuffer>
}

/** A GGUF whose header has been read from all of its parts. */
export interface GgufParts {
  readonly metadata: GgufHeader['metadata']
  /** A tensor of exactly this format and shape, rows last; each can be taken once. Throws NotDerivable. */
  take(name: string, format: NumberFormat, dims: readonly number[]): StoredTensor
  /** Throws NotDerivable where a tensor was not taken: ignoring one would change what the model says. */
  finish(): void
}

interface Placed {
  readonly tensor: GgufTensor
  readonly blob: Blob
  readonly dataOffset: number
}

/** Reads the headers of a GGUF, whole or split in order by llama.cpp's convention. Throws NotDerivable. */
export async function openGgufParts(parts: readonly Blob[]): Promise<GgufParts> {
  const headers = await Promise.all(parts.map(readHeader))
  const [first] = headers
  if (!first) throw new NotDerivable('there are no files')
  checkSplit(headers)
  const placed = new Map<string, Placed>()
  headers.forEach(({ tensors, dataOffset }, index) => {
    for (const tensor of tensors) {
      if (placed.has(tensor.name)) throw new NotDerivable(`tensor '${tensor.name}' is there twice`)
      placed.set(tensor.name, { tensor, blob: parts[index] ?? new Blob(), dataOffset })
    }
  })

  let unclaimedBytes = parts.reduce((sum, { size }) => sum + size, 0)
  return {
    metadata: first.metadata,
    take: (name, format, dims) => {
      const found = placed.get(name)
      if (!found) throw new NotDerivable(`tensor '${name}' is missing`)
      const stored = storedTensor(found, format, dims)
      unclaimedBytes -= stored.rows * stored.rowBytes
      if (unclaimedBytes < 0) throw new NotDerivable('the tensors overlap')
      placed.delete(name)
      return stored
    },
    finish: () => {
      for (const name of placed.keys()) throw new NotDerivable(`tensor '${name}' is not known to the library`)
    },
  }
}

async function readHeader(part: Blob): Promise<GgufHeader> {
  try {
    return await readGguf(part)
  } catch (error) {
    if (error instanceof GgufError) throw new NotDerivable(error.message, { cause: error })
    throw error
  }
}

function checkSplit(headers: readonly GgufHeader[]): void {
  headers.forEach(({ metadata }, index) => {
    const count = metadata.get('split.count') ?? 1
    if (count !== headers.length)
      throw new NotDerivable(`${headers.length} of ${String(count)} files are there`)
    const position = metadata.get('split.no') ?? 0
    if (position !== index) throw new NotDerivable(`file ${index} says that it is file ${String(position)}`)
  })
}

function storedTensor({ tensor, blob, dataOffset }: Placed, format: NumberFormat, dims: readonly number[]) {
  const { name, type, offset } = tensor
  const { type: wantedType, blockBytes, blockNumbers } = formats[format]
  if (type !== wantedType) throw new NotDerivable(`tensor '${name}' is not ${format} but ggml type ${type}`)
  if (tensor.dims.join() !== dims.join()) {
    throw new NotDerivable(`tensor '${name}' is ${tensor.dims.join(' x ')}, not ${dims.join(' x ')}`)
  }
  const [columns = 1, rows = 1] = dims
  if (columns % blockNumbers !== 0) {
    throw new NotDerivable(`tensor '${name}' has rows of ${columns}, no multiple of ${blockNumbers}`)
  }
  const rowBytes = (columns / blockNumbers) * blockBytes
  const start = dataOffset + offset
  if (start + rows * rowBytes > blob.size) {
    throw new NotDerivable(`tensor '${name}' goes on beyond the end of its file`)
  }
  const read = async (begin: number, end: number) => {
    const bytes = await blob.slice(start + begin * rowBytes, start + end * rowBytes).arrayBuffer()
    if (bytes.byteLength !== (end - begin) * rowBytes) {
      throw new NotDerivable('the file changed while it was read')
    }
    return bytes
  }
  return { rows, rowBytes, read }
}
