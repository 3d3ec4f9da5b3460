import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { openChat } from './chat.fixture.ts'
import { messagesInView } from './chat.ts'
import { branch, type Conversation } from './conversation.ts'

async function openTalk(questions: readonly string[], options = {}) {
  const opened = await openChat({ reply: messages => `To: ${messages.at(-1)?.content}`, ...options })
  for (const question of questions) {
    opened.chat.send(question)
    await opened.idle()
  }
  const view = () => messagesInView(opened.state())
  const conversation = () => {
    const { conversations, currentId } = opened.state()
    const found = conversations.get(currentId ?? '')
    if (!found) throw new Error('no chat is in view')
    return found
  }
  const idOf = (text: string) => {
    const found = conversation().messages.findLast(message => message.text === text)
    if (!found) throw new Error(`no message says ${text}`)
    return found.id
  }
  return { ...opened, view, conversation, idOf }
}

describe('editing a question', () => {
  it('makes a version beside the old one and answers it; the old one stays as it was', async () => {
    const { chat, idle, texts, idOf, conversation } = await openTalk(['one', 'two'])
    expect(chat.edit(idOf('one'), ' uno ')).toBe(true)
    await idle()
    expect(texts()).toEqual(['uno', 'To: uno'])
    chat.showVersion(idOf('one'))
    expect(texts()).toEqual(['one', 'To: one', 'two', 'To: two'])
    expect(conversation().messages).toHaveLength(6)
  })

  it('asks the same words again as a further answer, not as a further question', async () => {
    const { chat, idle, idOf, conversation } = await openTalk(['one'])
    expect(chat.edit(idOf('one'), 'one')).toBe(true)
    await idle()
    expect(conversation().messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'assistant'])
  })

  it('is refused while an answer runs, for an answer, and for nothing', async () => {
    const { chat, idle, idOf, texts } = await openTalk(['one'], { tokensPerSecond: 100 })
    expect(chat.edit(idOf('To: one'), 'mine')).toBe(false)
    expect(chat.edit(idOf('one'), '  ')).toBe(false)
    chat.send('two')
    expect(chat.edit(idOf('one'), 'uno')).toBe(false)
    await idle()
    expect(texts()[0]).toBe('one')
  })

  it('keeps where the model reads from, if that was the question', async () => {
    const { chat, idle, idOf, conversation, requests } = await openTalk(['one', 'two'])
    const start = idOf('two')
    const { conversations } = chat.store.getState()
    const cut: Conversation = { ...conversation(), contextStartId: start }
    chat.store.setState({ conversations: new Map(conversations).set(cut.id, cut) })
    chat.edit(start, 'zwei')
    await idle()
    const read = requests.at(-1)?.messages.filter(({ role }) => role !== 'system')
    expect(read?.map(({ content }) => content)).toEqual(['zwei'])
  })
})

describe('answering again', () => {
  it('works for an answer in the middle, and what followed it is there with its version', async () => {
    const { chat, idle, texts, idOf, view } = await openTalk(['one', 'two'])
    const first = idOf('To: one')
    chat.retry(first, { sampling: { temperature: 1 } })
    await idle()
    expect(texts()).toEqual(['one', 'To: one'])
    expect(view().at(-1)?.sampling).toEqual({ temperature: 1 })
    chat.showVersion(first)
    expect(texts()).toHaveLength(4)
  })

  it('asks the model as it was told to', async () => {
    const { chat, idle, idOf, requests } = await openTalk(['one'])
    chat.retry(idOf('To: one'), { sampling: { temperature: 1.3 } })
    await idle()
    expect(requests.at(-1)?.temperature).toBe(1.3)
  })

  it('takes the next seed where the chat has one, as the same would give the same answer', async () => {
    const { chat, idle, view, requests, conversation } = await openTalk([])
    chat.configure({ sampling: { seed: 40 } })
    chat.send('one')
    await idle()
    for (let time = 0; time < 2; time += 1) {
      chat.retry(view().at(-1)?.id ?? '')
      await idle()
    }
    expect(requests.map(({ seed }) => seed)).toEqual([40, 41, 42])
    // A version that went gives no seed back that a newer one has, and several samples have taken several.
    const [, , second] = conversation().messages
    chat.deleteBranch(second?.id ?? '')
    chat.retry(view().at(-1)?.id ?? '', { harder: { method: 'majority', of: 2 } })
    await idle()
    chat.retry(view().at(-1)?.id ?? '')
    await idle()
    expect(requests.slice(3).map(({ seed }) => seed)).toEqual([43, 44, 45])
  })

  it('comes back to the branch below a version that was seen last', async () => {
    const { chat, idle, texts, idOf, view } = await openTalk(['one', 'two'])
    const old = view().at(-1)?.id ?? ''
    chat.retry(old)
    await idle()
    chat.showVersion(old)
    const answer = idOf('To: one')
    chat.retry(answer)
    await idle()
    chat.showVersion(answer)
    expect(texts()).toHaveLength(4)
    expect(view().at(-1)?.id).toBe(old)
  })
})

describe('deleting a branch', () => {
  it('takes the message and all that follows, shows the version before it, and can be undone', async () => {
    const { chat, idle, texts, idOf, conversation, state } = await openTalk(['one', 'two'])
    chat.edit(idOf('one'), 'uno')
    await idle()
    chat.showVersion(idOf('one'))
    const before = conversation()
    chat.deleteBranch(idOf('one'))
    expect(texts()).toEqual(['uno', 'To: uno'])
    expect(state().deletedBranch?.count).toBe(4)
    chat.undoDeleteBranch()
    expect(conversation()).toEqual(before)
    expect(state().deletedBranch).toBeUndefined()
  })

  it('ends the chat before the only version; the question left can be answered', async () => {
    const { chat, idle, texts, idOf } = await openTalk(['one', 'two'])
    chat.deleteBranch(idOf('To: two'))
    expect(texts()).toEqual(['one', 'To: one', 'two'])
    chat.retry(idOf('two'))
    await idle()
    expect(texts().at(-1)).toBe('To: two')
  })

  it('of the only first question leaves an empty chat, in which one can write', async () => {
    const { chat, idle, texts, idOf, state } = await openTalk(['one'])
    const { currentId } = state()
    chat.deleteBranch(idOf('one'))
    expect(texts()).toEqual([])
    chat.send('other')
    await idle()
    expect(state().currentId).toBe(currentId)
    chat.undoDeleteBranch()
    expect(texts()).toEqual(['one', 'To: one'])
    chat.showVersion(idOf('other'))
    expect(texts()).toEqual(['other', 'To: other'])
  })

  it('is undone beside what was written since, and without leaving an answer on its way', async () => {
    const { chat, idle, texts, idOf, conversation } = await openTalk(['one', 'two'], { tokensPerSecond: 200 })
    chat.deleteBranch(idOf('two'))
    chat.send('three')
    chat.undoDeleteBranch()
    expect(texts()[2]).toBe('three')
    await idle()
    expect(texts()).toEqual(['one', 'To: one', 'three', 'To: three'])
    expect(conversation().messages.map(({ text }) => text)).toContain('To: two')
  })

  it('is undone with what was written since in view, where that goes on from what was in view before', async () => {
    const { chat, idle, texts, idOf, conversation } = await openTalk(['one'])
    chat.edit(idOf('one'), 'other')
    await idle()
    chat.deleteBranch(idOf('one'))
    chat.send('more')
    await idle()
    chat.undoDeleteBranch()
    expect(texts()).toEqual(['other', 'To: other', 'more', 'To: more'])
    expect(conversation().messages.map(({ text }) => text)).toContain('To: one')
  })

  it('gives up where the model reads from, if that went with it', async () => {
    const { chat, idOf, conversation } = await openTalk(['one', 'two'])
    const { conversations } = chat.store.getState()
    const cut: Conversation = { ...conversation(), contextStartId: idOf('two') }
    chat.store.setState({ conversations: new Map(conversations).set(cut.id, cut) })
    chat.deleteBranch(idOf('two'))
    expect(conversation().contextStartId).toBeNull()
    chat.undoDeleteBranch()
    expect(conversation().contextStartId).toBe(cut.contextStartId)
  })
})

/** What is wrong with a tree of messages and the branch in view; undefined for nothing. */
function flaw(conversation: Conversation): string | undefined {
  const { messages, leafId } = conversation
  const ids = new Set(messages.map(({ id }) => id))
  if (ids.size !== messages.length) return 'an id is there twice'
  if (messages.some(({ parentId }) => parentId !== null && !ids.has(parentId))) return 'a parent is missing'
  if (leafId === null) return messages.length > 0 ? 'nothing is in view' : undefined
  if (!ids.has(leafId)) return 'the end of the branch is missing'
  if (messages.some(({ parentId }) => parentId === leafId)) return 'the branch ends in its middle'
  const roles = branch(conversation).map(({ role }) => role)
  return roles.some((role, index) => role !== (index % 2 === 0 ? 'user' : 'assistant'))
    ? 'turns are mixed up'
    : undefined
}

describe('any order of what a person does', () => {
  const deeds = fc.array(
    fc.record({
      what: fc.constantFrom('send', 'edit', 'retry', 'show', 'delete', 'undo', 'stop'),
      which: fc.nat(30),
      awaits: fc.boolean(),
    }),
    { maxLength: 25 },
  )

  it('leaves a whole tree and a branch of it in view', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, async plan => {
        const { chat, state } = await openChat()
        const idle = () => vi.waitUntil(() => state().running.size === 0, { interval: 1 })
        chat.send('first')
        await idle()
        const current = () => state().conversations.get(state().currentId ?? '')
        for (const { what, which, awaits } of plan) {
          const messages = current()?.messages ?? []
          const id = messages[which % Math.max(1, messages.length)]?.id ?? 'none'
          // A question that lost its answer is answered before another is asked, as the view offers it.
          const last = messagesInView(state()).at(-1)
          if (what === 'send' && last?.role === 'user') chat.retry(last.id)
          else if (what === 'send') chat.send(`sent ${which}`)
          else if (what === 'edit') chat.edit(id, `edited ${which}`)
          else if (what === 'retry') chat.retry(id)
          else if (what === 'show') chat.showVersion(id)
          else if (what === 'delete') chat.deleteBranch(id)
          else if (what === 'undo') chat.undoDeleteBranch()
          else chat.stop()
          if (awaits) await idle()
          const conversation = current()
          expect(conversation && flaw(conversation)).toBeUndefined()
        }
        await idle()
      }),
      { numRuns: 60 },
    )
  }, 30_000)
})
