import type { PackedLinear } from '../../src/agent/route/classifier.ts'
import type { Linear } from './softmax.ts'

/** The whole of a linear classifier in 8 bits. */
export function pack(linear: Linear): PackedLinear {
  return packRows(
    linear,
    Array.from({ length: linear.weights.length / linear.classes }, (_, row) => row),
  )
}

/** The rows of features that decide anything, and which they are. */
export function packSparse(linear: Linear, least: number): PackedLinear & { readonly buckets: string } {
  const { classes, weights } = linear
  const kept: number[] = []
  for (let row = 0; row * classes < weights.length; row++) {
    const own = weights.subarray(row * classes, (row + 1) * classes)
    if (own.some(weight => Math.abs(weight) >= least)) kept.push(row)
  }
  return { ...packRows(linear, kept), buckets: base64(gapsOf(kept)) }
}

/** Gaps between rising numbers from -1, in bytes: 255 stands for itself and goes on. */
function gapsOf(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = []
  let before = -1
  for (const number of numbers) {
    let gap = number - before
    for (; gap >= 255; gap -= 255) bytes.push(255)
    bytes.push(gap)
    before = number
  }
  return Uint8Array.from(bytes)
}

function packRows({ classes, weights, bias }: Linear, rows: readonly number[]): PackedLinear {
  const scales = Array.from({ length: classes }, (_, c) => {
    let most = 1e-9
    for (const row of rows) most = Math.max(most, Math.abs(weights[row * classes + c] ?? 0))
    return most / 127
  })
  const bytes = new Int8Array(rows.length * classes)
  rows.forEach((row, place) => {
    for (let c = 0; c < classes; c++)
      bytes[place * classes + c] = Math.round((weights[row * classes + c] ?? 0) / (scales[c] ?? 1))
  })
  return {
    rows: base64(new Uint8Array(bytes.buffer)),
    scales: scales.map(short),
    bias: Array.from(bias, short),
  }
}

const short = (number: number) => Number(number.toPrecision(5))

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
