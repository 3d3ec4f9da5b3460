import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appendMessage, type Conversation, type Message, newConversation } from './conversation.ts'
import { buildPrompt, longestThatFits, oldestThatFits, systemMessages } from './prompt.ts'

function chat(...texts: string[]): Conversation {
  let conversation = newConversation('c', 0)
  texts.forEach((text, index) => {
    const message: Message = {
      id: String(index),
      parentId: index === 0 ? null : String(index - 1),
      role: index % 2 === 0 ? 'user' : 'assistant',
      text,
      createdAt: index,
      status: 'done',
    }
    conversation = appendMessage(conversation, message)
  })
  return conversation
}

describe('a prompt', () => {
  test('is the system prompt and the turns, letter for letter', () => {
    expect(buildPrompt(chat(' a\n', 'b', 'c', ''))).toEqual([
      ...systemMessages,
      { role: 'user', content: ' a\n' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: 'c' },
    ])
  })

  test('of a second turn begins with the prompt of the first, so that the KV cache is reused', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (first, answer, second) => {
        const before = buildPrompt(chat(first, ''))
        const after = buildPrompt(chat(first, answer, second, ''))
        expect(after.slice(0, before.length)).toEqual(before)
      }),
    )
  })
})

describe('making room', () => {
  test('leaves out the fewest whole turns', async () => {
    const { messages } = chat('1', 'a', '2', 'b', '3', 'c', '4')
    const start = await oldestThatFits(messages, async from => Number(from.text) >= 3)
    expect(start?.text).toBe('3')
    expect(await oldestThatFits(messages, async () => false)).toBeUndefined()
    expect((await oldestThatFits(messages, async () => true))?.text).toBe('1')
  })

  test('keeps the longest beginning that fits, never half a character', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.nat({ max: 40 }), async (text, limit) => {
        const fits = async (part: string) => Array.from(part).length <= limit
        const kept = await longestThatFits(text, fits)
        expect(text.startsWith(kept)).toBe(true)
        expect(Array.from(kept).length).toBeLessThanOrEqual(limit)
        expect(kept).not.toMatch(/\p{Surrogate}/u)
        if (await fits(text)) expect(kept).toBe(text)
      }),
    )
  })

  test('cuts at a word where one is near', async () => {
    expect(await longestThatFits('one two three four', async part => part.length <= 10)).toBe('one two')
  })
})
