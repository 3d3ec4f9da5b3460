import { expect, test } from 'vitest'
import type { GenerateEvent, GenerateRequest } from '../engine.ts'
import { createKvCache } from './kv-cache.ts'
import { type FakeModel, type FakePipeline, fakePipeline } from './pipeline.fixture.ts'
import { createReply } from './reply.ts'

const ids = (text: string) => Array.from(text, char => char.charCodeAt(0))
const answer = 'I am well.\0'
/** Answers "?" with the text above, letter by letter; its "\0" is the token that ends a turn. */
const model: FakeModel = {
  next: kv => ids(answer)[kv.length - 1 - kv.lastIndexOf(63)] ?? 0,
  stopTokens: [0],
}

interface Run {
  readonly fake: FakePipeline
  readonly events: GenerateEvent[]
  readonly text: string
}

async function run(
  changes: Partial<GenerateRequest>,
  options: { prompt?: string; model?: FakeModel; abortAt?: (event: GenerateEvent) => boolean } = {},
): Promise<Run> {
  const fake = fakePipeline(options.model ?? model)
  const controller = new AbortController()
  const events: GenerateEvent[] = []
  const reply = createReply({
    pipeline: fake.pipeline,
    cache: createKvCache(fake.pipeline),
    prompt: ids(options.prompt ?? 'How are you?'),
    request: { messages: [], ...changes },
    signal: controller.signal,
    emit(event) {
      events.push(event)
      if (options.abortAt?.(event)) controller.abort()
    },
  })
  await reply.run()
  events.push(reply.end())
  const text = events.map(event => (event.type === 'text-delta' ? event.text : '')).join('')
  return { fake, events, text }
}

test('a reply is the prompt’s progress, the text, and an end that counts the ending token', async () => {
  const { fake, events, text } = await run({})
  expect(text).toBe('I am well.')
  expect(events[0]).toEqual({ type: 'prefill-progress', tokens: 0, of: 12 })
  expect(events[1]).toEqual({ type: 'prefill-progress', tokens: 12, of: 12 })
  expect(events.at(-1)).toMatchObject({
    reason: 'stop',
    usage: { promptTokens: 12, cachedTokens: 0, completionTokens: 11 },
  })
  expect(fake.open.size).toBe(0)
})

test('maxTokens ends it by length, and the answer’s tokens stay cached for the next turn', async () => {
  const { fake, events, text } = await run({ maxTokens: 4 })
  expect(text).toBe('I am')
  expect(events.at(-1)).toMatchObject({ reason: 'length', usage: { completionTokens: 4 } })
  expect(String.fromCharCode(...fake.kv)).toBe('How are you?I a')
})

test('maxTokens 0 samples nothing', async () => {
  const { fake, events, text } = await run({ maxTokens: 0 })
  expect([text, fake.samplings.length, fake.kv.length, fake.open.size]).toEqual(['', 0, 12, 0])
  expect(events.at(-1)).toMatchObject({ reason: 'length', usage: { completionTokens: 0 } })
})

test('a full context ends it by length', async () => {
  const { events, text } = await run({}, { model: { ...model, contextTokens: 15 } })
  expect(text).toBe('I am')
  expect(events.at(-1)).toMatchObject({ reason: 'length' })
})

test('a prompt that fills the context is refused with both numbers, before anything is read', async () => {
  const refused = run({}, { model: { ...model, contextTokens: 12 } })
  await expect(refused).rejects.toMatchObject({
    code: 'context-overflow',
    tokens: { promptTokens: 12, contextTokens: 12 },
  })
})

test('a stop in the prompt ends after the running chunk; one in the answer after the running token', async () => {
  const inPrompt = await run(
    {},
    { prompt: 'x'.repeat(200), abortAt: event => event.type === 'prefill-progress' && event.tokens > 0 },
  )
  expect(inPrompt.text).toBe('')
  expect(inPrompt.events.at(-1)).toMatchObject({ reason: 'cancelled', usage: { promptTokens: 200 } })
  expect(inPrompt.fake.passes).toHaveLength(1)
  expect(inPrompt.fake.open.size).toBe(0)

  const inAnswer = await run({}, { abortAt: event => event.type === 'text-delta' })
  expect(inAnswer.text).toBe('I')
  expect(inAnswer.events.at(-1)).toMatchObject({ reason: 'cancelled', usage: { completionTokens: 1 } })
  expect(inAnswer.fake.open.size).toBe(0)
})

test('what was asked of the sampler reaches it, and what was not is as the model’s config says', async () => {
  const asked = await run({ temperature: 0, topP: 0.5, repeatPenalty: 1.1, seed: 7 })
  expect(asked.fake.samplings[0]).toEqual({ temperature: 0, top_p: 0.5, repetition_penalty: 1.1 })
  expect(asked.fake.seeds).toEqual([7])
  const unasked = await run({ jsonSchema: { type: 'string' } })
  expect(unasked.fake.samplings[0]).toEqual({
    temperature: 0.7,
    top_p: 0.95,
    repetition_penalty: 1,
    response_format: { type: 'json_object', schema: '{"type":"string"}' },
  })
  const [first] = (await run({})).fake.seeds
  const [second] = (await run({})).fake.seeds
  expect(first).not.toBe(second)
})

test('repetition is punished over the last tokens only, those of the prompt among them', async () => {
  const { fake } = await run({ repeatPenalty: 1.1, maxTokens: 2 }, { prompt: `${'abcdefgh'.repeat(4)}?` })
  const expected = new Set(ids(`${'abcdefgh'.repeat(3).slice(1)}?`))
  expect(new Set(fake.punished[0])).toEqual(expected)
  expect(fake.punished[1]).toContain('I'.charCodeAt(0))
})
