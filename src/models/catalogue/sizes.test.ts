import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitsPerParameter, type Quantisation, readBytes, weightBytes, wllamaMemoryBytes } from './sizes.ts'

const quantisation = fc.constantFrom(...(Object.keys(bitsPerParameter) as Quantisation[]))

describe('the worked-out sizes', () => {
  it('come within 4 % of files that the hub lists', () => {
    const listed: readonly (readonly [number, Quantisation, number])[] = [
      [361.8, 'Q8_0', 386_404_992],
      [596, 'Q8_0', 639_446_688],
      [1711.4, 'Q4_K_M', 1_055_609_536],
      [3212.7, 'Q4_K_M', 2_019_377_696],
      [3429, 'Q4_K_M', 2_147_021_472],
      [4022, 'Q4_K_M', 2_497_280_256],
    ]
    for (const [parametersM, packing, bytes] of listed) {
      expect(Math.abs(weightBytes(parametersM, packing) / bytes - 1)).toBeLessThan(0.04)
    }
  })

  it('come within 5 % of the 308 MB that the embedded model was measured to take', () => {
    const attention = { layers: 30, keyValueHeads: 3, headSize: 64 }
    expect(Math.abs(wllamaMemoryBytes(98_362_784, { attention }, 4096) / 308e6 - 1)).toBeLessThan(0.05)
  })

  it('never let a token read more than there is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        quantisation,
        fc.nat(100),
        (size, packing, share) => {
          const bytes = weightBytes(size, packing)
          const read = readBytes(bytes, size, { idleParametersM: (size * share) / 100 })
          expect(read).toBeGreaterThanOrEqual(0)
          expect(read).toBeLessThanOrEqual(bytes)
        },
      ),
    )
  })

  it('grow with the context by the keys and values of its attention layers alone', () => {
    const shape = { attention: { layers: 4, keyValueHeads: 4, headSize: 128 }, stateBytes: 60e6 }
    expect(wllamaMemoryBytes(1e9, shape, 8192) - wllamaMemoryBytes(1e9, shape, 4096)).toBe(
      4 * 4 * 128 * 4096 * 4,
    )
    expect(wllamaMemoryBytes(1e9, {}, 8192)).toBe(wllamaMemoryBytes(1e9, {}, 512))
  })
})
