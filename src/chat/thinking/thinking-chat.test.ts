import { expect, test } from 'vitest'
import { openChat } from '../chat.fixture.ts'
import { messagesInView } from '../chat.ts'
import { type Conversation, titleOf, wasCut } from '../conversation.ts'
import { buildPromptWith } from '../prompt.ts'

const secret = 'perhaps seven'
const reply = `<think>\n${secret}, or ${'so '.repeat(40)}five\n</think>\n\nThere are four.`

test('what was thought is a part of its own of the answer, and not of the title nor of the next prompt', async () => {
  const { chat, requests, idle } = await openChat({ reply })
  chat.send('How many?')
  await idle()
  chat.send('Sure?')
  await idle()
  const { conversations, currentId } = chat.store.getState()
  const conversation: Conversation | undefined = conversations.get(currentId ?? '')
  if (!conversation) throw new Error('no chat')
  const [, answer] = conversation.messages
  expect(answer).toMatchObject({ text: 'There are four.', status: 'done', thought: { isClosed: true } })
  expect(answer?.thought?.text).toContain(secret)
  expect(titleOf(conversation)).toBe('How many?')
  expect(JSON.stringify(requests.at(-1))).not.toContain(secret)
  expect(JSON.stringify(buildPromptWith(conversation, 'So?'))).not.toContain(secret)
})

test('an answer that was stopped in its thought goes on with it, and its stats are of both runs', async () => {
  const { chat, requests, idle } = await openChat({ reply, tokensPerSecond: 300 })
  chat.send('How many?')
  const thought = () => messagesInView(chat.store.getState()).at(-1)?.thought
  await expect.poll(() => thought()?.tokens ?? 0).toBeGreaterThan(5)
  chat.stop()
  await idle()
  const stopped = messagesInView(chat.store.getState()).at(-1)
  if (!stopped) throw new Error('no answer')
  expect(stopped).toMatchObject({ text: '', status: 'stopped', thought: { isClosed: false } })
  expect(wasCut(stopped)).toBe(true)
  chat.continueAnswer(stopped.id)
  await idle()
  const answer = messagesInView(chat.store.getState()).at(-1)
  expect(requests.at(-1)?.messages.at(-1)?.thought).toEqual({ text: stopped.thought?.text, isClosed: false })
  expect(answer).toMatchObject({ text: 'There are four.', status: 'done', thought: { isClosed: true } })
  expect(answer?.thought?.text.startsWith(stopped.thought?.text ?? 'none')).toBe(true)
  expect(answer?.stats?.completionTokens).toBeGreaterThan(answer?.thought?.tokens ?? 0)
})

test('“Answer now” ends the thought, and a chat that may not think asks for none', async () => {
  const { chat, requests, idle } = await openChat({ reply, tokensPerSecond: 200 }, [], {
    model: { thinking: () => 'tagged' },
  })
  chat.send('How many?')
  const answer = () => messagesInView(chat.store.getState()).at(-1)
  await expect.poll(() => answer()?.thought?.tokens ?? 0).toBeGreaterThan(2)
  chat.answerNow()
  await idle()
  expect(answer()).toMatchObject({ text: 'There are four.', thought: { closedBy: 'person' } })
  chat.configure({ thinking: 'off' })
  chat.send('Sure?')
  await idle()
  expect(answer()?.text).toBe('There are four.')
  expect(answer()).not.toHaveProperty('thought')
  expect(requests.at(-1)?.thinking).toBe(false)
})
