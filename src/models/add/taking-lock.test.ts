import { expect, test, vi } from 'vitest'
import { unlessTaking, whileTaking } from './taking-lock.ts'

/** A LockManager as far as it is used here: shared holders, and one who only asks. */
function createLocks() {
  let holders = 0
  return {
    async request(_: string, options: { ifAvailable?: boolean }, work: (lock: unknown) => Promise<unknown>) {
      if (options.ifAvailable) return work(holders === 0 ? {} : null)
      holders += 1
      try {
        return await work({})
      } finally {
        holders -= 1
      }
    },
  }
}

test.each([
  ['with locks', { locks: createLocks() }],
  ['without', {}],
])('taking in gives its result, and what sweeps runs when none is taken in: %s', async (_, navigator) => {
  vi.stubGlobal('navigator', navigator)
  expect(await whileTaking(async () => 7)).toBe(7)
  const sweep = vi.fn(async () => {})
  await unlessTaking(sweep)
  expect(sweep).toHaveBeenCalledOnce()
  vi.unstubAllGlobals()
})

test('nothing is swept while something is taken in', async () => {
  vi.stubGlobal('navigator', { locks: createLocks() })
  const sweep = vi.fn(async () => {})
  await whileTaking(async () => unlessTaking(sweep))
  expect(sweep).not.toHaveBeenCalled()
  vi.unstubAllGlobals()
})
