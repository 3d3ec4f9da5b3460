import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Capabilities } from '../../engines/capabilities.ts'
import type { DeviceSpeed } from '../../engines/speed-record.ts'
import type { Build, Offer } from '../catalogue/offer.ts'
import { offers as catalogue } from '../catalogue/offers.ts'
import { answerMs, corrections, type FitInput, fitOffers } from './fit.ts'
import { recommend } from './recommend.ts'

const gib = 2 ** 30
const speed: DeviceSpeed = {
  version: 2,
  cpu: { threads: 8, bytesPerSecond: 20e9, weightsPerSecond: 100e9 },
  gpu: {
    bytesPerSecond: 100e9,
    weightsPerSecond: 1e15,
    flopsPerSecond: 2e12,
    dispatchMs: 0.03,
    readBackMs: 1,
  },
}
const capabilities: Capabilities = {
  ...{ wasm: true, simd: true, threads: true, cores: 8, deviceMemoryGiB: 8 },
  gpu: { name: 'apple m2', isSoftware: false, f16: true, maxBindingBytes: 4 * gib },
}
const input: FitInput = { capabilities, speed, rateOf: () => undefined, freeBytes: 50 * gib }

const folder = { repo: 'someone/something', revision: 'main' }
function build(changes: Partial<Build> = {}): Build {
  const made: Build = {
    ...{ id: 'one-q4_k_m', engineId: 'wllama', processor: 'cpu', quantisation: 'Q4_K_M', bytes: 600e6 },
    ...{ isExact: true, memoryBytes: 900e6, bytesPerToken: 600e6, needsF16: false, contextTokens: 4096 },
    source: { kind: 'gguf', folder, names: ['one.gguf'] },
  }
  return { ...made, ...changes }
}
const gpuBuild = (changes: Partial<Build> = {}) =>
  build({
    ...{
      id: 'One-q4f16_1-MLC',
      engineId: 'webllm',
      processor: 'gpu',
      quantisation: 'q4f16_1',
      needsF16: true,
    },
    source: { kind: 'mlc', folder, libraryUrl: 'https://example.org/one.wasm' },
    ...changes,
  })
function offer(builds: readonly Build[], changes: Partial<Offer> = {}): Offer {
  return {
    ...{ id: 'one', name: 'One', goodFor: { en: '', 'zh-CN': '' }, parametersM: 1000, architecture: 'dense' },
    ...{ trainedContextTokens: 8192, languages: ['en'], abilities: [], licence: { name: '', url: '' } },
    ...{ builds, ...changes },
  }
}
function only(one: Build, changes: Partial<FitInput> = {}) {
  const [fit] = fitOffers([offer([one])], { ...input, ...changes })
  if (!fit) throw new Error('no fit')
  return fit
}
const { gpu: _gpu, ...noGpu } = capabilities
const { deviceMemoryGiB: _memory, ...memoryUntold } = capabilities
const gpu = (changes: object): Capabilities => ({
  ...capabilities,
  gpu: { name: '', isSoftware: false, f16: true, ...changes },
})

test('what has nothing against it runs, and says how fast and how soon', () => {
  const fit = only(build())
  expect(fit).toMatchObject({ verdict: 'runs', reasons: [], basis: 'predicted' })
  expect(fit.tokensPerSecond).toBeGreaterThan(5)
  expect(fit.firstTokenMs).toBeGreaterThan(100)
})

test.each<[string, Build, Partial<FitInput>, string]>([
  ['no WebAssembly', build(), { capabilities: { ...capabilities, wasm: false } }, 'no-wasm'],
  ['no SIMD', build(), { capabilities: { ...capabilities, simd: false } }, 'no-simd'],
  ['no adapter', gpuBuild(), { capabilities: noGpu }, 'no-webgpu'],
  ['a GPU below what WebLLM asks', gpuBuild(), { capabilities: gpu({ shortfall: 'x' }) }, 'small-gpu'],
  ['a GPU in software', gpuBuild(), { capabilities: gpu({ isSoftware: true }) }, 'software-gpu'],
  ['no 16-bit floats', gpuBuild(), { capabilities: gpu({ f16: false }) }, 'no-f16'],
  [
    'buffers that are too small',
    gpuBuild({ needsBufferBytes: 2 * gib }),
    { capabilities: gpu({ maxBindingBytes: gib }) },
    'small-buffers',
  ],
  ['more than WebAssembly can hold', build({ memoryBytes: 4 * gib + 1 }), {}, 'wasm-limit'],
  [
    'more than the device has',
    build({ memoryBytes: 3 * gib }),
    { capabilities: { ...capabilities, deviceMemoryGiB: 2 } },
    'too-little-memory',
  ],
  ['no room on the disk', build(), { freeBytes: 600e6 }, 'no-room'],
])('%s rules a build out, and the reason says so', (_, one, changes, code) => {
  const fit = only(one, changes)
  expect(fit.verdict).toBe('no')
  expect(fit.reasons.map(reason => reason.code)).toEqual([code])
})

test('a model that is on the device needs no more room there', () => {
  expect(only(build(), { freeBytes: 1, isInstalled: () => true }).verdict).toBe('runs')
})

test.each<[string, Build, Partial<FitInput>, string]>([
  ['nearly all that WebAssembly holds', build({ memoryBytes: 3.6 * gib }), {}, 'wasm-limit'],
  [
    'more than half of the memory of a small device',
    build({ memoryBytes: 2.5 * gib }),
    { capabilities: { ...capabilities, deviceMemoryGiB: 4 } },
    'too-little-memory',
  ],
  [
    'much, where the browser does not tell how much there is',
    build({ memoryBytes: 3.2 * gib }),
    { capabilities: memoryUntold },
    'too-little-memory',
  ],
  ['a token every second', build({ bytesPerToken: 600e6 }), { rateOf: () => 1 }, 'slow'],
])('%s is tight, with the reason', (_, one, changes, code) => {
  const fit = only(one, changes)
  expect(fit.verdict).toBe('tight')
  expect(fit.reasons.map(reason => reason.code)).toEqual([code])
})

test('a device that tells 8 GiB may have more: nothing is ruled out for its memory', () => {
  expect(only(gpuBuild({ memoryBytes: 12 * gib })).verdict).toBe('tight')
})

test('the GPU build is the best where it runs and is faster, and the other one where not', () => {
  const both = offer([gpuBuild(), build()])
  const best = (changes: Partial<FitInput>) => fitOffers([both], { ...input, ...changes })[0]?.build.processor
  expect(best({})).toBe('gpu')
  expect(best({ speed: undefined })).toBe('gpu')
  expect(best({ capabilities: gpu({ f16: false }) })).toBe('cpu')
  expect(best({ rateOf: engineId => (engineId === 'wllama' ? 100 : 5) })).toBe('cpu')
})

test('what was measured stands beside what was predicted', () => {
  const fit = only(build(), { rateOf: () => 19 })
  expect(fit).toMatchObject({ basis: 'measured', tokensPerSecond: 19 })
  expect(fit.predicted).toBe(only(build()).tokensPerSecond)
})

test('a model that ran twice as fast as predicted raises the others of its processor, and those alone', () => {
  const one = offer([build()])
  const others = offer([build({ id: 'other' }), gpuBuild({ id: 'other-gpu' })], { id: 'other' })
  const before = fitOffers([one, others], input)
  const predicted = before[0]?.tokensPerSecond ?? Number.NaN
  const rateOf = (_: string, id: string) => (id === 'one-q4_k_m' ? 2 * predicted : undefined)
  const after = fitOffers([one, others], { ...input, rateOf })
  const ratio = (place: number) =>
    (after[1]?.builds[place]?.tokensPerSecond ?? Number.NaN) /
    (before[1]?.builds[place]?.tokensPerSecond ?? Number.NaN)
  expect(ratio(0)).toBeCloseTo(2)
  expect(ratio(1)).toBe(1)
})

test('where all predictions are off by the same factor, one measurement corrects every other', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.34, max: 2.9, noNaN: true }), fc.nat(2), (factor, ran) => {
      const models = [100, 400, 3000].map((parametersM, at) =>
        offer([build({ id: `m${at}`, bytes: parametersM * 6e5, bytesPerToken: parametersM * 6e5 })], {
          ...{ id: `m${at}`, parametersM },
        }),
      )
      const truth = fitOffers(models, input).map(fit => (fit.tokensPerSecond ?? 0) * factor)
      const rateOf = (_: string, id: string) => (id === `m${ran}` ? truth[ran] : undefined)
      const corrected = fitOffers(models, { ...input, rateOf })
      corrected.forEach((fit, at) => {
        expect((fit.tokensPerSecond ?? 0) / (truth[at] ?? 0)).toBeCloseTo(1)
      })
    }),
  )
})

test('a correction stays within three either way', () => {
  const rates = (rate: number) => corrections([offer([build()])], { ...input, rateOf: () => rate }).cpu
  expect(rates(1e6)).toBe(3)
  expect(rates(1e-6)).toBeCloseTo(1 / 3)
})

const devices: fc.Arbitrary<FitInput> = fc.record({
  capabilities: fc.record(
    {
      wasm: fc.boolean(),
      simd: fc.boolean(),
      threads: fc.boolean(),
      cores: fc.integer({ min: 1, max: 64 }),
      deviceMemoryGiB: fc.constantFrom(0.5, 1, 2, 4, 8, 16, 32),
      gpu: fc.record({
        name: fc.constant(''),
        isSoftware: fc.boolean(),
        f16: fc.boolean(),
        maxBindingBytes: fc.integer({ min: 2 ** 27, max: 2 ** 32 }),
      }),
    },
    { requiredKeys: ['wasm', 'simd', 'threads', 'cores'] },
  ),
  speed: fc.option(
    fc.record({
      version: fc.constant(2 as const),
      cpu: fc.record({
        threads: fc.constant(4),
        bytesPerSecond: fc.double({ min: 1e8, max: 1e11, noNaN: true }),
        weightsPerSecond: fc.double({ min: 1e8, max: 1e12, noNaN: true }),
      }),
      gpu: fc.record({
        bytesPerSecond: fc.double({ min: 1e8, max: 1e12, noNaN: true }),
        weightsPerSecond: fc.double({ min: 1e8, max: 1e15, noNaN: true }),
        flopsPerSecond: fc.double({ min: 1e9, max: 1e14, noNaN: true }),
        dispatchMs: fc.double({ min: 0, max: 1, noNaN: true }),
        readBackMs: fc.double({ min: 0, max: 10, noNaN: true }),
      }),
    }),
    { nil: undefined },
  ),
  rateOf: fc.constantFrom(
    () => undefined,
    (_: string, id: string) => (id.length % 5 === 0 ? id.length : undefined),
  ),
  freeBytes: fc.option(fc.integer({ min: 0, max: 2 ** 36 }), { nil: undefined }),
})

const specialities = ['embedding', 'vision', 'code']
const isForAnything = ({ abilities }: Offer) =>
  abilities.length === 0 || abilities.some(ability => !specialities.includes(ability))

test('on no device is a model recommended that does not run there or is for one thing only', () => {
  fc.assert(
    fc.property(devices, device => {
      const fits = fitOffers(catalogue, device)
      expect(fits).toHaveLength(catalogue.length)
      const found = recommend(fits)
      const able = fits.filter(fit => fit.verdict !== 'no' && isForAnything(fit.offer))
      expect(found === undefined).toBe(able.length === 0)
      if (!found) return
      expect(able).toContain(found.fit)
      if (found.reason !== 'most-capable') return
      expect(found.fit.verdict).toBe('runs')
      expect(answerMs(found.fit)).toBeLessThanOrEqual(30_000)
    }),
  )
})

test('a faster device is never recommended a smaller model', () => {
  fc.assert(
    fc.property(devices, fc.double({ min: 1, max: 50, noNaN: true }), (device, by) => {
      const { speed: slow } = device
      if (!slow?.cpu || !slow.gpu) return
      const fast: DeviceSpeed = {
        version: 2,
        cpu: {
          ...slow.cpu,
          bytesPerSecond: slow.cpu.bytesPerSecond * by,
          weightsPerSecond: slow.cpu.weightsPerSecond * by,
        },
        gpu: {
          bytesPerSecond: slow.gpu.bytesPerSecond * by,
          weightsPerSecond: slow.gpu.weightsPerSecond * by,
          flopsPerSecond: slow.gpu.flopsPerSecond * by,
          dispatchMs: slow.gpu.dispatchMs / by,
          readBackMs: slow.gpu.readBackMs / by,
        },
      }
      const pick = (with_: DeviceSpeed) =>
        recommend(fitOffers(catalogue, { ...device, speed: with_, rateOf: () => undefined }))
      const [before, after] = [pick(slow), pick(fast)]
      if (before?.reason !== 'most-capable') return
      expect(after?.reason).toBe('most-capable')
      const size = (found: typeof after) => {
        const { parametersM, activeParametersM } = found?.fit.offer ?? { parametersM: 0 }
        return parametersM * (activeParametersM ?? parametersM)
      }
      expect(size(after)).toBeGreaterThanOrEqual(size(before))
    }),
  )
})

test('where nothing was measured, the smallest model that chats is recommended', () => {
  const found = recommend(fitOffers(catalogue, { ...input, speed: undefined }))
  expect(found).toMatchObject({ reason: 'not-measured', fit: { offer: { id: catalogue[0]?.id } } })
})
