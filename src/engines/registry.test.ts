import { expect, test } from 'vitest'
import { createEngine, engineRows } from './registry.ts'

test('the scripted engine is made by its id and never offered', () => {
  expect(createEngine('scripted').info.id).toBe('scripted')
  expect(engineRows.map(row => row.id)).toEqual(['wllama'])
})

test('making an engine starts nothing: there is no Worker here to start', () => {
  expect(createEngine('wllama').info).toMatchObject({ id: 'wllama', locality: 'device' })
})

test('an unknown engine is refused', () => {
  expect(() => createEngine('abacus')).toThrow(RangeError)
})

test('wllama asks for WebAssembly with SIMD and for nothing else', () => {
  const capabilities = { wasm: true, simd: true, threads: false, cores: 1, webgpu: false }
  const fits = (changed: object) => engineRows[0]?.requires({ ...capabilities, ...changed })
  expect(fits({})).toBe(true)
  expect(fits({ simd: false })).toBe(false)
  expect(fits({ wasm: false })).toBe(false)
})
