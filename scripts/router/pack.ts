import type { PackedLinear } from '../../src/agent/route/classifier.ts'
import type { Linear } from './softmax.ts'

/** The whole of a linear classifier in 8 bits. */
export function pack(linear: Linear): PackedLinear {
  const rows = Array.from({ length: linear.weights.length / linear.classes }, (_, row) => row)
  const scales = Array.from({ length: linear.classes }, (_, c) => {
    const largest = rows.reduce((most, row) => Math.max(most, Math.abs(weightAt(linear, row, c))), 0)
    return (largest || 1) / 127
  })
  return packRows(linear, rows, scales)
}

/**
 * A classifier of which most weights say nothing: those are nought, features of which all are nought are left out, and
 * the rest are whole steps, which a server packs well.
 * @param step At least a 127th of the largest weight.
 */
export function packSparse(linear: Linear, step: number): PackedLinear & { readonly buckets: string } {
  const kept: number[] = []
  for (let row = 0; row * linear.classes < linear.weights.length; row++) {
    const own = linear.weights.subarray(row * linear.classes, (row + 1) * linear.classes)
    if (own.some(weight => Math.round(weight / step) !== 0)) kept.push(row)
  }
  const scales = Array.from({ length: linear.classes }, () => step)
  return { ...packRows(linear, kept, scales), buckets: base64(gapsOf(kept)) }
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

function packRows(linear: Linear, rows: readonly number[], scales: readonly number[]): PackedLinear {
  const bytes = new Int8Array(rows.length * linear.classes)
  rows.forEach((row, place) => {
    scales.forEach((scale, c) => {
      bytes[place * linear.classes + c] = Math.round(weightAt(linear, row, c) / scale)
    })
  })
  return {
    rows: base64(new Uint8Array(bytes.buffer)),
    scales: scales.map(short),
    bias: Array.from(linear.bias, short),
  }
}

function weightAt({ classes, weights }: Linear, row: number, c: number): number {
  return weights[row * classes + c] ?? 0
}

const short = (number: number) => Number(number.toPrecision(5))

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
