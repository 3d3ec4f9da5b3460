import { afterEach, describe, expect, it, vi } from 'vitest'
import { openChat } from '../chat.fixture.ts'
import { createTitles } from './title.ts'
import { cleanTitle } from './write-title.ts'

describe('the title in what a model wrote', () => {
  const question = 'Why do hermit crabs change their shells so often?'
  const wanted: [string, string][] = [
    ['Title: "Hermit crabs and shells."', 'Hermit crabs and shells'],
    ['**Moving house**\n\nHere is why', 'Moving house'],
    ['# Shells!', 'Shells'],
    ['<think>hm, a title</think>\nA new home', 'A new home'],
    ['<think>never closed', ''],
    ['  \n"""\n', ''],
    ['标题：《寄居蟹换壳》。', '寄居蟹换壳'],
    ['Why do hermit crabs change their shells so often', ''],
    ['Why do hermit crabs change their shells', ''],
    ['Hermit crabs change their shells because they grow and need more room in there', ''],
    ['Who am I?', 'Who am I?'],
  ]
  it.each(wanted)('of %j is %j', (written, title) => {
    expect(cleanTitle(written, question)).toBe(title)
  })

  it('is none where the model only says again what it was asked to do', () => {
    const wish = 'Name this chat. At most six words, in the language of the conversation.'
    expect(cleanTitle('At most six words, in the language of the conversation.', question, wish)).toBe('')
    expect(cleanTitle('Boiling an egg', question, wish)).toBe('Boiling an egg')
  })
})

describe('titles by the model', () => {
  afterEach(() => void vi.useRealTimers())

  /** A chat with one answer, and a model that writes what it is given. */
  async function withAnswer(isAutomatic: boolean, written = 'A new home') {
    vi.useRealTimers()
    const opened = await openChat()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const prompts: unknown[] = []
    let hold: Promise<void> | undefined
    const titles = createTitles({
      chat: opened.chat,
      model: {
        async *generate({ messages }, signal) {
          prompts.push(messages)
          await hold
          if (!signal.aborted) yield { type: 'text-delta', text: written }
        },
      },
      isAutomatic: () => isAutomatic,
      now: () => 0,
    })
    opened.chat.send('Why do crabs move?')
    while (opened.state().running.size > 0) await vi.advanceTimersByTimeAsync(5)
    const [conversation] = opened.state().conversations.values()
    const id = conversation?.id ?? ''
    const title = () => opened.state().conversations.get(id)?.title
    const waitHere = (until: Promise<void>) => {
      hold = until
    }
    return { ...opened, titles, prompts, id, title, waitHere }
  }

  it('come unasked when the first answer has ended and nothing is typed, as the same conversation', async () => {
    const { title, prompts, requests, chat, id } = await withAnswer(true)
    expect(title()).toBeNull()
    await vi.advanceTimersByTimeAsync(2000)
    expect(title()).toBe('A new home')
    expect(chat.store.getState().conversations.get(id)?.titledBy).toBe('model')
    expect(prompts[0]).toMatchObject([
      ...(requests[0]?.messages ?? []),
      { role: 'assistant' },
      { role: 'user' },
    ])
  })

  it('do not come where the person begins to type, or has turned them off', async () => {
    const typing = await withAnswer(true)
    typing.chat.setDraft('And')
    await vi.advanceTimersByTimeAsync(5000)
    const off = await withAnswer(false)
    await vi.advanceTimersByTimeAsync(5000)
    expect([typing.prompts, off.prompts]).toEqual([[], []])
  })

  it('are given up in the middle when the person types', async () => {
    const { chat, title, prompts, waitHere } = await withAnswer(true)
    let goOn = () => {}
    waitHere(
      new Promise(resolve => {
        goOn = resolve
      }),
    )
    await vi.advanceTimersByTimeAsync(2000)
    expect(prompts).toHaveLength(1)
    chat.setDraft('And')
    goOn()
    await vi.advanceTimersByTimeAsync(10)
    expect(title()).toBeNull()
  })

  it('never take the place of a name that a person gave, unless asked, and then it can be undone', async () => {
    const { chat, titles, id, title, state } = await withAnswer(true)
    chat.rename(id, 'Mine')
    await vi.advanceTimersByTimeAsync(5000)
    expect(title()).toBe('Mine')
    expect(await titles.suggest(id)).toBe(true)
    expect(title()).toBe('A new home')
    chat.undoTidy()
    expect(title()).toBe('Mine')
    expect(state().conversations.get(id)?.titledBy).toBeUndefined()
  })

  it('say so where nothing came of it', async () => {
    const { titles, id, title } = await withAnswer(false, 'Why do crabs move?')
    expect(await titles.suggest(id)).toBe(false)
    expect(title()).toBeNull()
  })
})
