import { describe, expect, test, vi } from 'vitest'
import type { PromptMessage } from '../engines/engine.ts'
import { openChat } from './chat.fixture.ts'
import { messagesInView } from './chat.ts'
import { appendMessage, type Conversation, type Message, newConversation } from './conversation.ts'
import { conversationKey } from './records.ts'

const story = 'Once upon a time a crab set out to find a shell, and it found one.'

/** Answers with the story, and goes on with it to the letter where some of it is there. */
function tell(messages: readonly PromptMessage[]): string {
  const last = messages.at(-1)
  return last?.role === 'assistant' ? story.slice(last.content.length) : story
}

/** A chat on disk whose last answer was cut. */
function cutChat(cut: Partial<Message>, earlier: readonly string[] = []): [string, Conversation] {
  let chat = newConversation('c', 0)
  const add = (role: Message['role'], text: string, rest: Partial<Message> = {}) => {
    const id = `m${chat.messages.length}`
    chat = appendMessage(chat, {
      id,
      parentId: chat.leafId,
      role,
      text,
      createdAt: 0,
      status: 'done',
      ...rest,
    })
  }
  for (const text of earlier) {
    add('user', text)
    add('assistant', 'Yes.')
  }
  add('user', 'Tell me a story')
  add('assistant', 'Once upon a', { status: 'stopped', ...cut })
  return [conversationKey('c'), chat]
}

async function openCut(
  cut: Partial<Message>,
  ...[earlier, model]: [string[]?, { maxAnswerTokens: number }?]
) {
  const opened = await openChat({ reply: tell }, [cutChat(cut, earlier)], model ? { model } : {})
  opened.chat.open('c')
  const last = () => messagesInView(opened.state()).at(-1)
  const goOn = async () => {
    opened.chat.continueAnswer(last()?.id ?? '')
    await opened.idle()
  }
  return { ...opened, last, goOn }
}

const stats = { promptTokens: 9, cachedTokens: 1, completionTokens: 4, firstTokenMs: 70, tokensPerSecond: 5 }

describe('continuing', () => {
  test.each<Partial<Message>>([
    { status: 'stopped' },
    { status: 'length' },
    { status: 'interrupted' },
    { status: 'failed', fault: { code: 'device-lost' } },
    { status: 'failed', fault: { code: 'crashed' } },
  ])('goes on in the same message from the exact text: $status $fault.code', async cut => {
    const { goOn, last, texts, requests, state } = await openCut(cut)
    const before = last()
    await goOn()
    expect(texts()).toEqual(['Tell me a story', story])
    expect(last()).toMatchObject({ id: before?.id, status: 'done' })
    expect(last()?.fault).toBeUndefined()
    expect(state().conversations.get('c')?.messages).toHaveLength(2)
    expect(requests[0]?.messages.at(-1)).toEqual({ role: 'assistant', content: 'Once upon a' })
  })

  test('keeps a blank at the cut', async () => {
    const { goOn, texts, requests } = await openCut({ text: 'Once upon a ' })
    await goOn()
    expect(requests[0]?.messages.at(-1)?.content).toBe('Once upon a ')
    expect(texts().at(-1)).toBe(story)
  })

  test('can be stopped and goes on again, as often as one likes', async () => {
    const { chat, idle, state } = await openChat({ reply: tell, tokensPerSecond: 40 })
    const last = () => messagesInView(state()).at(-1)
    chat.send('Tell me a story')
    for (const length of [8, 20, 32]) {
      await vi.waitUntil(() => (last()?.text.length ?? 0) > length)
      chat.stop()
      await idle()
      expect(last()).toMatchObject({ status: 'stopped' })
      expect(story.startsWith(last()?.text ?? '')).toBe(true)
      chat.continueAnswer(last()?.id ?? '')
      expect(last()?.status).toBe('streaming')
    }
    await idle()
    expect(last()).toMatchObject({ status: 'done', text: story })
    expect(last()?.stats?.completionTokens).toBe(story.match(/\w+|,|\./g)?.length)
  })

  test('ends well where the model has nothing to add', async () => {
    const { goOn, last } = await openCut({ text: story })
    await goOn()
    expect(last()).toMatchObject({ status: 'done', text: story })
  })

  test('is not for an answer that is whole, empty, too long, or not the last in view', async () => {
    for (const cut of [
      { status: 'done' },
      { text: '' },
      { text: '', status: 'failed', fault: { code: 'crashed' } },
      { status: 'failed', fault: { code: 'chat-too-long' } },
    ] satisfies Partial<Message>[]) {
      const { goOn, requests } = await openCut(cut)
      await goOn()
      expect(requests).toHaveLength(0)
    }
    const { chat, idle, requests, last } = await openCut({})
    const cutId = last()?.id ?? ''
    chat.send('Go on')
    await idle()
    chat.continueAnswer(cutId)
    await idle()
    expect(requests).toHaveLength(1)
  })

  test('samples as the answer did: the first is greedy, a retry is not', async () => {
    const { chat, idle, goOn, last, requests } = await openCut({})
    const firstId = last()?.id ?? ''
    chat.retry(firstId)
    chat.stop()
    await idle()
    chat.showVersion(firstId)
    await goOn()
    expect(requests.at(-1)?.temperature).toBe(0)
    const [key, cut] = cutChat({})
    const retried = appendMessage(cut, { ...(cut.messages[1] as Message), id: 'again' })
    const second = await openChat({ reply: tell }, [[key, retried]])
    second.chat.open('c')
    second.chat.continueAnswer('again')
    await second.idle()
    expect(second.requests[0]?.temperature).toBe(0.5)
  })
})

describe('the cost of a continued answer', () => {
  test('adds up its tokens and keeps the time of its first word', async () => {
    const { goOn, last } = await openCut({ stats })
    await goOn()
    const { completionTokens, firstTokenMs, promptTokens } = last()?.stats ?? {}
    expect({ completionTokens, firstTokenMs }).toEqual({ completionTokens: 4 + 15, firstTokenMs: 70 })
    expect(promptTokens).toBeGreaterThan(9)
  })

  test('counts the text of a run whose end was not told', async () => {
    const { goOn, last } = await openCut({ status: 'interrupted' })
    await goOn()
    // The scripted engine writes two tokens round an answer, even round one that is to go on.
    expect(last()?.stats).toMatchObject({ completionTokens: 3 + 2 + 15, firstTokenMs: 0 })
  })

  test('is not told where the engine failed in going on: it would be that of less text', async () => {
    const fails = { reply: tell, generateFault: { afterTokens: 2, code: 'crashed' } } as const
    const { chat, idle, state } = await openChat(fails, [cutChat({ stats })])
    chat.open('c')
    chat.continueAnswer('m1')
    await idle()
    const last = messagesInView(state()).at(-1)
    expect(last).toMatchObject({ status: 'failed', text: 'Once upon a time a' })
    expect(last?.stats).toBeUndefined()
  })

  test.each([
    { so: 4, status: 'stopped', may: 6 },
    { so: 10, status: 'length', may: 10 },
    { so: 14, status: 'stopped', may: 6 },
  ] as const)('after $so tokens ($status) it may have $may more of 10', async ({ so, status, may }) => {
    const cut = { status, stats: { ...stats, completionTokens: so } }
    const { goOn, requests, last } = await openCut(cut, [], { maxAnswerTokens: 10 })
    await goOn()
    expect(requests[0]?.maxTokens).toBe(may)
    expect(last()).toMatchObject({ status: 'length', stats: { completionTokens: so + may } })
  })
})

describe('a chat too long to go on in', () => {
  const long = 'word '.repeat(160)

  test('goes on with the answer when the oldest turns are left out', async () => {
    const { chat, idle, goOn, last, texts, requests } = await openCut({ stats }, [long, long])
    await goOn()
    expect(last()).toMatchObject({ status: 'failed', text: 'Once upon a', fault: { code: 'chat-too-long' } })
    expect(last()?.stats).toEqual(stats)
    await chat.leaveOutOldest(last()?.id ?? '')
    await idle()
    expect(last()).toMatchObject({ status: 'done', text: story })
    expect(texts()).toHaveLength(6)
    expect(requests[0]?.messages.length).toBeLessThan(7)
  })

  test('says so where the answer alone fills it, and there is no going on', async () => {
    const { goOn, last, requests } = await openCut({ text: 'word '.repeat(400), status: 'length' })
    await goOn()
    expect(last()).toMatchObject({ status: 'failed', fault: { code: 'context-overflow' } })
    await goOn()
    expect(requests).toHaveLength(0)
  })
})

test('a model that was let go of is woken by the first letter, by a message and by going on', async () => {
  const wake = vi.fn()
  const { chat, idle, state } = await openChat({ reply: tell, tokensPerSecond: 40 }, [], { model: { wake } })
  chat.setDraft('H')
  chat.setDraft('Hi')
  expect(wake).toHaveBeenCalledTimes(1)
  chat.send('Hi')
  expect(wake).toHaveBeenCalledTimes(2)
  await vi.waitUntil(() => messagesInView(state())[1]?.text !== '')
  chat.stop()
  await idle()
  chat.continueAnswer(messagesInView(state())[1]?.id ?? '')
  expect(wake).toHaveBeenCalledTimes(3)
  await chat.suspend()
})

test('the receipt names every model that wrote, in order, and none twice', async () => {
  const writers = ['first', 'first', 'second'].map(modelName => ({
    modelName,
    engineId: 'scripted',
    build: 'none',
  }))
  let now = 0
  const { chat, idle, state } = await openChat({ reply: tell }, [cutChat({ status: 'length' })], {
    model: { writer: () => writers[now] },
  })
  chat.open('c')
  for (now = 0; now < 3; now++) {
    const answer = messagesInView(state()).at(-1)
    const [, record] = cutChat({ ...answer, text: 'Once upon a', status: 'length' })
    chat.kept.takeIn([[conversationKey('c'), record]], 'full')
    chat.open('c')
    chat.continueAnswer(messagesInView(state()).at(-1)?.id ?? '')
    await idle()
  }
  expect(messagesInView(state()).at(-1)?.writtenBy).toEqual([writers[0], writers[2]])
})
