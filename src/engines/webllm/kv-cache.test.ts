import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKvCache, nextChunkTokens } from './kv-cache.ts'
import { fakePipeline } from './pipeline.fixture.ts'

const token = fc.integer({ min: 0, max: 2 })
const prompt = fc.array(token, { minLength: 1, maxLength: 40 })
/** A prompt, tokens of its answer, and where the reading of it is stopped, if it is. */
const turn = fc.record({
  prompt,
  answer: fc.array(token, { maxLength: 5 }),
  stopAt: fc.option(fc.nat(40), { nil: undefined }),
})

async function take(cache: ReturnType<typeof createKvCache>, ids: readonly number[], stopAt?: number) {
  const kept = cache.keep(ids)
  const logits = await cache.read(ids, tokens => stopAt === undefined || tokens < stopAt, 7)
  return { kept, logits }
}

test('whatever came before, a prompt that has been read is what the model computes with', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 8 }), fc.boolean(), async (turns, canPop) => {
      const fake = fakePipeline({
        next: kv => kv.length,
        ...(canPop ? {} : { changes: { slidingWindowSize: 8 } }),
      })
      const cache = createKvCache(fake.pipeline)
      for (const { prompt, answer, stopAt } of turns) {
        const { logits } = await take(cache, prompt, stopAt)
        expect(cache.tokens()).toEqual(fake.kv)
        expect(fake.kv).toEqual(prompt.slice(0, fake.kv.length))
        expect(fake.passes.at(-1)?.length).toBeLessThanOrEqual(7)
        if (logits) expect(logits.toArray()[0]).toBe(prompt.length)
        logits?.dispose()
        expect(fake.open.size).toBe(0)
        if (!logits) continue
        for (const id of answer) (await cache.append(id)).dispose()
      }
    }),
  )
})

test('of a prompt that goes on, everything is kept; of an edited one, what comes before the edit', async () => {
  const fake = fakePipeline({ next: () => 0 })
  const cache = createKvCache(fake.pipeline)
  await take(cache, [1, 2, 3, 4])
  await cache.append(5)
  expect((await take(cache, [1, 2, 3, 4, 5, 6, 7])).kept).toBe(5)
  expect((await take(cache, [1, 2, 3, 9, 9])).kept).toBe(3)
  expect(fake.passes).toEqual([[1, 2, 3, 4], [5], [6, 7], [9, 9]])
})

test('the last token is read again where all of the prompt is cached: only so are there logits', async () => {
  const fake = fakePipeline({ next: () => 0 })
  const cache = createKvCache(fake.pipeline)
  await take(cache, [1, 2, 3])
  const { kept, logits } = await take(cache, [1, 2, 3])
  expect([kept, logits === undefined]).toEqual([2, false])
})

test('without reuse, and where the state cannot be taken back, an edited prompt is read whole', async () => {
  for (const [mayReuse, slidingWindowSize] of [
    [false, -1],
    [true, 64],
  ] as const) {
    const fake = fakePipeline({ next: () => 0, changes: { slidingWindowSize } })
    const cache = createKvCache(fake.pipeline)
    cache.mayReuse = mayReuse
    await take(cache, [1, 2, 3])
    expect((await take(cache, [1, 2, 4])).kept).toBe(0)
    expect(fake.kv).toEqual([1, 2, 4])
  }
})

test('after a forward pass that failed nothing of the cache is believed', async () => {
  const fake = fakePipeline({ next: () => 0 })
  const cache = createKvCache(fake.pipeline)
  await take(cache, [1, 2, 3])
  fake.fault = new Error('validation')
  await expect(cache.append(4)).rejects.toThrow('validation')
  fake.fault = undefined
  expect((await take(cache, [1, 2, 3, 4, 5])).kept).toBe(0)
  expect(fake.kv).toEqual([1, 2, 3, 4, 5])
})

test('chunks grow while they are quick and full, shrink when they are slow, and stay within their bounds', () => {
  expect(nextChunkTokens(32, 32, 100, 512)).toBe(64)
  expect(nextChunkTokens(32, 5, 10, 512)).toBe(32)
  expect(nextChunkTokens(32, 32, 400, 512)).toBe(32)
  expect(nextChunkTokens(64, 64, 700, 512)).toBe(32)
  expect(nextChunkTokens(16, 16, 9000, 512)).toBe(16)
  expect(nextChunkTokens(512, 512, 10, 512)).toBe(512)
  expect(nextChunkTokens(8, 8, 9000, 8)).toBe(8)
})
