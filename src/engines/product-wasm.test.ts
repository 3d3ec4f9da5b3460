import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockBytes, blockWeights, productModule } from './product-wasm.ts'

const xAt = 1024
const weightsAt = 4096

/** A block as plain numbers, and the vector's part that it meets. */
const block = fc.record({
  weights: fc.array(fc.integer({ min: 0, max: 15 }), { minLength: blockWeights, maxLength: blockWeights }),
  scale: fc.integer({ min: -8, max: 8 }),
})
const part = fc.record({
  values: fc.array(fc.integer({ min: -127, max: 127 }), { minLength: blockWeights, maxLength: blockWeights }),
  scale: fc.integer({ min: -8, max: 8 }),
})

test('the hand-written kernel computes the product that plain arithmetic does', async () => {
  const { instance } = await WebAssembly.instantiate(productModule)
  const { memory, product } = instance.exports as unknown as {
    memory: WebAssembly.Memory
    product(weights: number, x: number, y: number, rows: number, blocks: number): void
  }
  const view = new DataView(memory.buffer)
  const pair = fc.array(part, { minLength: 2, maxLength: 2 })
  const matrix = fc.array(fc.array(block, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(matrix, pair, (rows, x) => {
      x.forEach(({ values, scale }, at) => {
        values.forEach((value, i) => {
          view.setInt8(xAt + at * 36 + i, value)
        })
        view.setFloat32(xAt + at * 36 + 32, scale, true)
      })
      rows.flat().forEach(({ weights, scale }, at) => {
        const half = blockWeights / 2
        for (let i = 0; i < half; i++) {
          const byte = (weights[i] ?? 0) | ((weights[i + half] ?? 0) << 4)
          view.setUint8(weightsAt + at * blockBytes + i, byte)
        }
        view.setFloat32(weightsAt + at * blockBytes + half, scale, true)
      })
      product(weightsAt, xAt, 0, rows.length, x.length)
      const wanted = rows.map(row =>
        row.reduce((sum, { weights, scale }, at) => {
          const met = x[at]
          const dot = weights.reduce((before, weight, i) => before + weight * (met?.values[i] ?? 0), 0)
          return sum + dot * scale * (met?.scale ?? 0)
        }, 0),
      )
      // Whole numbers below 2^24: exact in 32-bit floats, in whatever order they are added.
      expect(rows.map((_, at) => view.getFloat32(at * 4, true) + 0)).toEqual(wanted.map(sum => sum + 0))
    }),
  )
})
