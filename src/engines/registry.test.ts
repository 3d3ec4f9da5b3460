import { expect, test } from 'vitest'
import { createEngine, engineRows } from './registry.ts'

test('the scripted engine is made by its id and never offered', () => {
  expect(createEngine('scripted').info.id).toBe('scripted')
  expect(engineRows.map(row => row.id)).toEqual(['webllm', 'wllama'])
})

test('making an engine starts nothing: there is no Worker here to start', () => {
  expect(createEngine('wllama').info).toMatchObject({ id: 'wllama', locality: 'device' })
})

test('an unknown engine is refused', () => {
  expect(() => createEngine('abacus')).toThrow(RangeError)
})

test('wllama asks for WebAssembly with SIMD and for nothing else', () => {
  const capabilities = { wasm: true, simd: true, threads: false, cores: 1 }
  const fits = (changed: object) => engineRows[1]?.requires({ ...capabilities, ...changed })
  expect(fits({})).toBe(true)
  expect(fits({ simd: false })).toBe(false)
  expect(fits({ wasm: false })).toBe(false)
})

test('webllm asks for a GPU that is large enough', () => {
  const gpu = { name: 'apple m2', isSoftware: false, f16: true }
  const capabilities = { wasm: true, simd: true, threads: false, cores: 1 }
  const fits = (changed: object) => engineRows[0]?.requires({ ...capabilities, ...changed })
  expect(fits({})).toBe(false)
  expect(fits({ gpu })).toBe(true)
  expect(fits({ gpu: { ...gpu, shortfall: 'maxBufferSize is 1, less than 2' } })).toBe(false)
})
