import { expect, test } from 'vitest'
import type { Conversation, Message } from '../../chat/conversation.ts'
import type { CallPlace, Tool } from '../tool.ts'
import { searchTools } from './tools.ts'

const message = (
  id: string,
  role: Message['role'],
  text: string,
  parentId: string | null = null,
): Message => ({
  ...{ id, parentId, role, text, createdAt: 1, status: 'done' },
})
const chat = (id: string, title: string, ...messages: readonly Message[]): Conversation => ({
  ...{ id, title, createdAt: 1, updatedAt: 1, messages, leafId: messages.at(-1)?.id ?? '' },
  contextStartId: messages[0]?.id ?? '',
})

const chats = [
  chat(
    'a',
    'Bread',
    message('a1', 'user', 'How long does sourdough rise?'),
    message('a2', 'assistant', 'A *sourdough* rises for 12 hours. See https://bread.example', 'a1'),
  ),
  chat('b', '面包', message('b1', 'user', '酸面包要发酵多久？')),
  chat(
    'now',
    '',
    message('n1', 'user', 'sourdough is nice'),
    message('n2', 'user', 'search my chats for sourdough'),
  ),
]

function open() {
  const [tool] = searchTools({ conversations: () => new Map(chats.map(one => [one.id, one])) })
  const call = (query: string, language: CallPlace['language'] = 'en', conversationId?: string) => {
    const place = { signal: new AbortController().signal, language, now: 0, timeZone: 'UTC' }
    return (tool as Tool).run({ query }, conversationId === undefined ? place : { ...place, conversationId })
  }
  return { call }
}

test('chats are found with the words around the hit and a way to each message; the request itself is not', async () => {
  const { call } = open()
  const { said, value, isForeign } = await call('what did we say about the sourdough', 'en', 'now')
  expect(said).toContain('- [Bread](hermit:chat/a%23a')
  expect(said).toContain('[Hermit](hermit:chat/a%23a2): A \\***sourdough**\\* rises for 12 hours.')
  expect(said).toContain('https\\://bread.example')
  expect(said).toContain('(hermit:chat/now%23n1)')
  expect(said).not.toContain('n2')
  expect(isForeign).toBe(true)
  expect(value).toMatchObject({ chats: [{ chatId: 'a' }, { chatId: 'now' }] })
})

test('Chinese is found, and what is nowhere is said to be nowhere', async () => {
  const { call } = open()
  expect((await call('我们以前聊过酸面包吗', 'zh-CN')).said).toContain('(hermit:chat/b%23b1)')
  expect((await call('木琴', 'zh-CN')).said).toBe('没有对话包含“木琴”。')
  expect(await call('xylophone')).toEqual({ value: { chats: [] }, said: 'No chat has “xylophone”.' })
})
