import { describe, expect, it } from 'vitest'
import type { ChatState } from '../chat/chat.ts'
import { appendMessage, type Conversation, newConversation } from '../chat/conversation.ts'
import { type ChatRow, createChatListSelector, foldersOf, sectionsOf } from './use-chat-list.ts'

const now = new Date(2030, 5, 15, 12).getTime()
const hourMs = 3_600_000

function chatOf(id: string, updatedAt: number, text: string): Conversation {
  const question = {
    id: `${id}-q`,
    parentId: null,
    role: 'user',
    text,
    createdAt: 0,
    status: 'done',
  } as const
  return { ...appendMessage(newConversation(id, updatedAt), question), updatedAt }
}

function stateOf(...conversations: Conversation[]): ChatState {
  return {
    access: 'full',
    conversations: new Map(conversations.map(one => [one.id, one])),
    currentId: null,
    drafts: {},
    running: new Map(),
    elsewhere: new Map(),
    unreadable: [],
  }
}

describe('the list of chats', () => {
  const old = chatOf('old', now - 30 * hourMs, 'Old tides')
  const recent = chatOf('recent', now - hourMs, 'New tides')

  it('has the newest first and knows which are of today', () => {
    const rows = createChatListSelector(() => now)(stateOf(old, recent))
    expect(rows.map(row => [row.title, row.isToday])).toEqual([
      ['New tides', true],
      ['Old tides', false],
    ])
  })

  it('is the same list while an answer streams', () => {
    const select = createChatListSelector(() => now)
    const before = select(stateOf(old, recent))
    expect(select(stateOf(old, { ...recent, updatedAt: now }))).toBe(before)
  })

  it('changes when a chat moves up or gets a name', () => {
    const select = createChatListSelector(() => now)
    const before = select(stateOf(old, recent))
    const moved = select(stateOf({ ...old, updatedAt: now }, recent))
    expect(moved.map(row => row.id)).toEqual(['old', 'recent'])
    expect(select(stateOf({ ...old, title: 'Moon' }, recent))).not.toBe(before)
  })

  it('keeps the rows that read the same when another one changes', () => {
    const select = createChatListSelector(() => now)
    const [first, second] = select(stateOf(old, recent))
    const after = select(stateOf({ ...old, isPinned: true }, recent))
    expect(after[0]).toBe(first)
    expect(after[1]).toEqual({ ...second, isPinned: true })
  })

  it('has each chat in one section: archived before pinned, pinned before its folder', () => {
    const all = stateOf(
      chatOf('today', now, 'a'),
      chatOf('earlier', 0, 'b'),
      { ...chatOf('pinned', 0, 'c'), isPinned: true, folder: 'Sea' },
      { ...chatOf('sea', 0, 'd'), folder: 'Sea' },
      { ...chatOf('gone', now, 'e'), isArchived: true, isPinned: true, folder: 'Attic' },
    )
    const rows = createChatListSelector(() => now)(all)
    const { pinned, folders, today, earlier, archived } = sectionsOf(rows)
    const ids = (section: readonly ChatRow[]) => section.map(({ id }) => id)
    expect([pinned, today, earlier, archived].map(ids)).toEqual([
      ['pinned'],
      ['today'],
      ['earlier'],
      ['gone'],
    ])
    expect(folders.map(folder => [folder.name, ids(folder.rows)])).toEqual([['Sea', ['sea']]])
    expect(foldersOf(rows)).toEqual(['Attic', 'Sea'])
  })
})
