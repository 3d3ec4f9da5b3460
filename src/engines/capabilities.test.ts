import { afterEach, expect, test, vi } from 'vitest'
import { gpuShortfall, probeCapabilities } from './capabilities.ts'
import { probeConnection } from './network.ts'

const enough = {
  maxBufferSize: 2 ** 28,
  maxStorageBufferBindingSize: 2 ** 27,
  maxComputeWorkgroupStorageSize: 32_768,
  maxStorageBuffersPerShaderStage: 10,
}

afterEach(() => {
  vi.unstubAllGlobals()
})

test('a GPU with just what WebLLM asks for lacks nothing', () => {
  expect(gpuShortfall(enough)).toBeUndefined()
})

test('the limit that is too small is named, with both numbers; one that is not there counts as 0', () => {
  expect(gpuShortfall({ ...enough, maxStorageBuffersPerShaderStage: 8 })).toBe(
    'maxStorageBuffersPerShaderStage is 8, less than 10',
  )
  expect(gpuShortfall({})).toBe('maxBufferSize is 0, less than 268435456')
})

test('a device that tells everything is described with its limits, battery, connection and storage', async () => {
  const adapter = { info: { description: 'a card' }, features: new Set(['shader-f16']), limits: enough }
  vi.stubGlobal('navigator', {
    hardwareConcurrency: 6,
    deviceMemory: 4,
    gpu: { requestAdapter: async () => adapter },
    storage: { estimate: async () => ({ quota: 10, usage: 3 }), persisted: async () => true },
    getBattery: async () => ({ level: 0.5, charging: false }),
    connection: { saveData: false, effectiveType: '4g', type: 'cellular' },
  })
  expect(await probeCapabilities()).toEqual({
    ...{ wasm: true, simd: true, threads: false, cores: 6, deviceMemoryGiB: 4 },
    gpu: {
      ...{ name: 'a card', isSoftware: false, f16: true },
      ...{ maxBufferBytes: 2 ** 28, maxBindingBytes: 2 ** 27 },
    },
    storage: { quotaBytes: 10, usageBytes: 3, persisted: true },
    battery: { level: 0.5, charging: false },
    connection: { saveData: false, isMetered: true, type: 'cellular', effectiveType: '4g' },
  })
})

test('what cannot be asked is not there, and nothing is thrown', async () => {
  const no = async () => {
    throw new Error('no')
  }
  const least = { wasm: true, simd: true, threads: false, cores: 1 }
  vi.stubGlobal('navigator', {})
  expect(await probeCapabilities()).toEqual(least)
  vi.stubGlobal('navigator', {
    ...{ gpu: { requestAdapter: no }, storage: { estimate: no, persisted: no }, getBattery: no },
  })
  expect(await probeCapabilities()).toEqual(least)
})

test.each([
  [{ saveData: true, type: 'wifi' }, true],
  [{ saveData: false, type: 'cellular' }, true],
  [{ saveData: false, type: 'wifi' }, false],
  [{ saveData: false, effectiveType: '3g' }, false],
])('a connection %o is metered: %s', (connection, isMetered) => {
  vi.stubGlobal('navigator', { connection })
  expect(probeConnection()?.isMetered).toBe(isMetered)
})
