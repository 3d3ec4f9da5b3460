import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  appendMessage,
  applyEvent,
  branch,
  type Conversation,
  closeInterrupted,
  contextOf,
  type Message,
  newConversation,
  selectVersion,
  titleOf,
  versionsOf,
} from './conversation.ts'

const message = (id: string, parentId: string | null, extra: Partial<Message> = {}): Message => ({
  id,
  parentId,
  role: 'user',
  text: `text of ${id}`,
  createdAt: 1,
  status: 'done',
  ...extra,
})

const grow = (...messages: Message[]): Conversation => messages.reduce(appendMessage, newConversation('c', 0))

const usage = { promptTokens: 30, cachedTokens: 20, completionTokens: 10, prefillMs: 5, decodeMs: 500 }

describe('a branch', () => {
  test('is read from the leaf up to the top, oldest first', () => {
    const conversation = grow(message('a', null), message('b', 'a'), message('x', 'a'), message('y', 'x'))
    expect(branch(conversation).map(({ id }) => id)).toEqual(['a', 'x', 'y'])
  })

  test('ends, whatever the parents on disk say', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'nowhere')
    const records = fc.array(fc.tuple(ids, fc.option(ids)), { maxLength: 8 })
    fc.assert(
      fc.property(records, ids, (pairs, leafId) => {
        const messages = pairs.map(([id, parentId]) => message(id, parentId))
        const conversation = { ...newConversation('c', 0), messages, leafId }
        expect(branch(conversation).length).toBeLessThanOrEqual(5)
        expect(branch(selectVersion(conversation, leafId)).length).toBeLessThanOrEqual(5)
      }),
    )
  })

  test('shows the newest answers below a version that is chosen', () => {
    const conversation = grow(
      message('q', null),
      message('a1', 'q', { role: 'assistant' }),
      message('follow', 'a1'),
      message('a2', 'q', { role: 'assistant' }),
    )
    expect(branch(conversation).map(({ id }) => id)).toEqual(['q', 'a2'])
    const chosen = selectVersion(conversation, 'a1')
    expect(branch(chosen).map(({ id }) => id)).toEqual(['q', 'a1', 'follow'])
    const first = branch(chosen)[1]
    expect(first && versionsOf(chosen, first).map(({ id }) => id)).toEqual(['a1', 'a2'])
  })

  test('is read by the model from the point that the person chose', () => {
    const conversation = grow(message('a', null), message('b', 'a'), message('c', 'b'))
    expect(contextOf({ ...conversation, contextStartId: 'b' }).map(({ id }) => id)).toEqual(['b', 'c'])
    expect(contextOf({ ...conversation, contextStartId: 'gone' })).toHaveLength(3)
  })
})

describe('an answer', () => {
  const answer = message('a', 'q', { role: 'assistant', text: '', status: 'streaming' })

  test('is the sum of its deltas, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), texts => {
        const end = texts.reduce((so, text) => applyEvent(so, { type: 'text-delta', text }, 1), answer)
        expect(end.text).toBe(texts.join(''))
        expect(end.status).toBe('streaming')
      }),
    )
  })

  test('ends with what it cost', () => {
    const end = applyEvent(answer, { type: 'text-end', reason: 'stop', usage }, 1200)
    expect(end.status).toBe('done')
    expect(end.stats).toEqual({
      promptTokens: 30,
      cachedTokens: 20,
      completionTokens: 10,
      firstTokenMs: 1200,
      tokensPerSecond: 20,
    })
  })

  test('that decoded nothing claims no speed', () => {
    const end = applyEvent(
      answer,
      { type: 'text-end', reason: 'cancelled', usage: { ...usage, decodeMs: 0 } },
      0,
    )
    expect(end.status).toBe('stopped')
    expect(end.stats?.tokensPerSecond).toBeUndefined()
  })

  test('that was streaming when the page went away is interrupted, with its text', () => {
    const conversation = grow(message('q', null), { ...answer, text: 'Half an ans' })
    const closed = closeInterrupted(conversation)
    expect(closed.messages[1]).toMatchObject({ status: 'interrupted', text: 'Half an ans' })
    expect(closeInterrupted(closed)).toBe(closed)
  })
})

describe('a chat', () => {
  test('is named after the first line of the first message, within 60 characters', () => {
    expect(titleOf(grow(message('q', null, { text: '  Hello\nworld' })))).toBe('Hello')
    expect(titleOf(newConversation('c', 0))).toBe('')
    const long = titleOf(grow(message('q', null, { text: '🦀'.repeat(100) })))
    expect(Array.from(long)).toHaveLength(60)
    expect(titleOf({ ...grow(message('q', null)), title: 'Mine' })).toBe('Mine')
  })
})

test('an answer that was interrupted while it was continued no longer says what its first run cost', () => {
  const stats = { promptTokens: 9, cachedTokens: 0, completionTokens: 4, firstTokenMs: 70 }
  const answer = message('a', 'q', { role: 'assistant', status: 'streaming', stats })
  const [, closed] = closeInterrupted(grow(message('q', null), answer)).messages
  expect(closed).toEqual({ ...message('a', 'q', { role: 'assistant', status: 'interrupted' }) })
})
