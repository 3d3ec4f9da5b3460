import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EngineError, type GenerateEvent, type GenerateRequest } from './engine.ts'
import { createScriptedEngine, type ScriptedOptions, scriptedTokens } from './scripted.ts'
import { scriptedCard } from './scripted-card.ts'

const card = { ...scriptedCard, contextTokens: 500 }
const signal = new AbortController().signal
const flatOut = Number.POSITIVE_INFINITY

async function loaded(options: ScriptedOptions = {}) {
  const engine = createScriptedEngine({ tokensPerSecond: flatOut, ...options })
  for await (const _ of engine.load({ card, files: [] }, signal));
  return engine
}

async function run(options: ScriptedOptions, request: GenerateRequest): Promise<GenerateEvent[]> {
  const engine = await loaded(options)
  const events: GenerateEvent[] = []
  for await (const event of engine.generate(request, signal)) events.push(event)
  return events
}

const textOf = (events: readonly GenerateEvent[]) =>
  events.map(event => (event.type === 'text-delta' ? event.text : '')).join('')

test('tokens put together again are the text they came from', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => scriptedTokens(text).join('') === text))
})

test('a given reply comes back to the letter, one token per delta', async () => {
  const reply = 'Two  spaces, 中文 and a\nnew line.'
  const events = await run({ reply }, { messages: [{ role: 'user', content: 'Hi' }] })
  expect(textOf(events)).toBe(reply)
  expect(events.at(-1)).toMatchObject({
    reason: 'stop',
    usage: { completionTokens: scriptedTokens(reply).length },
  })
})

test('a reply may be made from the messages', async () => {
  const events = await run(
    { reply: messages => `${messages.length} messages` },
    { messages: [{ role: 'user', content: 'Hi' }] },
  )
  expect(textOf(events)).toBe('1 messages')
})

test('the context ends a reply that is longer than what is left of it', async () => {
  const events = await run(
    { contextTokens: 20, reply: 'word '.repeat(100) },
    { messages: [{ role: 'user', content: 'Hi' }] },
  )
  const end = events.at(-1)
  if (end?.type !== 'text-end') throw new Error('no end')
  expect(end.reason).toBe('length')
  expect(end.usage.promptTokens + end.usage.completionTokens).toBe(20)
})

test('a scripted fault comes after the tokens before it', async () => {
  const engine = await loaded({ generateFault: { afterTokens: 3, code: 'device-lost' } })
  const deltas: string[] = []
  const read = async () => {
    for await (const event of engine.generate({ messages: [{ role: 'user', content: 'Hi' }] }, signal)) {
      if (event.type === 'text-delta') deltas.push(event.text)
    }
  }
  await expect(read()).rejects.toMatchObject({ code: 'device-lost' })
  expect(deltas).toHaveLength(3)
})

test('a scripted load fault is thrown by load', async () => {
  await expect(loaded({ loadFault: 'out-of-memory' })).rejects.toBeInstanceOf(EngineError)
})

test('a script with a thought is gone on with where the thought has come to', async () => {
  const user = { role: 'user', content: 'Hi' } as const
  const after = async (text: string, isClosed: boolean) =>
    textOf(
      await run(
        { reply: '<think>\nA bit.\n</think>\n\nYes.' },
        { messages: [user, { role: 'assistant', content: '', thought: { text, isClosed } }] },
      ),
    )
  expect(await after('A', true)).toBe('Yes.')
  expect(await after('A', false)).toBe(' bit.\n</think>\n\nYes.')
})
