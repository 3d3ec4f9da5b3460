import { expect, it } from 'vitest'
import { inTime } from './abort.ts'

const never = () => new Promise<never>(() => {})

it('gives what is there in time, and stops waiting for what is not', async () => {
  const { signal } = new AbortController()
  await expect(inTime(async () => 7, 10_000, signal)).resolves.toBe(7)
  await expect(inTime(never, 10, signal)).rejects.toHaveProperty('name', 'TimeoutError')
})

it('tells the work when it is too late', async () => {
  let told: AbortSignal | undefined
  const work = (signal: AbortSignal) => {
    told = signal
    return never()
  }
  await expect(inTime(work, 10, new AbortController().signal)).rejects.toThrow()
  expect(told?.aborted).toBe(true)
})

it('ends with the reason of the one who stops it', async () => {
  const caller = new AbortController()
  const waiting = inTime(never, 10_000, caller.signal)
  caller.abort('enough')
  await expect(waiting).rejects.toBe('enough')
  await expect(inTime(never, 10_000, AbortSignal.abort('before'))).rejects.toBe('before')
})
