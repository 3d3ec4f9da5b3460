import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Conversation, type Message, newConversation } from '../conversation.ts'
import { createSearchIndex, type SearchIndex } from './search-index.ts'

const never = new AbortController().signal

function messageOf(id: string, text: string, more: Partial<Message> = {}): Message {
  return { id, parentId: null, role: 'user', text, createdAt: 0, status: 'done', ...more }
}

function chatOf(id: string, texts: readonly string[], more: Partial<Conversation> = {}): Conversation {
  const messages = texts.map((text, at) => messageOf(`${id}-${at}`, text))
  return { ...newConversation(id, 0), messages, title: `Chat ${id}`, ...more }
}

const mapOf = (...chats: Conversation[]) => new Map(chats.map(chat => [chat.id, chat]))

async function indexOf(...chats: Conversation[]): Promise<SearchIndex> {
  const index = createSearchIndex()
  await index.update(mapOf(...chats), never)
  return index
}

/** Ids of messages found, in no order. */
const found = (index: SearchIndex, query: string) =>
  index
    .search(query)
    .flatMap(({ messages }) => messages.map(({ message }) => message.id))
    .sort()

const chatsFound = (index: SearchIndex, query: string) =>
  index.search(query).map(({ conversation }) => conversation.id)

describe('the search over all chats', () => {
  it('finds Chinese by one, two, three and more characters, wherever they stand in a sentence', async () => {
    const index = await indexOf(
      chatOf('a', ['寄居蟹为什么要换壳？', '因为它们长大了。']),
      chatOf('b', ['今天天气很好，我们去图书馆看书吧']),
    )
    for (const query of ['蟹', '寄居', '居蟹为', '换壳', '壳', '寄居蟹为什么要换壳']) {
      expect(found(index, query), query).toEqual(['a-0'])
    }
    for (const query of ['图书馆', '书馆看', '吧', '天气很好']) {
      expect(found(index, query), query).toEqual(['b-0'])
    }
    expect(found(index, '海龟')).toEqual([])
  })

  it('says of what was found by one character that it is that one', async () => {
    const [hit] = (await indexOf(chatOf('a', ['寄居蟹换壳']))).search('蟹')
    expect([...(hit?.messages[0]?.terms ?? [])]).toEqual(['蟹'])
  })

  it('finds any part of any Chinese text', async () => {
    const text = fc.string({
      unit: fc.constantFrom(...'的一是不了人我在有他这中大来上个国'),
      minLength: 1,
      maxLength: 12,
    })
    await fc.assert(
      fc.asyncProperty(text, fc.nat(), fc.nat(), async (whole, from, to) => {
        const start = from % whole.length
        const part = whole.slice(start, start + 1 + (to % (whole.length - start)))
        expect(found(await indexOf(chatOf('a', [whole])), part)).toEqual(['a-0'])
      }),
    )
  })

  it('finds English by the beginning of a word, whatever its case, width and accents', async () => {
    const index = await indexOf(
      chatOf('a', ['Hermit crabs swap SHELLS at the Café', '１２３ full width ｃｒａｎｅ']),
    )
    for (const query of ['crab', 'CRAB', 'shell', 'cafe', 'café', 'hermit swap']) {
      expect(found(index, query), query).toEqual(['a-0'])
    }
    expect(found(index, 'CRAN 123')).toEqual(['a-1'])
    expect(found(index, 'rabs')).toEqual([])
  })

  it('forgives one wrong letter in a long word, and none in a short one', async () => {
    const index = await indexOf(chatOf('a', ['The lighthouse at the cape']))
    expect(found(index, 'lighthause')).toEqual(['a-0'])
    expect(found(index, 'cupe')).toEqual([])
  })

  it('wants all words, in one message or in a message and the title', async () => {
    const index = await indexOf(
      chatOf('a', ['tides rise', 'moons wander'], { title: 'Physics' }),
      chatOf('b', ['tides and moons']),
    )
    expect(found(index, 'tides moons')).toEqual(['b-0'])
    expect(found(index, 'physics moons')).toEqual(['a-1'])
    expect(chatsFound(index, 'physics')).toEqual(['a'])
  })

  it('has a title before a sentence', async () => {
    const index = await indexOf(
      chatOf('a', ['a sentence that has crabs in it'], { updatedAt: 9 }),
      chatOf('b', ['something else'], { title: 'Crabs' }),
    )
    expect(chatsFound(index, 'crabs')).toEqual(['b', 'a'])
  })

  it('finds every version, and nothing that was only thought', async () => {
    const thought = { text: 'secretly pondering', isClosed: true, ms: 1, tokens: 2 }
    const answer = messageOf('v2', 'second version', { role: 'assistant', thought })
    const chat = { ...chatOf('a', ['first version']), leafId: 'a-0' }
    const index = await indexOf({ ...chat, messages: [...chat.messages, answer] })
    expect(found(index, 'version')).toEqual(['a-0', 'v2'])
    expect(found(index, 'pondering')).toEqual([])
  })

  it('finds a word anywhere in a very long message, also where it is cut', async () => {
    const filler = 'x'.repeat(1990)
    const index = await indexOf(chatOf('a', [`${filler} needle ${'word '.repeat(3000)} thimble`]))
    expect(found(index, 'needle')).toEqual(['a-0'])
    expect(found(index, 'needle thimble')).toEqual(['a-0'])
  })

  it('no longer finds what was changed, deleted or is being written', async () => {
    const before = chatOf('a', ['old words', 'stays here'])
    const index = await indexOf(before, chatOf('b', ['old friends']))
    const changed = {
      ...before,
      messages: [
        messageOf('a-0', 'new words'),
        ...before.messages.slice(1),
        messageOf('a-2', 'half', { status: 'streaming' }),
      ],
    }
    await index.update(mapOf(changed), never)
    expect(found(index, 'old')).toEqual([])
    expect(found(index, 'new')).toEqual(['a-0'])
    expect(found(index, 'stays')).toEqual(['a-1'])
    expect(found(index, 'half')).toEqual([])
  })

  it('takes in nothing more beyond its limit but titles', async () => {
    const index = createSearchIndex(10)
    const old = chatOf('old', ['ancient words'], { title: 'Relics' })
    await index.update(mapOf(old, chatOf('new', ['recent words'], { updatedAt: 5 })), never)
    expect(found(index, 'words')).toEqual(['new-0'])
    expect(chatsFound(index, 'relics')).toEqual(['old'])
  })

  it('goes on where an update was stopped', async () => {
    const index = createSearchIndex()
    const stopped = new AbortController()
    const chats = mapOf(
      ...Array.from({ length: 300 }, (_, at) => chatOf(`c${at}`, ['some words '.repeat(200)])),
    )
    const first = index.update(chats, stopped.signal)
    setTimeout(() => stopped.abort(), 5)
    expect(await first).toBe(false)
    expect(await index.update(chats, never)).toBe(true)
    expect(index.search('words')).toHaveLength(300)
  })

  it('finds after any edits what an index made afresh finds', async () => {
    const texts = fc.array(
      fc.constantFrom('crab shells', '寄居蟹换壳', 'moon', '月亮和潮汐', 'shelter', 'Café'),
      {
        maxLength: 4,
      },
    )
    const edit = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      texts: fc.option(texts),
      title: fc.constantFrom('One', '两', 'Crab'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async edits => {
        const index = createSearchIndex()
        const chats = new Map<string, Conversation>()
        for (const { id, texts: next, title } of edits) {
          if (next) chats.set(id, chatOf(id, next, { title }))
          else chats.delete(id)
          await index.update(new Map(chats), never)
        }
        const fresh = await indexOf(...chats.values())
        for (const query of ['crab', 'shel', '蟹', '月亮', 'cafe', 'moom', 'on', '两']) {
          expect(found(index, query), query).toEqual(found(fresh, query))
          expect(chatsFound(index, query).sort(), query).toEqual(chatsFound(fresh, query).sort())
        }
      }),
      { numRuns: 60 },
    )
  })
})
