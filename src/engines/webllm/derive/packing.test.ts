import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { halvesOrder, packQ4, packQ8, sameOrder } from './packing.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
// More and fewer rows than one cache line of words has.
const rowCount = fc.integer({ min: 1, max: 35 })

describe('packing Q4_1', () => {
  const matrix = fc
    .record({ rows: rowCount, blocks: fc.integer({ min: 1, max: 4 }), before: fc.nat(3), after: fc.nat(3) })
    .chain(shape =>
      fc.record({
        shape: fc.constant(shape),
        raw: bytes(shape.rows * shape.blocks * 20),
        order: fc.shuffledSubarray([...sameOrder(shape.rows)], { minLength: shape.rows }),
      }),
    )

  it('keeps every number, scale and minimum, and touches no other column', () => {
    fc.assert(
      fc.property(matrix, ({ shape: { rows, blocks, before, after }, raw, order }) => {
        const columns = before + rows + after
        const numbers = new Uint32Array(columns * blocks * 4)
        const scales = new Uint32Array(columns * blocks)
        const target = { columns, firstColumn: before, numbers, scales }
        packQ4(words(raw), Uint32Array.from(order), blocks, target)

        const unpacked = new Uint8Array(raw.length)
        order.forEach((row, place) => {
          for (let block = 0; block < blocks; block++) {
            const at = (row * blocks + block) * 20
            const column = before + place
            new DataView(unpacked.buffer).setUint32(at, scales[block * columns + column] ?? 0, true)
            for (let k = 0; k < 32; k++) {
              const word = numbers[(block * 4 + Math.floor(k / 8)) * columns + column] ?? 0
              const nibble = (word >>> ((k % 8) * 4)) & 15
              // Number k of a block is the low half of byte k, or the high half of byte k - 16.
              const byte = at + 4 + (k % 16)
              unpacked[byte] = (unpacked[byte] ?? 0) | (k < 16 ? nibble : nibble << 4)
            }
          }
        })
        expect(unpacked).toEqual(raw)
        expect(otherColumns(numbers, columns, before, rows)).toEqual([])
        expect(otherColumns(scales, columns, before, rows)).toEqual([])
      }),
    )
  })

  it('makes numbers alone and scales alone as it makes them together', () => {
    fc.assert(
      fc.property(matrix, ({ shape: { rows, blocks }, raw, order }) => {
        const pack = (wanted: { numbers: boolean; scales: boolean }) => {
          const numbers = wanted.numbers ? new Uint32Array(rows * blocks * 4) : undefined
          const scales = wanted.scales ? new Uint32Array(rows * blocks) : undefined
          const target = { columns: rows, firstColumn: 0, numbers, scales }
          packQ4(words(raw), Uint32Array.from(order), blocks, target)
          return { numbers, scales }
        }
        const both = pack({ numbers: true, scales: true })
        expect(pack({ numbers: true, scales: false }).numbers).toEqual(both.numbers)
        expect(pack({ numbers: false, scales: true }).scales).toEqual(both.scales)
      }),
    )
  })
})

describe('packing Q8_0', () => {
  const matrix = fc
    .record({ rows: rowCount, pairs: fc.integer({ min: 1, max: 3 }), before: fc.nat(3), after: fc.nat(3) })
    .chain(shape => fc.record({ shape: fc.constant(shape), raw: bytes(shape.rows * shape.pairs * 68) }))

  it('keeps every number and scale, and touches no other column', () => {
    fc.assert(
      fc.property(matrix, ({ shape: { rows, pairs, before, after }, raw }) => {
        const columns = before + rows + after
        const numbers = new Uint32Array(columns * pairs * 16)
        const scales = new Uint32Array(columns * pairs)
        packQ8(words(raw), pairs * 2, { columns, firstColumn: before, numbers, scales })

        const unpacked = new Uint8Array(raw.length)
        const view = new DataView(unpacked.buffer)
        for (let row = 0; row < rows; row++) {
          for (let block = 0; block < pairs * 2; block++) {
            const at = (row * pairs * 2 + block) * 34
            const scaleWord = scales[Math.floor(block / 2) * columns + before + row] ?? 0
            view.setUint16(at, (scaleWord >>> ((block % 2) * 16)) & 0xffff, true)
            for (let k = 0; k < 32; k++) {
              const word = numbers[(block * 8 + Math.floor(k / 4)) * columns + before + row] ?? 0
              view.setInt8(at + 2 + k, ((word >>> ((k % 4) * 8)) & 255) - 128)
            }
          }
        }
        expect(unpacked).toEqual(raw)
        expect(otherColumns(numbers, columns, before, rows)).toEqual([])
        expect(otherColumns(scales, columns, before, rows)).toEqual([])
      }),
    )
  })
})

describe('the order of rows in halves', () => {
  it('has each row of each head once, its even rows before its odd ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 64 }), (heads, half) => {
        const order = [...halvesOrder(heads, half * 2)]
        for (let head = 0; head < heads; head++) {
          const inHead = order.slice(head * half * 2, (head + 1) * half * 2).map(row => row - head * half * 2)
          const rising = Array.from({ length: half }, (_, pair) => pair * 2)
          expect(inHead).toEqual([...rising, ...rising.map(row => row + 1)])
        }
      }),
    )
  })
})

function words(raw: Uint8Array): Uint32Array {
  return new Uint32Array(raw.slice().buffer)
}

/** Words that are not zero outside the columns in use. */
function otherColumns(matrix: Uint32Array, columns: number, first: number, count: number): number[] {
  return [...matrix].filter((word, index) => {
    const column = index % columns
    return word !== 0 && (column < first || column >= first + count)
  })
}
