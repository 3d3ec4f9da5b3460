import { useState } from 'react'
import { useStore } from 'zustand'
import type { Chat, ChatState } from '../chat/chat.ts'
import { type Conversation, titleOf } from '../chat/conversation.ts'

/** One line of the list of chats. */
export interface ChatRow {
  readonly id: string
  readonly title: string
  readonly isToday: boolean
  readonly isPinned: boolean
  readonly isArchived: boolean
  /** '' is no folder. */
  readonly folder: string
}

/** The list in the parts that it is shown in; a chat is in one of them. */
export interface ChatSections {
  readonly pinned: readonly ChatRow[]
  /** By name. */
  readonly folders: readonly { readonly name: string; readonly rows: readonly ChatRow[] }[]
  readonly today: readonly ChatRow[]
  readonly earlier: readonly ChatRow[]
  readonly archived: readonly ChatRow[]
}

/**
 * Builds a selector that gives the same list as long as it reads the same, and the same row as long as that one does:
 * a stream must not redraw it.
 */
export function createChatListSelector(now: () => number): (state: ChatState) => readonly ChatRow[] {
  let rows: readonly ChatRow[] = []
  let source: ChatState['conversations'] | undefined
  return ({ conversations }) => {
    if (conversations === source) return rows
    source = conversations
    const midnight = new Date(now()).setHours(0, 0, 0, 0)
    const before = new Map(rows.map(row => [row.id, row]))
    const next = [...conversations.values()]
      .sort((a, b) => b.updatedAt - a.updatedAt)
      .map(conversation => {
        const row = rowOf(conversation, midnight)
        const old = before.get(row.id)
        return old && isSameRow(old, row) ? old : row
      })
    const isSame = next.length === rows.length && next.every((row, index) => row === rows[index])
    if (!isSame) rows = next
    return rows
  }
}

function rowOf(chat: Conversation, midnight: number): ChatRow {
  const { id, updatedAt, isPinned = false, isArchived = false, folder = '' } = chat
  return { id, title: titleOf(chat), isToday: updatedAt >= midnight, isPinned, isArchived, folder }
}

function isSameRow(a: ChatRow, b: ChatRow): boolean {
  return (
    a.title === b.title &&
    a.isToday === b.isToday &&
    a.isPinned === b.isPinned &&
    a.isArchived === b.isArchived &&
    a.folder === b.folder
  )
}

/** Sorts rows into sections: what is archived is nowhere else, what is pinned is above its folder, not in it. */
export function sectionsOf(rows: readonly ChatRow[]): ChatSections {
  const kept = rows.filter(row => !row.isArchived)
  const loose = kept.filter(row => !row.isPinned && row.folder === '')
  return {
    pinned: kept.filter(row => row.isPinned),
    folders: foldersOf(rows)
      .map(name => ({ name, rows: kept.filter(row => row.folder === name && !row.isPinned) }))
      .filter(folder => folder.rows.length > 0),
    today: loose.filter(row => row.isToday),
    earlier: loose.filter(row => !row.isToday),
    archived: rows.filter(row => row.isArchived),
  }
}

/** The names of all folders that have a chat, archived and pinned ones too, in the order of the alphabet. */
export function foldersOf(rows: readonly ChatRow[]): readonly string[] {
  const names = new Set(rows.map(({ folder }) => folder))
  names.delete('')
  return [...names].sort((a, b) => a.localeCompare(b))
}

/** All chats, the one written to last first. */
export function useChatList(chat: Chat): readonly ChatRow[] {
  const [selector] = useState(() => createChatListSelector(Date.now))
  return useStore(chat.store, selector)
}
