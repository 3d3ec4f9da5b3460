import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRest } from './rest.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('lets go after the time without use, once', () => {
  const letGo = vi.fn()
  createRest(() => 1000, letGo).touch(0)
  vi.advanceTimersByTime(999)
  expect(letGo).not.toHaveBeenCalled()
  vi.advanceTimersByTime(5000)
  expect(letGo).toHaveBeenCalledTimes(1)
})

test('each use begins the time anew, and nothing is let go of while a call is open', () => {
  const letGo = vi.fn()
  const rest = createRest(() => 1000, letGo)
  rest.touch(0)
  vi.advanceTimersByTime(900)
  rest.touch(1)
  vi.advanceTimersByTime(9000)
  expect(letGo).not.toHaveBeenCalled()
  rest.touch(0)
  vi.advanceTimersByTime(1000)
  expect(letGo).toHaveBeenCalledTimes(1)
})

test('never is never', () => {
  const letGo = vi.fn()
  createRest(() => undefined, letGo).touch(0)
  vi.advanceTimersByTime(1e9)
  expect(letGo).not.toHaveBeenCalled()
})
