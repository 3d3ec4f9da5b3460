/** A metadata value. 64-bit integers are numbers where that is exact, bigints where it is not. */
export type GgufScalar = number | bigint | boolean | string
export type GgufValue = GgufScalar | readonly GgufScalar[]

/** Where a tensor lies: `offset` counts from the header's `dataOffset`; `type` is ggml's own number. */
export interface GgufTensor {
  readonly name: string
  readonly dims: readonly number[]
  readonly type: number
  readonly offset: number
}

/** Everything in a GGUF file before the tensors' bytes. */
export interface GgufHeader {
  readonly version: 3
  readonly metadata: ReadonlyMap<string, GgufValue>
  /** The bytes of the file, [begin, end), that hold the metadata. */
  readonly metadataRange: { readonly begin: number; readonly end: number }
  readonly tensors: readonly GgufTensor[]
  readonly dataOffset: number
  readonly alignment: number
}

/**
 * What readGguf throws: these bytes are no GGUF v3 that Hermit is willing to read. 'not-gguf': something else;
 * 'unsupported': another version or byte order; 'damaged': it began as one.
 */
export class GgufError extends Error {
  override readonly name = 'GgufError'
  constructor(
    message: string,
    readonly kind: 'not-gguf' | 'unsupported' | 'damaged' = 'damaged',
  ) {
    super(message)
  }
}

// A file from anywhere may claim anything. These are far above real models (Gemma 3 has a 16 MB header,
// 262,144 tokens, under 2,000 tensors) and far below what could hang or fill a tab.
const limits = {
  headerBytes: 64 * 1024 * 1024,
  metadataCount: 4096,
  tensorCount: 65_536,
  /** Of all arrays together: an element takes more room in memory than in the file. */
  arrayElements: 4 * 1024 * 1024,
  keyBytes: 65_535,
  stringBytes: 16 * 1024 * 1024,
  tensorNameBytes: 255,
  dims: 4,
  alignment: 65_536,
}
const firstSliceBytes = 4 * 1024 * 1024

/** Reads a GGUF header, lazily: a slice that grows until the header is in it, never the tensors. */
export async function readGguf(blob: Blob): Promise<GgufHeader> {
  for (let bytes = firstSliceBytes; ; bytes *= 4) {
    const wanted = Math.min(bytes, blob.size, limits.headerBytes)
    const slice = await blob.slice(0, wanted).arrayBuffer()
    if (slice.byteLength < wanted) throw new GgufError('the file changed while it was read')
    try {
      return parseHeader(new Cursor(new DataView(slice), blob.size), blob.size)
    } catch (error) {
      if (!(error instanceof SliceEnded)) throw error
      if (wanted === blob.size) throw new GgufError('the file ends inside its header')
      if (wanted === limits.headerBytes) throw new GgufError('the header is absurdly long')
    }
  }
}

/** Not a fault of the file: the header goes on beyond the slice in hand. */
class SliceEnded extends Error {}

// TextDecoder drops a leading byte order mark unless told not to; a token may be exactly that.
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

class Cursor {
  at = 0
  arrayElements = 0
  private readonly bytes: Uint8Array
  constructor(
    private readonly view: DataView,
    readonly fileBytes: number,
  ) {
    this.bytes = new Uint8Array(view.buffer)
  }

  /** Steps over `size` bytes and says where they began. */
  private take(size: number): number {
    const begin = this.at
    if (begin + size > this.fileBytes) throw new GgufError('the file ends inside its header')
    if (begin + size > this.view.byteLength) throw new SliceEnded()
    this.at = begin + size
    return begin
  }

  u8 = () => this.view.getUint8(this.take(1))
  i8 = () => this.view.getInt8(this.take(1))
  u16 = () => this.view.getUint16(this.take(2), true)
  i16 = () => this.view.getInt16(this.take(2), true)
  u32 = () => this.view.getUint32(this.take(4), true)
  i32 = () => this.view.getInt32(this.take(4), true)
  f32 = () => this.view.getFloat32(this.take(4), true)
  f64 = () => this.view.getFloat64(this.take(8), true)
  u64 = () => exact(this.view.getBigUint64(this.take(8), true))
  i64 = () => exact(this.view.getBigInt64(this.take(8), true))
  bool = () => this.u8() !== 0

  string = (what = 'a string', maxBytes = limits.stringBytes): string => {
    const size = this.count(`the length of ${what}`, maxBytes, 1)
    const begin = this.take(size)
    return utf8.decode(this.bytes.subarray(begin, begin + size))
  }

  /** A length or count: refused when above its limit or when the file is too short to hold that much. */
  count(what: string, most: number, minBytesEach: number): number {
    const value = this.u64()
    if (typeof value !== 'number' || value > most) throw new GgufError(`${what} is absurd: ${value}`)
    if (this.at + value * minBytesEach > this.fileBytes) {
      throw new GgufError(`${what} is ${value}: more than the file holds`)
    }
    return value
  }
}

function exact(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

const arrayType = 9
/** By ggml's number of a metadata type: bytes that one takes at least, and how to read it. */
const scalarTypes: Readonly<Record<number, readonly [minBytes: number, read: (from: Cursor) => GgufScalar]>> =
  {
    0: [1, from => from.u8()],
    1: [1, from => from.i8()],
    2: [2, from => from.u16()],
    3: [2, from => from.i16()],
    4: [4, from => from.u32()],
    5: [4, from => from.i32()],
    6: [4, from => from.f32()],
    7: [1, from => from.bool()],
    8: [8, from => from.string()],
    10: [8, from => from.u64()],
    11: [8, from => from.i64()],
    12: [8, from => from.f64()],
  }

function readValue(from: Cursor, key: string): GgufValue {
  const type = from.u32()
  const isArray = type === arrayType
  const elementType = isArray ? from.u32() : type
  const scalar = scalarTypes[elementType]
  if (!scalar) throw new GgufError(`'${key}' has an unknown type: ${elementType}`)
  const [minBytes, read] = scalar
  if (!isArray) return read(from)
  const length = from.count(`the length of '${key}'`, limits.arrayElements, minBytes)
  from.arrayElements += length
  if (from.arrayElements > limits.arrayElements) throw new GgufError('the metadata is absurdly large')
  const values: GgufScalar[] = []
  for (let index = 0; index < length; index++) values.push(read(from))
  return values
}

function readTensor(from: Cursor): GgufTensor {
  const name = from.string('a tensor name', limits.tensorNameBytes)
  const dimCount = from.u32()
  if (dimCount > limits.dims) throw new GgufError(`tensor '${name}' has ${dimCount} dimensions`)
  const dims: number[] = []
  for (let index = 0; index < dimCount; index++) dims.push(safe(from.u64(), `a dimension of '${name}'`))
  const type = from.u32()
  return { name, dims, type, offset: safe(from.u64(), `the offset of '${name}'`) }
}

function safe(value: number | bigint, what: string): number {
  if (typeof value !== 'number') throw new GgufError(`${what} is absurd: ${value}`)
  return value
}

function parseHeader(from: Cursor, fileBytes: number): GgufHeader {
  if (from.fileBytes < 4 || from.u32() !== 0x46554747) {
    throw new GgufError('this is not a GGUF file', 'not-gguf')
  }
  const version = from.u32()
  if (version === 0x03000000) throw new GgufError('a big-endian GGUF is not supported', 'unsupported')
  if (version !== 3) throw new GgufError(`GGUF version ${version} is not supported, only 3`, 'unsupported')
  // A tensor's entry takes 24 bytes at least, a metadata entry 13.
  const tensorCount = from.count('the number of tensors', limits.tensorCount, 24)
  const metadataCount = from.count('the number of metadata entries', limits.metadataCount, 13)

  const begin = from.at
  const metadata = new Map<string, GgufValue>()
  for (let index = 0; index < metadataCount; index++) {
    const key = from.string('a metadata key', limits.keyBytes)
    if (metadata.has(key)) throw new GgufError(`'${key}' is there twice`)
    metadata.set(key, readValue(from, key))
  }
  const end = from.at

  const alignment = metadata.get('general.alignment') ?? 32
  if (typeof alignment !== 'number' || !isPowerOfTwo(alignment) || alignment > limits.alignment) {
    throw new GgufError(`the alignment is absurd: ${String(alignment)}`)
  }

  const names = new Set<string>()
  const tensors: GgufTensor[] = []
  for (let index = 0; index < tensorCount; index++) {
    const tensor = readTensor(from)
    if (names.has(tensor.name)) throw new GgufError(`tensor '${tensor.name}' is there twice`)
    names.add(tensor.name)
    tensors.push(tensor)
  }

  const dataOffset = alignUp(from.at, alignment)
  for (const { name, offset } of tensors) {
    if (offset % alignment !== 0) throw new GgufError(`tensor '${name}' is not aligned`)
    if (dataOffset + offset > fileBytes)
      throw new GgufError(`tensor '${name}' lies beyond the end of the file`)
  }
  return { version, metadata, metadataRange: { begin, end }, tensors, dataOffset, alignment }
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && 2 ** Math.round(Math.log2(value)) === value
}

/** The next multiple of a GGUF's alignment. */
export function alignUp(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment
}
