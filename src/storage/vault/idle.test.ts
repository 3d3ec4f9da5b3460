import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { watchIdle } from './idle.ts'
import type { Vault, VaultState } from './vault.ts'

const minute = 60_000

/** A vault as far as it is watched, with a page that can be touched. */
function watched(limitMs: () => number | undefined) {
  const store = createStore<VaultState>(() => ({ status: 'unlocked' }))
  let usedAt = Date.now()
  const vault = {
    store,
    lock: vi.fn(async () => store.setState({ status: 'locking' })),
    noteUse: () => {
      usedAt = Date.now()
    },
    lastUsedAt: () => usedAt,
  }
  const page = new EventTarget()
  // What watching never calls is left out.
  watchIdle(vault as unknown as Vault, limitMs, page)
  return { vault, page, useElsewhere: vault.noteUse }
}

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

it('locks after the time without use, once', () => {
  const { vault } = watched(() => 5 * minute)
  vi.advanceTimersByTime(5 * minute - 1)
  expect(vault.lock).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10 * minute)
  expect(vault.lock).toHaveBeenCalledOnce()
})

it('begins anew with a key here, and with use in another tab', () => {
  const { vault, page, useElsewhere } = watched(() => 5 * minute)
  vi.advanceTimersByTime(4 * minute)
  page.dispatchEvent(new Event('keydown'))
  vi.advanceTimersByTime(4 * minute)
  useElsewhere()
  vi.advanceTimersByTime(4 * minute)
  expect(vault.lock).not.toHaveBeenCalled()
  vi.advanceTimersByTime(minute + 20_000)
  expect(vault.lock).toHaveBeenCalledOnce()
})

it('locks by the clock after a sleep, before the key that ends it counts', () => {
  const { vault, page } = watched(() => 5 * minute)
  vi.setSystemTime(Date.now() + 60 * minute)
  page.dispatchEvent(new Event('keydown'))
  expect(vault.lock).toHaveBeenCalledOnce()
})

it('never locks where that was chosen, and takes another choice at once or nearly', () => {
  let limit: number | undefined
  const { vault } = watched(() => limit)
  vi.advanceTimersByTime(600 * minute)
  expect(vault.lock).not.toHaveBeenCalled()
  limit = 5 * minute
  vi.advanceTimersByTime(20_000)
  expect(vault.lock).toHaveBeenCalledOnce()
})
