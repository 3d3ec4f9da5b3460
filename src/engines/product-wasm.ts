/** Weights of a block: as in llama.cpp's formats of 4 bits. */
export const blockWeights = 32
/** A block: 32 weights of 4 bits, then their scale as a float. 5 bits a weight, as in Q4_1. */
export const blockBytes = 20
/** Of the vector, 32 values of 8 bits (those of the low halves first), then their scale as a float. */
const vectorBlockBytes = 36

// WebAssembly by hand: too small for a compiler in the build. Names and numbers are those of the specification.
const get = (local: number) => [0x20, local]
const set = (local: number) => [0x21, local]
const tee = (local: number) => [0x22, local]
/** Signed LEB128; enough for what is here. */
const i32 = (value: number) => [0x41, value]
const add = [0x6a]
const simd = (...bytes: readonly number[]) => [0xfd, ...bytes]
/** Loads 8 signed bytes as 8 numbers of 16 bits. */
const load8x8 = (at: number) => simd(0x01, 0, at)
const loadVector = simd(0x00, 0, 0)
const loadFloat = (at: number) => [0x2a, 0, at]
const splatBytes = simd(0x0f)
const splatInt = simd(0x11)
const splatFloat = simd(0x13)
const and = simd(0x4e)
const shiftRight = simd(0x6d)
const widenLow = simd(0x87, 0x01)
const widenHigh = simd(0x88, 0x01)
const dot = simd(0xba, 0x01)
const addInts = simd(0xae, 0x01)
const toFloats = simd(0xfa, 0x01)
const addFloats = simd(0xe4, 0x01)
const multiplyFloats = simd(0xe6, 0x01)
const lane = (at: number) => simd(0x1f, at)
const addFloat = [0x92]
const multiplyFloat = [0x94]
const storeFloat = [0x38, 0, 0]
const loop = [0x03, 0x40]
const repeatIfNotZero = [0x0d, 0]
const end = [0x0b]

// Locals: the parameters, then what the loops count and hold.
const [weights, x, y, rows, blocks, xBlock, blocksLeft, low, high, sum] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const step = (local: number, by: number) => [...get(local), ...i32(by), ...add, ...tee(local)]
const forward = (local: number, by: number) => [...get(local), ...i32(by), ...add, ...set(local)]
/** Eight products and their sums by twos. */
const dotOf = (half: number, widen: readonly number[], at: number) => [
  ...[...get(half), ...widen],
  ...[...get(xBlock), ...load8x8(at)],
  ...dot,
]
const body = [
  ...loop,
  ...[...get(x), ...set(xBlock)],
  ...[...get(blocks), ...set(blocksLeft)],
  ...[...i32(0), ...splatInt, ...set(sum)],
  ...loop,
  ...[...get(weights), ...loadVector, ...tee(high), ...i32(15), ...splatBytes, ...and, ...set(low)],
  ...[...get(high), ...i32(4), ...shiftRight, ...set(high)],
  ...[...dotOf(low, widenLow, 0), ...dotOf(low, widenHigh, 8), ...addInts],
  ...[...dotOf(high, widenLow, 16), ...addInts, ...dotOf(high, widenHigh, 24), ...addInts, ...toFloats],
  ...[...get(weights), ...loadFloat(16), ...get(xBlock), ...loadFloat(32), ...multiplyFloat, ...splatFloat],
  ...[...multiplyFloats, ...get(sum), ...addFloats, ...set(sum)],
  ...[...forward(weights, blockBytes), ...forward(xBlock, vectorBlockBytes)],
  ...[...step(blocksLeft, 0x7f), ...repeatIfNotZero],
  ...end,
  ...get(y),
  ...[...get(sum), ...lane(0), ...get(sum), ...lane(1), ...addFloat],
  ...[...get(sum), ...lane(2), ...addFloat, ...get(sum), ...lane(3), ...addFloat],
  ...storeFloat,
  ...forward(y, 4),
  ...[...step(rows, 0x7f), ...repeatIfNotZero],
  ...end,
  ...end,
]

const text = (name: string) => [name.length, ...new TextEncoder().encode(name)]
const section = (id: number, bytes: readonly number[]) => [id, ...length(bytes.length), ...bytes]
const length = (value: number) => (value < 128 ? [value] : [(value & 127) | 128, value >> 7])
const locals = [2, 2, 0x7f, 3, 0x7b]
const code = [...locals, ...body]

/**
 * A module with a memory and `product(weights, x, y, rows, blocks)`: a matrix of 4-bit weights in rows of
 * `blocks` blocks, times a vector of 8-bit values. The instructions are those of llama.cpp's own kernel for Q4_0 in
 * WebAssembly. Valid only where SIMD is.
 */
export const productModule = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...section(1, [1, 0x60, 5, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0]),
  ...section(3, [1, 0]),
  ...section(5, [1, 0, 1]),
  ...section(7, [2, ...text('memory'), 0x02, 0, ...text('product'), 0x00, 0]),
  ...section(10, [1, ...length(code.length), ...code]),
])
