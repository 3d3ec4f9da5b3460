import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { stepKey } from '../engines/ladder.ts'
import { engineRows } from '../engines/registry.ts'
import type { DeviceSpeed } from '../engines/speed-record.ts'
import { embeddedModel } from './catalogue/catalogue.ts'
import { createDeviceMemory } from './device-memory.ts'
import { deviceRecordSchema } from './device-record.ts'
import { makePlan, type PlanOptions } from './plan.ts'
import { openWeights } from './weights/weights.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const gpu = { name: 'apple m2', isSoftware: false, f16: true }
const speedOf = (bytesPerSecond: number): DeviceSpeed => ({
  version: 2,
  cpu: { threads: 8, bytesPerSecond: 20e9, weightsPerSecond: 50e9 },
  gpu: { bytesPerSecond, weightsPerSecond: 1e15, flopsPerSecond: 1e12, dispatchMs: 0.03, readBackMs: 0.5 },
})

function open(given: { speed?: DeviceSpeed; asked?: string; gpu?: typeof gpu | undefined } = {}) {
  let record = deviceRecordSchema.parse({})
  const memory = createDeviceMemory(
    () => record,
    next => {
      record = next
    },
  )
  let measured = 0
  const adapter = () => ('gpu' in given ? given.gpu : gpu)
  const options: PlanOptions = {
    ...{
      model: embeddedModel,
      others: [embeddedModel],
      rows: engineRows,
      memory,
      weights: openWeights(),
      browser: 'b',
    },
    async capabilities() {
      const found = adapter()
      return { wasm: true, simd: true, threads: true, cores: 8, ...(found ? { gpu: found } : {}) }
    },
    async measureSpeed() {
      measured += 1
      return given.speed
    },
    asked: () => given.asked,
  }
  return { memory, measured: () => measured, plan: () => makePlan(options) }
}

test('a fast GPU is measured once and then chosen', async () => {
  const { plan, measured } = open({ speed: speedOf(50e9) })
  expect((await plan()).reason).toBe('faster-gpu')
  expect((await plan()).steps.map(stepKey)).toEqual([
    'webllm:smollm2-135m-instruct-q4_1:4096',
    'webllm:smollm2-135m-instruct-q4_1:2048',
    'wllama:smollm2-135m-instruct-q4_1:4096',
  ])
  expect(measured()).toBe(1)
})

test('a GPU slower than the processor is not chosen, until it is measured to be faster', async () => {
  const { plan, memory } = open({ speed: speedOf(0.5e9) })
  expect((await plan()).reason).toBe('slow-gpu')
  memory.noteRate('webllm', embeddedModel.id, 100)
  memory.noteRate('wllama', embeddedModel.id, 50)
  expect((await plan()).reason).toBe('faster-gpu')
})

test('where the measurement comes to nothing, a real GPU is trusted', async () => {
  expect((await open().plan()).reason).toBe('faster-gpu')
})

test('nothing is measured where speed is not the question', async () => {
  for (const given of [{ gpu: undefined }, { gpu: { ...gpu, isSoftware: true } }, { asked: 'wllama' }]) {
    const { plan, measured } = open(given)
    expect((await plan()).steps[0]?.engineId).toBe('wllama')
    expect(measured()).toBe(0)
  }
})

test('a GPU that is gone for a while is not forgotten with what failed on it', async () => {
  const given: { gpu?: typeof gpu | undefined } = { gpu }
  const { plan, memory } = open(given)
  await plan()
  memory.addFailure({ key: 'webllm:smollm2-135m-instruct-q4_1:4096', code: 'device-lost' })
  given.gpu = undefined
  expect((await plan()).reason).toBe('no-webgpu')
  given.gpu = gpu
  expect((await plan()).steps.map(stepKey)[0]).toBe('webllm:smollm2-135m-instruct-q4_1:2048')
})
