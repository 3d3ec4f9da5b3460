import { expect, test } from 'vitest'
import type { Conversation, Message } from '../chat/conversation.ts'
import { reminderDue } from './reminder.ts'

const day = 24 * 60 * 60 * 1000
const now = 1000 * day

function chatAt(id: string, messages: number, at: number): Conversation {
  const message = (index: number): Message => ({
    id: `${id}-${index}`,
    parentId: null,
    role: 'user',
    text: 'Hi',
    createdAt: at,
    status: 'done',
  })
  return {
    id,
    title: null,
    createdAt: at,
    updatedAt: at,
    leafId: null,
    contextStartId: null,
    messages: Array.from({ length: messages }, (_, index) => message(index)),
  }
}

const never = { backedUpAt: 0, remindedAt: 0 }

test('twenty messages of which the first is a week old are worth a reminder, fewer or younger ones are not', () => {
  const old = chatAt('a', 10, now - 8 * day)
  expect(reminderDue([old, chatAt('b', 10, now)], never, now)).toBe(20)
  expect(reminderDue([old, chatAt('b', 9, now)], never, now)).toBeUndefined()
  expect(reminderDue([chatAt('a', 500, now - 6 * day)], never, now)).toBeUndefined()
})

test('only messages since the last backup count', () => {
  const chats = [chatAt('a', 100, now - 50 * day), chatAt('b', 21, now - 10 * day)]
  expect(reminderDue(chats, { backedUpAt: now - 40 * day, remindedAt: 0 }, now)).toBe(21)
  expect(reminderDue(chats, { backedUpAt: now - 31 * day, remindedAt: 0 }, now + 40 * day)).toBe(21)
  expect(reminderDue(chats, { backedUpAt: now - 5 * day, remindedAt: 0 }, now + 60 * day)).toBeUndefined()
})

test('nobody is asked twice in thirty days', () => {
  const chats = [chatAt('a', 100, now - 50 * day)]
  expect(reminderDue(chats, { backedUpAt: 0, remindedAt: now - 29 * day }, now)).toBeUndefined()
  expect(reminderDue(chats, { backedUpAt: 0, remindedAt: now - 30 * day }, now)).toBe(100)
})
