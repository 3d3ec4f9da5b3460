import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstTokenMs, predict, type Workload } from './prediction.ts'
import { bytesAndWeights } from './speed-gpu.ts'
import { type DeviceSpeed, deviceSpeedSchema, isSpeedOf } from './speed-record.ts'

const rate = fc.double({ min: 1e6, max: 1e13, noNaN: true })
const cost = fc.double({ min: 0, max: 5, noNaN: true })
type Both = { readonly [key in keyof DeviceSpeed]-?: NonNullable<DeviceSpeed[key]> }
const speeds: fc.Arbitrary<Both> = fc.record({
  version: fc.constant(2 as const),
  cpu: fc.record({ threads: fc.constant(4), bytesPerSecond: rate, weightsPerSecond: rate }),
  gpu: fc.record({
    bytesPerSecond: rate,
    weightsPerSecond: rate,
    flopsPerSecond: rate,
    dispatchMs: cost,
    readBackMs: cost,
  }),
})
const works: fc.Arbitrary<Workload> = fc.record({
  bytesPerToken: fc.integer({ min: 1e6, max: 2e10 }),
  parametersM: fc.integer({ min: 1, max: 30_000 }),
  quantisation: fc.constantFrom('Q4_1', 'Q4_K_M', 'Q8_0', 'q4f16_1', 'unheard of'),
})
const processors = fc.constantFrom('cpu' as const, 'gpu' as const)
const factor = fc.double({ min: 1, max: 100, noNaN: true })

function both(
  holds: (slow: { rate: number; first: number }, fast: { rate: number; first: number }) => boolean,
  change: (speed: Both, work: Workload, by: number) => [DeviceSpeed, Workload],
) {
  fc.assert(
    fc.property(speeds, works, processors, factor, (speed, work, processor, by) => {
      const one = predict(speed, processor, work)
      const other = predict(...(([s, w]) => [s, processor, w] as const)(change(speed, work, by)))
      if (!one || !other) return false
      const of = (prediction: typeof one) => ({
        rate: prediction.tokensPerSecond,
        first: firstTokenMs(prediction),
      })
      return holds(of(one), of(other))
    }),
  )
}

/** Room for the last digit. */
const same = 1 + 1e-9

test('more of anything that was measured never makes a prediction slower', () => {
  both(
    (before, after) => after.rate * same >= before.rate && after.first <= before.first * same,
    ({ version, cpu, gpu }, work, by) => [
      {
        version,
        cpu: {
          ...cpu,
          bytesPerSecond: cpu.bytesPerSecond * by,
          weightsPerSecond: cpu.weightsPerSecond * by,
        },
        gpu: {
          bytesPerSecond: gpu.bytesPerSecond * by,
          weightsPerSecond: gpu.weightsPerSecond * by,
          flopsPerSecond: gpu.flopsPerSecond * by,
          dispatchMs: gpu.dispatchMs / by,
          readBackMs: gpu.readBackMs / by,
        },
      },
      work,
    ],
  )
})

test('a bigger model is never predicted to be faster', () => {
  both(
    (before, after) => after.rate <= before.rate * same && after.first * same >= before.first,
    (speed, work, by) => [
      speed,
      { ...work, bytesPerToken: work.bytesPerToken * by, parametersM: work.parametersM * by },
    ],
  )
})

test('every prediction is a positive number', () => {
  fc.assert(
    fc.property(speeds, works, processors, (speed, work, processor) => {
      const prediction = predict(speed, processor, work)
      expect(prediction?.tokensPerSecond).toBeGreaterThan(0)
      expect(prediction && firstTokenMs(prediction)).toBeGreaterThan(0)
      expect(prediction && Number.isFinite(firstTokenMs(prediction))).toBe(true)
    }),
  )
})

test('a GPU with ten times the bandwidth wins for a large model and not for a tiny one', () => {
  const speed: DeviceSpeed = {
    version: 2,
    cpu: { threads: 8, bytesPerSecond: 20e9, weightsPerSecond: 100e9 },
    gpu: {
      bytesPerSecond: 200e9,
      weightsPerSecond: 1e15,
      flopsPerSecond: 2e12,
      dispatchMs: 0.03,
      readBackMs: 1,
    },
  }
  const decode = (processor: 'cpu' | 'gpu', parametersM: number) =>
    predict(speed, processor, { parametersM, bytesPerToken: parametersM * 6e5, quantisation: 'Q4_K_M' })
      ?.tokensPerSecond ?? Number.NaN
  expect(decode('gpu', 4000)).toBeGreaterThan(decode('cpu', 4000))
  expect(decode('gpu', 20)).toBeLessThan(decode('cpu', 20))
})

test('nothing is predicted of a processor that was not measured', () => {
  const work = { parametersM: 1, bytesPerToken: 1, quantisation: 'Q8_0' }
  expect(predict({ version: 2 }, 'gpu', work)).toBeUndefined()
  expect(predict({ version: 2 }, 'cpu', work)).toBeUndefined()
})

test('what a probe tells is taken only if it is of the shape, and a record of the earlier one is not', () => {
  const cpu = { threads: 2, bytesPerSecond: 1e9, weightsPerSecond: 2e9 }
  expect(deviceSpeedSchema.safeParse({ version: 2, cpu }).success).toBe(true)
  expect(deviceSpeedSchema.safeParse({ version: 2 }).success).toBe(true)
  for (const wrong of [
    { gpu: 5e10, cpu: 1e9 },
    { version: 1, cpu },
    { version: 2, cpu: { ...cpu, bytesPerSecond: 0 } },
    { version: 2, cpu: { ...cpu, weightsPerSecond: Number.NaN } },
    { version: 2, cpu: { ...cpu, weightsPerSecond: Number.POSITIVE_INFINITY } },
    {
      version: 2,
      gpu: { bytesPerSecond: 1, weightsPerSecond: 1e15, flopsPerSecond: 1, dispatchMs: -1, readBackMs: 0 },
    },
    null,
    'fast',
  ]) {
    expect(deviceSpeedSchema.safeParse(wrong).success).toBe(false)
  }
})

test('a measurement on another number of threads than the engine takes now is not current', () => {
  const cpu = { threads: 1, bytesPerSecond: 1e9, weightsPerSecond: 2e9 }
  expect(isSpeedOf({ version: 2, cpu }, { threads: false, cores: 8 })).toBe(true)
  expect(isSpeedOf({ version: 2, cpu }, { threads: true, cores: 8 })).toBe(false)
  expect(isSpeedOf({ version: 2, cpu: { ...cpu, threads: 8 } }, { threads: true, cores: 16 })).toBe(true)
})

/** Products of so many blocks take as long as 20 and 18 bytes and 32 and 16 weights of each. */
const blocks = 2 ** 19
const seconds = (bytesPerSecond: number, weightsPerSecond: number) =>
  [
    blocks * (20 / bytesPerSecond + 32 / weightsPerSecond),
    blocks * (18 / bytesPerSecond + 16 / weightsPerSecond),
  ] as const

test('reading and computing are told apart by two widths of weights', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e8, max: 1e12, noNaN: true }),
      fc.double({ min: 1e8, max: 1e12, noNaN: true }),
      (bytes, weights) => {
        const found = bytesAndWeights(...seconds(bytes, weights))
        expect(Math.abs(found.bytesPerSecond / bytes - 1)).toBeLessThan(0.01 * (1 + bytes / weights))
        expect(Math.abs(found.weightsPerSecond / weights - 1)).toBeLessThan(0.01 * (1 + weights / bytes))
      },
    ),
  )
})

test('whatever is measured, the parts make up the time of the narrow product, and neither is negative', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-4, max: 1, noNaN: true }),
      fc.double({ min: 1e-4, max: 1, noNaN: true }),
      (narrow, wide) => {
        const { bytesPerSecond, weightsPerSecond } = bytesAndWeights(narrow, wide)
        expect(bytesPerSecond).toBeGreaterThan(0)
        expect(weightsPerSecond).toBeGreaterThan(0)
        const [again] = seconds(bytesPerSecond, weightsPerSecond)
        expect(again / narrow).toBeCloseTo(1, 2)
      },
    ),
  )
})
