import { describe, expect, test } from 'vitest'
import type { GenerateEvent, GenerateRequest, ModelThinking, PromptMessage } from '../engines/engine.ts'
import { createScriptedEngine } from '../engines/scripted.ts'
import { scriptedCard } from '../engines/scripted-card.ts'
import { noUsage } from '../engines/usage.ts'
import type { ThinkingBudget } from './chat-settings.ts'
import { applyEvent, type Message } from './conversation.ts'
import { type ReplyEvent, writeReply } from './reply.ts'

const user: PromptMessage = { role: 'user', content: 'How many are there?' }
const thoughtOf = (words: number) => Array.from({ length: words }, (_, at) => `n${at}`).join(' ')
const script = (words: number) => `<think>\n${thoughtOf(words)}\n</think>\n\nThere are four.`

interface Asked {
  readonly reply?: string
  readonly thinking?: ModelThinking
  readonly budget?: ThinkingBudget
  readonly contextTokens?: number
  readonly request?: Partial<GenerateRequest>
  /** Pressed when so many events have come. */
  readonly answerNowAt?: number
  readonly stopAt?: number
  readonly thoughtMs?: number
}

const empty: Message = {
  id: 'a',
  parentId: 'q',
  role: 'assistant',
  text: '',
  createdAt: 0,
  status: 'streaming',
}

/** A reply of the scripted engine, folded as the chat folds it. */
async function ask(asked: Asked) {
  const { budget = 'unlimited', thinking, contextTokens = 2000, reply = script(20), request } = asked
  const engine = createScriptedEngine({ tokensPerSecond: Number.POSITIVE_INFINITY, reply, contextTokens })
  for await (const _ of engine.load({ card: scriptedCard, files: [] }, new AbortController().signal)) {
    // Loading.
  }
  const requests: GenerateRequest[] = []
  const usages: number[] = []
  const model = {
    thinking: () => thinking,
    contextTokens: () => contextTokens,
    async *generate(made: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent> {
      requests.push(made)
      for await (const event of engine.generate(made, signal)) {
        if (event.type === 'text-end') usages.push(event.usage.completionTokens)
        yield event
      }
    },
  }
  const [hurry, stop] = [new AbortController(), new AbortController()]
  const events: ReplyEvent[] = []
  const { thoughtMs } = asked
  const replyRequest = {
    request: { messages: [user], ...request },
    budget,
    answerNow: hurry.signal,
    now: () => 100 * events.length,
    ...(thoughtMs === undefined ? {} : { thoughtMs }),
  }
  const begun = request?.messages?.at(-1)
  const before = begun?.thought ? { ...begun.thought, ms: 0, tokens: 0 } : undefined
  let answer: Message = before ? { ...empty, thought: before } : empty
  for await (const event of writeReply(model, replyRequest, stop.signal)) {
    events.push(event)
    answer = applyEvent(answer, event, 0)
    if (events.length === asked.answerNowAt) hurry.abort()
    if (events.length === asked.stopAt) stop.abort()
  }
  return { events, answer, requests, usages }
}

describe('a reply', () => {
  test('of a model that thinks is a thought and then an answer, in one call', async () => {
    const { answer, requests, events } = await ask({ thinking: 'tagged' })
    expect(answer).toMatchObject({
      text: 'There are four.',
      status: 'done',
      thought: { text: thoughtOf(20), isClosed: true, closedBy: 'model' },
    })
    expect(answer.thought?.tokens).toBeGreaterThan(15)
    expect(answer.thought?.ms).toBeGreaterThan(0)
    expect(requests).toHaveLength(1)
    expect(events.filter(({ type }) => type === 'text-end')).toHaveLength(1)
  })

  test('whose thought the template has opened is split all the same', async () => {
    const { answer } = await ask({ thinking: 'opened', reply: `${thoughtOf(5)}\n</think>\n\nFour.` })
    expect(answer).toMatchObject({ text: 'Four.', thought: { text: thoughtOf(5), closedBy: 'model' } })
  })

  test('that closes a thought which nobody saw it open gives the text back as a thought', async () => {
    const { answer } = await ask({ reply: `${thoughtOf(5)}\n</think>\n\nFour.` })
    expect(answer).toMatchObject({ text: 'Four.', thought: { text: thoughtOf(5), isClosed: true } })
  })

  test('of a model that does not think is as it was', async () => {
    const { answer, events } = await ask({ reply: ' Yes. \n' })
    expect(answer.text).toBe(' Yes. \n')
    expect(answer).not.toHaveProperty('thought')
    expect(events.some(({ type }) => type === 'thought-end')).toBe(false)
  })

  test.each(['tagged', 'opened', undefined] as const)(
    '%s: a spent budget closes the thought, and the answer follows',
    async thinking => {
      const reply = thinking === 'opened' ? script(500).slice('<think>\n'.length) : script(500)
      const { answer, requests, usages, events } = await ask({
        ...(thinking && { thinking }),
        reply,
        budget: 'short',
      })
      expect(answer).toMatchObject({
        text: 'There are four.',
        status: 'done',
        thought: { isClosed: true, closedBy: 'budget' },
      })
      const { text = '', tokens = 0 } = answer.thought ?? {}
      expect(thoughtOf(500).startsWith(text)).toBe(true)
      expect(Math.abs(tokens - 256)).toBeLessThanOrEqual(3)
      expect(requests.map(({ messages }) => messages.slice(1))).toEqual([
        [],
        [{ role: 'assistant', content: '', thought: { text, isClosed: true } }],
      ])
      const end = events.at(-1)
      if (end?.type !== 'text-end') throw new Error('no end')
      expect(end.usage.completionTokens).toBe(usages.reduce((sum, tokens) => sum + tokens, 0))
      expect(end.usage.promptTokens).toBeLessThan(20)
    },
  )

  test('off: the model is asked not to think, and its thought is closed before it begins', async () => {
    const { answer, requests } = await ask({ thinking: 'tagged', budget: 'off' })
    expect(answer.text).toBe('There are four.')
    expect(answer).not.toHaveProperty('thought')
    const closed = { role: 'assistant', content: '', thought: { text: '', isClosed: true } }
    expect(requests).toMatchObject([{ thinking: false, messages: [user, closed] }])
  })

  test('off: a model of which nothing is known is cut short where it thinks all the same', async () => {
    const { answer } = await ask({ budget: 'off', reply: script(500) })
    expect(answer.text).toBe('There are four.')
    expect(answer).not.toHaveProperty('thought')
  })

  test('is given at once when the person wants it, and says that it was they', async () => {
    const { answer } = await ask({ thinking: 'tagged', reply: script(500), answerNowAt: 20 })
    expect(answer).toMatchObject({
      text: 'There are four.',
      status: 'done',
      thought: { isClosed: true, closedBy: 'person' },
    })
    expect(answer.thought?.tokens).toBeLessThan(30)
  })

  test('that is past its thought takes no notice of “Answer now”', async () => {
    const { answer, requests } = await ask({ thinking: 'tagged', reply: script(3), answerNowAt: 8 })
    expect(requests).toHaveLength(1)
    expect(answer).toMatchObject({ text: 'There are four.', thought: { closedBy: 'model' } })
  })

  test('that is stopped in its thought keeps it open, and goes on with it when it is continued', async () => {
    const stopped = await ask({ thinking: 'tagged', reply: script(400), stopAt: 30 })
    const { thought } = stopped.answer
    expect(stopped.answer).toMatchObject({ text: '', status: 'stopped', thought: { isClosed: false } })
    if (!thought) throw new Error('no thought')
    const begun: PromptMessage = {
      role: 'assistant',
      content: '',
      thought: { text: thought.text, isClosed: false },
    }
    const { answer } = await ask({
      thinking: 'tagged',
      reply: script(400),
      request: { messages: [user, begun] },
      thoughtMs: 5000,
    })
    expect(answer).toMatchObject({
      text: 'There are four.',
      thought: { text: thoughtOf(400), isClosed: true },
    })
    expect(answer.thought?.ms).toBeGreaterThan(5000)
  })

  test('has its room: a thought that comes near the end of the context is closed', async () => {
    const { answer, requests } = await ask({ thinking: 'tagged', reply: script(5000), contextTokens: 600 })
    expect(answer).toMatchObject({ text: 'There are four.', status: 'done', thought: { closedBy: 'budget' } })
    expect(answer.thought?.tokens).toBeLessThanOrEqual(600 - 256)
    expect(requests).toHaveLength(2)
  })

  test('ends by its longest length, in which the thought does not count', async () => {
    const { answer } = await ask({ thinking: 'tagged', reply: script(50), request: { maxTokens: 2 } })
    expect(answer).toMatchObject({ text: 'There are', status: 'length', thought: { text: thoughtOf(50) } })
  })

  test('under a schema has no thought', async () => {
    const jsonSchema = { type: 'string', enum: ['<think>'] }
    const { answer, requests } = await ask({ thinking: 'opened', request: { jsonSchema } })
    expect(answer.text).toBe('"<think>"')
    expect(requests[0]?.messages.at(-1)?.thought).toEqual({ text: '', isClosed: true })
  })
})

test('a model that ends its turn in mid-thought is asked for the answer', async () => {
  const texts = ['<think>Well', 'Four.']
  const model = {
    async *generate(): AsyncGenerator<GenerateEvent> {
      yield { type: 'text-delta', text: texts.shift() ?? '' }
      yield { type: 'text-end', reason: 'stop', usage: noUsage }
    },
  }
  const { signal } = new AbortController()
  let answer = empty
  const request = {
    request: { messages: [user] },
    budget: 'unlimited',
    answerNow: signal,
    now: () => 0,
  } as const
  for await (const event of writeReply(model, request, signal)) answer = applyEvent(answer, event, 0)
  expect(answer).toMatchObject({
    text: 'Four.',
    thought: { text: 'Well', isClosed: true, closedBy: 'model' },
  })
})

test('what was held back is there when the engine fails', async () => {
  const model = {
    async *generate(): AsyncGenerator<GenerateEvent> {
      yield { type: 'text-delta', text: 'It is <' }
      throw new Error('gone')
    },
  }
  const { signal } = new AbortController()
  let answer = empty
  const request = {
    request: { messages: [user] },
    budget: 'unlimited',
    answerNow: signal,
    now: () => 0,
  } as const
  const read = async () => {
    for await (const event of writeReply(model, request, signal)) answer = applyEvent(answer, event, 0)
  }
  await expect(read()).rejects.toThrow('gone')
  expect(answer.text).toBe('It is <')
})
