import { expect, test } from 'vitest'
import { EngineError } from '../engine.ts'
import { callFault, loadFault } from './webllm-faults.ts'

test.each([
  [
    'bad-weights',
    new Error('Cannot find required VM function `prefill`. Available candidate functions: (none)'),
  ],
  ['bad-weights', new WebAssembly.CompileError('WebAssembly.instantiate(): expected magic word 00 61 73 6d')],
  [
    'bad-weights',
    new WebAssembly.LinkError('WebAssembly.instantiate(): Import #3 "env": module is not an object'),
  ],
  ['bad-weights', new SyntaxError('Unexpected token u in JSON at position 0')],
  ['bad-weights', new TypeError('params_shard_1.bin is not among the model’s files')],
  ['unsupported', new Error('Unable to find a compatible GPU.')],
  ['unsupported', new Error('Cannot initialize runtime because of requested maxBufferSize exceeds limit.')],
  ['unsupported', new Error('GPUPipelineError: the shader could not be compiled')],
  ['unsupported', new Error('violates the following Content Security policy directive')],
  ['out-of-memory', new RangeError('Array buffer allocation failed')],
  ['out-of-memory', new RangeError('WebAssembly.Memory(): Out of memory: Cannot allocate Wasm memory')],
  ['device-lost', new Error('Device was lost. This can happen due to insufficient GPU constraints')],
] as const)('a load fails as %s by %s', (code, error) => {
  expect(loadFault(error)).toMatchObject({ code, detail: expect.stringContaining(error.message) })
})

test.each([
  ['device-lost', 'A valid external Instance reference no longer exists.'],
  ['out-of-memory', 'Failed to create buffer: out of memory'],
  ['unsupported', 'GrammarMatcherInitError: cannot compile'],
  ['crashed', 'InternalError: failed to sample a valid token.'],
] as const)('a call fails as %s by “%s”', (code, text) => {
  expect(callFault(new Error(text)).code).toBe(code)
})

test('an EngineError stays as it is', () => {
  const error = new EngineError('wrong-output', 'the first turn')
  expect([loadFault(error), callFault(error)]).toEqual([error, error])
})
