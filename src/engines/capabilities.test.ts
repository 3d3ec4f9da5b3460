import { expect, test } from 'vitest'
import { gpuShortfall } from './capabilities.ts'

const enough = {
  maxBufferSize: 2 ** 28,
  maxStorageBufferBindingSize: 2 ** 27,
  maxComputeWorkgroupStorageSize: 32_768,
  maxStorageBuffersPerShaderStage: 10,
}

test('a GPU with just what WebLLM asks for lacks nothing', () => {
  expect(gpuShortfall(enough)).toBeUndefined()
})

test('the limit that is too small is named, with both numbers; one that is not there counts as 0', () => {
  expect(gpuShortfall({ ...enough, maxStorageBuffersPerShaderStage: 8 })).toBe(
    'maxStorageBuffersPerShaderStage is 8, less than 10',
  )
  expect(gpuShortfall({})).toBe('maxBufferSize is 0, less than 268435456')
})
