import { describe, expect, test } from 'vitest'
import { createDeviceMemory } from './device-memory.ts'
import { deviceRecordSchema } from './device-record.ts'

function open() {
  let record = deviceRecordSchema.parse({})
  let writes = 0
  const memory = createDeviceMemory(
    () => record,
    next => {
      record = next
      writes += 1
    },
  )
  return { memory, record: () => record, writes: () => writes }
}

describe('what is remembered of a device', () => {
  test('a failure is kept once, and forgotten together with the checks that may have changed', () => {
    const { memory } = open()
    memory.addFailure({ key: 'webllm:m:4096', code: 'device-lost' })
    memory.addFailure({ key: 'webllm:m:4096', code: 'crashed' })
    expect(memory.failures()).toEqual([{ key: 'webllm:m:4096', code: 'device-lost' }])
    memory.setChecked('webllm:m:2048')
    memory.forgetFailures()
    expect(memory.failures()).toEqual([])
    expect(memory.isChecked('webllm:m:2048')).toBe(false)
  })

  test('another GPU or browser starts with a clean sheet', () => {
    const { memory } = open()
    memory.identify('apple m2; browser 1')
    memory.addFailure({ key: 'k', code: 'wrong-output' })
    memory.noteRate('webllm', 'm', 30)
    memory.identify('apple m2; browser 1')
    expect(memory.failures()).toHaveLength(1)
    memory.identify('apple m2; browser 2')
    expect(memory.failures()).toEqual([])
    expect(memory.rate('webllm', 'm')).toBeUndefined()
  })

  test('a rate within the noise is not written again', () => {
    const { memory, writes } = open()
    memory.noteRate('wllama', 'm', 20)
    memory.noteRate('wllama', 'm', 21)
    memory.noteRate('wllama', 'm', Number.NaN)
    expect(writes()).toBe(1)
    memory.noteRate('wllama', 'm', 25)
    expect(memory.rate('wllama', 'm')).toBe(25)
  })
})
