import { expect, test, vi } from 'vitest'
import { createScriptedEngine } from '../engines/scripted.ts'
import { scriptedCard } from '../engines/scripted-card.ts'
import { FaultError } from '../fault.ts'
import { createChat, messagesInView } from './chat.ts'

const words = 'One two three four five six seven eight nine ten.'

/** A chat whose engine is lost after so many pieces of each of the first calls, as when its tab closes. */
async function openChat(lostAfter: readonly number[]) {
  const reply = (messages: readonly { readonly role: string; readonly content: string }[]) => {
    const last = messages.at(-1)
    return last?.role === 'assistant' ? words.slice(last.content.length) : words
  }
  const engine = createScriptedEngine({ tokensPerSecond: Number.POSITIVE_INFINITY, reply })
  for await (const _ of engine.load({ card: scriptedCard, files: [] }, new AbortController().signal)) {
    // Loading.
  }
  let calls = 0
  const chat = createChat({
    model: {
      writer: () => ({ modelName: 'Scripted', engineId: 'scripted', build: 'none' }),
      contextTokens: () => 4096,
      async *generate(request, signal) {
        const limit = lostAfter[calls++]
        let pieces = 0
        for await (const event of engine.generate(request, signal)) {
          if (event.type === 'text-delta' && pieces++ === limit)
            throw new FaultError({ code: 'engine-moved' })
          yield event
        }
      },
      countTokens: messages => engine.countTokens(messages),
    },
    records: { markDirty() {}, markDeleted() {}, async commit() {}, async flush() {}, async refresh() {} },
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onFrame: callback => setTimeout(callback, 1),
  })
  chat.kept.takeIn([], 'full')
  chat.send('Count')
  await vi.waitUntil(() => chat.store.getState().running.size === 0)
  return { answer: messagesInView(chat.store.getState()).at(-1), calls: () => calls }
}

test('an answer whose engine moved to another tab is gone on with by itself, from its last letter', async () => {
  const { answer, calls } = await openChat([4])
  expect(answer).toMatchObject({ text: words, status: 'done' })
  expect(calls()).toBe(2)
  // The words of both calls, of which the engine told the cost of one.
  expect(answer?.stats?.completionTokens).toBeGreaterThan(8)
})

test('a second loss is told, and what was written stays', async () => {
  const { answer, calls } = await openChat([4, 3])
  expect(answer).toMatchObject({ status: 'failed', fault: { code: 'engine-moved' } })
  expect(words.startsWith(answer?.text ?? 'x')).toBe(true)
  expect(answer?.text.length).toBeGreaterThan(20)
  expect(calls()).toBe(2)
})
