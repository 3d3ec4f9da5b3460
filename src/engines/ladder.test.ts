import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ModelCard } from '../models/model.ts'
import type { Capabilities } from './capabilities.ts'
import { type EngineErrorCode, engineErrorCodes } from './engine.ts'
import { buildLadder, type LadderInput, type Step, stepKey, stepsBelow } from './ladder.ts'
import { engineRows } from './registry.ts'

const file = (name: string) => ({ name, url: name, bytes: 1, sha256: name })
const model: ModelCard = {
  id: 'm',
  name: 'M',
  format: 'gguf',
  engines: ['webllm', 'wllama'],
  files: [file('m.gguf')],
  libraries: [
    { ...file('f16.wasm'), needs: ['shader-f16'] },
    { ...file('hardware.wasm'), needs: ['hardware'] },
    { ...file('any.wasm'), needs: [] },
  ],
  parametersM: 100,
  quantisation: '',
  contextTokens: 4096,
  licence: '',
  licenceUrl: '',
  languages: [],
}
const smaller: ModelCard = { ...model, id: 's', parametersM: 50, contextTokens: 1500 }
const gpu = { name: 'apple m2', isSoftware: false, f16: true }
const capabilities: Capabilities = { wasm: true, simd: true, threads: true, cores: 4, gpu }
const input: LadderInput = {
  models: [model],
  rows: engineRows,
  capabilities,
  rates: {},
  failures: [],
}
const without = (changed: Partial<typeof gpu> & { shortfall?: string }) => ({
  ...capabilities,
  gpu: { ...gpu, ...changed },
})
const keys = (steps: readonly Step[]) => steps.map(stepKey)

describe('the choice', () => {
  test('a real GPU comes first, then less context, then a smaller model, then the processor', () => {
    const { steps, reason } = buildLadder({ ...input, models: [model, smaller] })
    expect(reason).toBe('faster-gpu')
    expect(keys(steps)).toEqual([
      'webllm:m:4096',
      'webllm:m:2048',
      'webllm:s:1500',
      'wllama:m:4096',
      'wllama:s:1500',
    ])
  })

  test.each([
    ['no-webgpu', { ...input, capabilities: { wasm: true, simd: true, threads: true, cores: 4 } }],
    ['software-gpu', { ...input, capabilities: without({ isSoftware: true }) }],
    ['small-gpu', { ...input, capabilities: without({ shortfall: 'maxBufferSize is 1' }) }],
    ['slow-gpu', { ...input, rates: { gpu: 10, cpu: 11 } }],
    ['failed-gpu', { ...input, failures: [{ key: 'webllm:m:4096', code: 'wrong-output' }] }],
    ['cpu-model', { ...input, models: [{ ...model, engines: ['wllama'] }] }],
  ] satisfies [string, LadderInput][])('%s runs on the processor', (reason, given) => {
    const ladder = buildLadder(given)
    expect(ladder.reason).toBe(reason)
    expect(keys(ladder.steps)).toEqual(['wllama:m:4096'])
  })

  test('what was asked for goes first, and the rest stays below it', () => {
    const asked = buildLadder({ ...input, asked: 'webllm', capabilities: without({ isSoftware: true }) })
    expect(asked.reason).toBe('asked')
    expect(keys(asked.steps)).toEqual(['webllm:m:4096', 'webllm:m:2048', 'wllama:m:4096'])
    expect(buildLadder({ ...input, asked: 'wllama' }).steps[0]?.engineId).toBe('wllama')
  })

  test('what was asked for and cannot be is not asked for', () => {
    const { gpu: _, ...noGpu } = capabilities
    expect(buildLadder({ ...input, asked: 'webllm', capabilities: noGpu }).reason).toBe('no-webgpu')
  })

  test('a GPU that is not preferred is better than nothing', () => {
    const software = { ...without({ isSoftware: true }), simd: false }
    expect(keys(buildLadder({ ...input, capabilities: software }).steps)).toEqual([
      'webllm:m:4096',
      'webllm:m:2048',
    ])
  })

  test('the library is the first whose needs the adapter meets', () => {
    const library = (changed: Partial<typeof gpu>) =>
      buildLadder({ ...input, asked: 'webllm', capabilities: without(changed) }).steps[0]?.card.files.at(-1)
        ?.name
    expect(library({})).toBe('f16.wasm')
    expect(library({ f16: false })).toBe('hardware.wasm')
    expect(library({ f16: false, isSoftware: true })).toBe('any.wasm')
  })

  test('an f16 model of WebLLM is offered only where shaders have it [fault 25]', () => {
    const { libraries: _, ...base } = model
    const prebuilt: ModelCard = { ...base, id: 'Qwen3-0.6B-q4f16_1-MLC', format: 'mlc', engines: ['webllm'] }
    expect(buildLadder({ ...input, models: [prebuilt] }).steps).toHaveLength(2)
    const plain = { ...input, models: [prebuilt], capabilities: without({ f16: false }) }
    expect(buildLadder(plain).steps).toHaveLength(0)
  })
})

describe('a model with builds for one kind of processor', () => {
  const onlyCpu: ModelCard = { ...model, id: 'c', engines: ['wllama'] }
  const onlyGpu: ModelCard = { ...model, id: 'g', engines: ['webllm'] }

  test('runs there, whatever else could run on the other', () => {
    const cpu = buildLadder({ ...input, models: [onlyCpu, smaller] })
    expect(cpu.reason).toBe('cpu-model')
    expect(keys(cpu.steps)).toEqual(['wllama:c:4096', 'webllm:s:1500', 'wllama:s:1500'])
    const gpu = buildLadder({ ...input, models: [onlyGpu, smaller] })
    expect(gpu.reason).toBe('gpu-model')
    expect(keys(gpu.steps)).toEqual(['webllm:g:4096', 'webllm:g:2048', 'webllm:s:1500', 'wllama:s:1500'])
  })

  test('runs on a GPU in software where the person wants it, and nothing else goes there', () => {
    const software = { ...input, capabilities: without({ isSoftware: true }) }
    expect(keys(buildLadder({ ...software, models: [onlyGpu, smaller] }).steps)).toEqual([
      'webllm:g:4096',
      'webllm:g:2048',
      'wllama:s:1500',
    ])
  })

  test('is not given up for what was asked of another', () => {
    const asked = { ...input, asked: 'webllm', models: [onlyCpu, smaller] }
    expect(keys(buildLadder(asked).steps)[0]).toBe('wllama:c:4096')
  })
})

describe('going down', () => {
  const { steps } = buildLadder({ ...input, models: [model, smaller] })
  const [first] = steps
  if (!first) throw new Error('no first step')

  test('a lost device gets less context', () => {
    expect(keys(stepsBelow(steps, first, 'device-lost'))[0]).toBe('webllm:m:2048')
  })

  test('a GPU that computes wrongly is not asked again for that model', () => {
    expect(keys(stepsBelow(steps, first, 'wrong-output'))).toEqual([
      'webllm:s:1500',
      'wllama:m:4096',
      'wllama:s:1500',
    ])
  })

  test('whatever fails, the ladder gets shorter and no step comes twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...engineErrorCodes), { maxLength: 20 }), codes => {
        let left: readonly Step[] = steps
        const tried: string[] = []
        for (const code of codes satisfies EngineErrorCode[]) {
          const step = left[0]
          if (!step) break
          expect(tried).not.toContain(stepKey(step))
          tried.push(stepKey(step))
          const below = stepsBelow(left, step, code)
          expect(below.length).toBeLessThan(left.length)
          left = below
        }
      }),
    )
  })

  test('what failed is left out of the next ladder just as it was left in this one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...engineErrorCodes), code => {
        const next = buildLadder({
          ...input,
          models: [model, smaller],
          failures: [{ key: stepKey(first), code }],
        })
        expect(keys(next.steps)).toEqual(keys(stepsBelow(steps, first, code)))
      }),
    )
  })
})
