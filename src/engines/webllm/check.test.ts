import { expect, test } from 'vitest'
import { checkAnswers, checkSanity } from './check.ts'
import { knownAnswersOf } from './known-answers.ts'
import { createKvCache } from './kv-cache.ts'
import { type FakeModel, fakePipeline } from './pipeline.fixture.ts'

/** A sum of everything before: any token that is lost, added or moved changes what follows. */
const next = (kv: readonly number[]) => kv.reduce((sum, id, at) => (sum * 31 + id * (at + 1)) % 1009, 7)
const model: FakeModel = { next, prefillChunkTokens: 64 }

function greedy(prompt: readonly number[], count: number): number[] {
  const kv = [...prompt]
  for (let step = 0; step < count; step++) kv.push(next(kv))
  return kv.slice(prompt.length)
}

const first = { prompt: [1, 2, 3], answer: greedy([1, 2, 3], 4) }
const secondPrompt = [9, 8]
const long = Array.from({ length: 150 }, (_, at) => at % 11)
const longest = Array.from({ length: 300 }, (_, at) => at % 13)
const answers = {
  first,
  second: { prompt: secondPrompt, answer: greedy([...first.prompt, ...first.answer, ...secondPrompt], 4) },
  long: { prompt: long, answer: greedy(long, 2) },
  longest: { prompt: longest, answer: greedy(longest, 2) },
}

function checked(changed: FakeModel = model) {
  const fake = fakePipeline(changed)
  const cache = createKvCache(fake.pipeline)
  return { fake, cache, of: { pipeline: fake.pipeline, cache, throwIfGone: () => {} } }
}

test('a model that computes right passes, and leaves the cache empty and nothing undisposed', async () => {
  for (const depth of ['quick', 'full'] as const) {
    const { fake, cache, of } = checked()
    const fractions: number[] = []
    const result = await checkAnswers(of, answers, depth, fraction => fractions.push(fraction))
    expect(result).toMatchObject({ mayReuse: true })
    expect(result.decodeRate).toBeGreaterThan(0)
    expect(fractions.at(-1)).toBe(1)
    expect([cache.tokens().length, fake.kv.length, fake.open.size]).toEqual([0, 0, 0])
    // The second turn was not read whole, or it would prove nothing.
    expect(fake.passes.filter(pass => pass.length > 1).slice(0, 2)).toEqual([
      first.prompt,
      [first.answer.at(-1), ...secondPrompt],
    ])
  }
})

test('the full check reads a prompt against a cache that several chunks have filled', async () => {
  const { fake, of } = checked()
  await checkAnswers(of, answers, 'full', () => {})
  expect(fake.passes.filter(pass => pass.length > 10).length).toBeGreaterThan(2)
})

test.each([
  ['the first turn', 0, 'quick'],
  ['a turn with a reused KV cache', 8, 'quick'],
  ['a prompt in several chunks', 100, 'full'],
] as const)('a GPU that computes %s wrong is refused by name', async (what, fromTokens, depth) => {
  const wrong = checked({ ...model, next: kv => next(kv) + (kv.length > fromTokens ? 1 : 0) })
  await expect(checkAnswers(wrong.of, answers, depth, () => {})).rejects.toThrow(`wrong-output: ${what}`)
})

test('logits that are no numbers, or all alike, are refused', async () => {
  for (const [wrong, why] of [
    [Number.NaN, 'not numbers'],
    [0, 'alike'],
  ] as const) {
    await expect(checkSanity(checked({ ...model, next: () => wrong }).of, () => {})).rejects.toThrow(why)
  }
})

test('without recorded answers, reuse is judged by the same turn read whole', async () => {
  const good = checked({ ...model, next: kv => 1 + next(kv) })
  expect(await checkSanity(good.of, () => {})).toMatchObject({ mayReuse: true })
  expect(good.cache.tokens()).toEqual([])

  // A kernel that goes wrong when a pass of several tokens meets a filled cache.
  const racy: ReturnType<typeof checked> = checked({
    prefillChunkTokens: 1000,
    next(kv) {
      const pass = racy.fake.passes.at(-1) ?? []
      return 1 + next(kv) + (pass.length > 1 && pass.length < kv.length ? 1 : 0)
    },
  })
  expect(await checkSanity(racy.of, () => {})).toMatchObject({ mayReuse: false })
})

test('the recorded answers of the embedded model are long enough to mean something', () => {
  const recorded = knownAnswersOf('smollm2-135m-instruct-q4_1')
  expect(recorded?.first.answer.length).toBeGreaterThanOrEqual(8)
  expect(recorded?.second.answer.length).toBeGreaterThanOrEqual(8)
  expect(recorded?.long.prompt.length).toBeGreaterThan(3 * 16)
  expect(recorded?.longest.prompt.length).toBeGreaterThan(512)
  expect(knownAnswersOf('another')).toBeUndefined()
})
