import { type RefObject, useDeferredValue, useState } from 'react'
import { useStore } from 'zustand'
import type { Chat } from '../chat/chat.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { CloseIcon, PlusIcon, SearchIcon, ShellMark } from '../ui/icons.tsx'
import { ChatRowView } from './ChatRowView.tsx'
import { DeletedBar } from './DeletedBar.tsx'
import type { Rooms } from './rooms.ts'
import { SidebarFoot } from './SidebarFoot.tsx'
import { useChatList } from './use-chat-list.ts'
import './sidebar.css'

interface SidebarProps {
  readonly rooms: Rooms
  readonly isOpen: boolean
  readonly searchRef: RefObject<HTMLInputElement | null>
  readonly onNew: () => void
  readonly onOpenChat: (id: string) => void
  readonly onClose: () => void
}

/** All chats, and the small print of the house. On a phone it is a drawer. */
export function Sidebar({ rooms, isOpen, searchRef, onNew, onOpenChat, onClose }: SidebarProps) {
  const text = useText()
  const [query, setQuery] = useState('')
  return (
    <nav className="sidebar" aria-label={text.chats} data-open={isOpen ? '' : undefined}>
      <div className="sidebar-head">
        <ShellMark />
        <span className="wordmark">{text.appName}</span>
        <IconButton className="drawer-only" label={text.closeChats} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      <div className="sidebar-tools">
        <Button id="new-chat" onClick={onNew}>
          <PlusIcon />
          {text.newChat}
        </Button>
        <div className="search">
          <SearchIcon />
          <input
            ref={searchRef}
            type="search"
            className="field"
            aria-label={text.searchChats}
            placeholder={text.searchChats}
            value={query}
            onChange={event => setQuery(event.target.value)}
          />
        </div>
      </div>
      <ChatList chat={rooms.chat} query={useDeferredValue(query)} onOpenChat={onOpenChat} />
      <DeletedBar chat={rooms.chat} />
      <SidebarFoot rooms={rooms} />
    </nav>
  )
}

interface ChatListProps {
  readonly chat: Chat
  readonly query: string
  readonly onOpenChat: (id: string) => void
}

function ChatList({ chat, query, onOpenChat }: ChatListProps) {
  const text = useText()
  const rows = useChatList(chat, query)
  const currentId = useStore(chat.store, state => state.currentId)
  const access = useStore(chat.store, state => state.access)
  const groups = [
    [text.today, rows.filter(row => row.isToday)],
    [text.earlier, rows.filter(row => !row.isToday)],
  ] as const
  return (
    <div className="chat-list">
      {rows.length === 0 && access !== 'loading' && (
        <p className="chat-list-empty">{query.trim() === '' ? text.noChats : text.noMatches}</p>
      )}
      {groups.map(
        ([title, members]) =>
          members.length > 0 && (
            <section key={title} aria-label={title}>
              <p className="chat-group" aria-hidden="true">
                {title}
              </p>
              <ul>
                {members.map(row => (
                  <ChatRowView
                    key={row.id}
                    chat={chat}
                    id={row.id}
                    title={row.title}
                    isCurrent={row.id === currentId}
                    canChange={access === 'full'}
                    onOpen={onOpenChat}
                  />
                ))}
              </ul>
            </section>
          ),
      )}
    </div>
  )
}
