import { useState } from 'react'
import { useStore } from 'zustand'
import type { Chat, ChatState } from '../chat/chat.ts'
import { type Conversation, matchesSearch, titleOf } from '../chat/conversation.ts'

/** One line of the list of chats. */
export interface ChatRow {
  readonly id: string
  readonly title: string
  readonly isToday: boolean
}

/** Builds a selector that gives the same list as long as it reads the same: a stream must not redraw it. */
export function createChatListSelector(
  query: string,
  now: () => number,
): (state: ChatState) => readonly ChatRow[] {
  let rows: readonly ChatRow[] = []
  let source: ChatState['conversations'] | undefined
  // Conversations never change in place, so what was found out about one stays true.
  const matches = new WeakMap<Conversation, boolean>()
  const isMatch = (conversation: Conversation) => {
    const known = matches.get(conversation)
    if (known !== undefined) return known
    const result = matchesSearch(conversation, query)
    matches.set(conversation, result)
    return result
  }
  return ({ conversations }) => {
    if (conversations === source) return rows
    source = conversations
    const midnight = new Date(now()).setHours(0, 0, 0, 0)
    const next = [...conversations.values()]
      .filter(isMatch)
      .sort((a, b) => b.updatedAt - a.updatedAt)
      .map(chat => ({ id: chat.id, title: titleOf(chat), isToday: chat.updatedAt >= midnight }))
    const isSame =
      next.length === rows.length &&
      next.every((row, index) => {
        const before = rows[index]
        return row.id === before?.id && row.title === before.title && row.isToday === before.isToday
      })
    if (!isSame) rows = next
    return rows
  }
}

/** The chats that match a search, the one written to last first. */
export function useChatList(chat: Chat, query: string): readonly ChatRow[] {
  const [held, setHeld] = useState(() => ({ query, selector: createChatListSelector(query, Date.now) }))
  let { selector } = held
  if (held.query !== query) {
    selector = createChatListSelector(query, Date.now)
    setHeld({ query, selector })
  }
  return useStore(chat.store, selector)
}
