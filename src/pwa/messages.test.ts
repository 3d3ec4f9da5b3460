import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEngineKept, parseWorkerRequest } from './messages.ts'

test('the two requests are read, and only strings are taken for addresses', () => {
  expect(parseWorkerRequest({ type: 'activate-update' })).toEqual({ type: 'activate-update' })
  expect(parseWorkerRequest({ type: 'keep-engine', urls: ['a', 1, null] })).toEqual({
    type: 'keep-engine',
    urls: ['a'],
  })
  expect(parseWorkerRequest({ type: 'keep-engine' })).toBeUndefined()
})

test('nothing that arrives makes reading throw', () => {
  fc.assert(
    fc.property(fc.anything(), data => {
      expect(parseWorkerRequest(data)).toBeUndefined()
      expect(isEngineKept(data)).toBe(false)
    }),
  )
})
