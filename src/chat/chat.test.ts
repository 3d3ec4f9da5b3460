import { describe, expect, test, vi } from 'vitest'
import { openChat } from './chat.fixture.ts'
import { type ChatState, draftInView, messagesInView } from './chat.ts'
import { conversationKey, draftsKey } from './records.ts'

/** The records as they would lie on disk. */
function onDisk(state: ChatState): [string, unknown][] {
  return [...state.conversations.values()].map(c => [conversationKey(c.id), structuredClone(c)])
}

describe('sending', () => {
  test('shows the message and its answer, and marks them for writing', async () => {
    const { chat, idle, texts, dirty, state } = await openChat()
    chat.setDraft('Really?')
    chat.send('Really?')
    expect(texts()).toEqual(['Really?', ''])
    expect(draftInView(state())).toBe('')
    await idle()
    expect(texts()).toEqual(['Really?', 'Yes indeed.'])
    expect(messagesInView(state())[1]).toMatchObject({
      status: 'done',
      writtenBy: [{ modelName: 'Scripted', engineId: 'scripted', build: 'none' }],
    })
    expect([...dirty]).toContain(conversationKey(state().currentId ?? ''))
  })

  test('does nothing with an empty message, before the records are read, or while an answer runs', async () => {
    const { chat, idle, texts, state } = await openChat({ tokensPerSecond: 200 })
    chat.send(' \n ')
    expect(state().conversations.size).toBe(0)
    chat.send('one')
    chat.send('two')
    await idle()
    expect(texts()).toEqual(['one', 'Yes indeed.'])
    await chat.suspend()
    chat.send('three')
    expect(texts()).toHaveLength(2)
  })

  test('gives a second turn the first one letter for letter', async () => {
    const { chat, idle, requests } = await openChat()
    chat.send('one')
    await idle()
    chat.send('two')
    await idle()
    const [first, second] = requests
    expect(second?.messages.slice(0, first?.messages.length)).toEqual(first?.messages)
  })

  test('keeps what had arrived when the engine fails, and says so', async () => {
    const { chat, idle, state } = await openChat({ generateFault: { afterTokens: 1, code: 'crashed' } })
    chat.send('one')
    await idle()
    const answer = messagesInView(state())[1]
    expect(answer).toMatchObject({ status: 'failed', text: 'Yes', fault: { code: 'crashed' } })
  })
})

describe('stopping', () => {
  test('keeps what had arrived', async () => {
    const { chat, idle, state } = await openChat({ tokensPerSecond: 50, reply: 'word '.repeat(400) })
    chat.send('one')
    await vi.waitUntil(() => (messagesInView(state())[1]?.text.length ?? 0) > 20)
    chat.stop()
    await idle()
    const answer = messagesInView(state())[1]
    expect(answer?.status).toBe('stopped')
    expect(answer?.text.length).toBeGreaterThan(20)
    expect(answer?.text.length).toBeLessThan(1000)
  })

  test('works before the first word, and the empty answer is no turn for the model', async () => {
    const { chat, idle, requests, state } = await openChat({
      tokensPerSecond: 100,
      prefillTokensPerSecond: 1,
    })
    chat.send('one')
    chat.stop()
    await idle()
    expect(messagesInView(state())[1]).toMatchObject({ status: 'stopped', text: '' })
    chat.send('two')
    await vi.waitUntil(() => requests.length === 2)
    chat.stop()
    await idle()
    expect(requests[1]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'user'])
  })
})

describe('versions', () => {
  test('a retry stands beside the old answer, and both can be shown', async () => {
    const { chat, idle, state, requests } = await openChat()
    chat.send('one')
    await idle()
    const first = messagesInView(state())[1]
    chat.retry(first?.id ?? '')
    await idle()
    expect(requests.map(({ temperature }) => temperature)).toEqual([0, 0.5])
    const second = messagesInView(state())[1]
    expect(second?.id).not.toBe(first?.id)
    chat.showVersion(first?.id ?? '')
    expect(messagesInView(state())[1]?.id).toBe(first?.id)
  })
})

describe('length', () => {
  const long = 'word '.repeat(700)

  test('a message too long is kept, named by how much, and can be shortened and restored', async () => {
    const { chat, idle, texts, state, requests } = await openChat()
    chat.send(long)
    await idle()
    const answer = messagesInView(state())[1]
    expect(answer?.fault?.code).toBe('message-too-long')
    expect(answer?.fault?.numbers?.overTokens).toBeGreaterThan(350)
    expect(requests).toHaveLength(0)
    await chat.shorten(answer?.id ?? '')
    const draft = draftInView(state())
    expect(long.startsWith(draft)).toBe(true)
    expect(draft.length).toBeGreaterThan(1000)
    chat.undoShorten()
    expect(draftInView(state())).toBe(long.trim())
    chat.send(draft)
    await idle()
    expect(texts()).toEqual([draft, 'Yes indeed.'])
    const [conversation] = state().conversations.values()
    expect(conversation?.messages.some(({ text }) => text === long.trim())).toBe(true)
  })

  test('a chat too long goes on when the person leaves out its oldest turns', async () => {
    const { chat, idle, requests, state } = await openChat()
    for (const part of ['a', 'b', 'c', 'd']) {
      chat.send(`${part} ${'word '.repeat(90)}`)
      await idle()
    }
    const answer = messagesInView(state()).at(-1)
    expect(answer?.fault?.code).toBe('chat-too-long')
    await chat.leaveOutOldest(answer?.id ?? '')
    await idle()
    expect(messagesInView(state()).at(-1)?.status).toBe('done')
    expect(messagesInView(state())).toHaveLength(8)
    expect(requests.at(-1)?.messages.length).toBeLessThan(8)
  })
})

describe('records', () => {
  test('come back as they were; an answer cut off by a reload is marked', async () => {
    const before = await openChat({ tokensPerSecond: 50, reply: 'word '.repeat(200) })
    before.chat.send('one')
    await vi.waitUntil(() => (before.texts()[1]?.length ?? 0) > 20)
    const disk = onDisk(before.state())
    await before.chat.suspend()

    const after = await openChat({}, [...disk, [draftsKey, { new: 'unsent' }]])
    expect(draftInView(after.state())).toBe('unsent')
    const [conversation] = after.state().conversations.values()
    after.chat.open(conversation?.id ?? '')
    expect(messagesInView(after.state())[1]).toMatchObject({ status: 'interrupted' })
    expect(after.texts()[1]?.length).toBeGreaterThan(20)
    expect(after.dirty.size).toBe(1)
  })

  test('that cannot be read are set aside, and the others are listed', async () => {
    const good = await openChat()
    good.chat.send('one')
    await good.idle()
    const { state, deleted, dirty } = await openChat({}, [
      ...onDisk(good.state()),
      ['conversation/bad', { id: 'bad', messages: 'all of them' }],
      ['conversation/other', { ...structuredClone([...good.state().conversations.values()][0]) }],
    ])
    expect(state().conversations.size).toBe(1)
    expect(state().unreadable).toEqual(['conversation/bad', 'conversation/other'])
    expect([...deleted, ...dirty]).toEqual([])
  })

  test('text typed while they are being read is not lost', async () => {
    const { chat, state } = await openChat({}, null)
    chat.setDraft('typed early')
    chat.kept.takeIn([[draftsKey, { new: 'old', other: 'kept' }]], 'full')
    expect(state().drafts).toEqual({ new: 'typed early', other: 'kept' })
    chat.kept.takeIn([[draftsKey, { new: 'of another tab', other: 'changed there' }]], 'full')
    expect(state().drafts).toEqual({ new: 'typed early', other: 'changed there' })
    chat.kept.takeIn([[draftsKey, { new: 'typed early, and gone on with there' }]], 'full')
    expect(draftInView(state())).toBe('typed early, and gone on with there')
    chat.kept.takeIn([[draftsKey, {}]], 'full')
    expect(draftInView(state())).toBe('')
  })
})

describe('a deleted chat', () => {
  test('can be brought back whole', async () => {
    const { chat, idle, texts, deleted, state } = await openChat()
    chat.send('one')
    await idle()
    const id = state().currentId ?? ''
    chat.rename(id, ' Mine ')
    chat.remove(id)
    expect(state().conversations.size).toBe(0)
    expect(deleted).toContain(conversationKey(id))
    chat.undoRemove()
    expect(texts()).toEqual(['one', 'Yes indeed.'])
    expect(state().conversations.get(id)?.title).toBe('Mine')
    expect(state().deleted).toBeUndefined()
  })

  test('takes its running answer with it', async () => {
    const { chat, idle, state } = await openChat({ tokensPerSecond: 50, reply: 'word '.repeat(200) })
    chat.send('one')
    chat.remove(state().currentId ?? '')
    await idle()
    expect(state().conversations.size).toBe(0)
  })
})
