import { expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { watchMissingCode } from './missing-code.ts'
import type { PwaState } from './update.ts'

function watched(canReload = true) {
  const events = new EventTarget()
  const pwa = createStore<PwaState>(() => ({
    offlineReady: true,
    updateReady: false,
    isCodeMissing: false,
    isolated: true,
    applyUpdate: vi.fn(() => true),
    keepEngine: async () => true,
  }))
  watchMissingCode(pwa, { events, canReload: () => canReload })
  const fail = (type: string, key: 'payload' | 'reason', reason: unknown) => {
    const event = Object.assign(new Event(type, { cancelable: true }), { [key]: reason })
    events.dispatchEvent(event)
    return event.defaultPrevented
  }
  return { pwa, fail }
}

test('a part of the app that is gone is told of, and the failure still reaches who asked', () => {
  const { pwa, fail } = watched()
  expect(fail('vite:preloadError', 'payload', new TypeError('Failed to fetch'))).toBe(false)
  expect(pwa.getState()).toMatchObject({ isCodeMissing: true, updateReady: true })
  expect(pwa.getState().applyUpdate).not.toHaveBeenCalled()
})

test('the rejection of it that nobody took ends there; every other one is left alone', () => {
  const { fail } = watched()
  const gone = new TypeError('Failed to fetch')
  fail('vite:preloadError', 'payload', gone)
  expect(fail('unhandledrejection', 'reason', gone)).toBe(true)
  expect(fail('unhandledrejection', 'reason', new TypeError('Failed to fetch'))).toBe(false)
  expect(fail('unhandledrejection', 'reason', 'text')).toBe(false)
})

test('without a network and without a service worker no reload is offered: it would take the page away', () => {
  const { pwa, fail } = watched(false)
  fail('vite:preloadError', 'payload', new TypeError('Failed to fetch'))
  expect(pwa.getState()).toMatchObject({ isCodeMissing: false, updateReady: false })
})
