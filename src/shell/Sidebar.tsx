import { type KeyboardEvent, lazy, type RefObject, Suspense, useEffect, useRef, useState } from 'react'
import type { OpenView } from '../abilities/ability.ts'
import { focusComposerGently } from '../chat/Composer.tsx'
import type { ExportForm } from '../chat/finding/ChatMenu.tsx'
import { createFinder } from '../chat/finding/finder.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { CloseIcon, PlusIcon, SearchIcon, ShellMark } from '../ui/icons.tsx'
import { ChatList } from './ChatList.tsx'
import { DeletedBar } from './DeletedBar.tsx'
import type { Rooms } from './rooms.ts'
import { SidebarFoot } from './SidebarFoot.tsx'
import './sidebar.css'

const SearchResults = lazy(() =>
  import('../chat/finding/SearchResults.tsx').then(({ SearchResults: view }) => ({ default: view })),
)

interface SidebarProps {
  readonly rooms: Rooms
  readonly isOpen: boolean
  readonly searchRef: RefObject<HTMLInputElement | null>
  readonly onNew: () => void
  /** @param messageId Where to go in it. */
  readonly onOpenChat: (id: string, messageId?: string) => void
  readonly openView: OpenView
  readonly onExport?: (id: string, form: ExportForm) => void
  /** Opens what is said of privacy in full. */
  readonly onPrivacy: () => void
  readonly onClose: () => void
}

/** All chats, what is found in them, and the small print of the house. On a phone it is a drawer. */
export function Sidebar(props: SidebarProps) {
  const { rooms, isOpen, searchRef, onNew, onOpenChat, openView, onExport, onPrivacy, onClose } = props
  const { chat, titles } = rooms
  const text = useText()
  const [query, setQuery] = useState('')
  const [finder] = useState(() => createFinder(chat.store))
  const [opened, setOpened] = useState<Readonly<Record<string, boolean>>>({})
  const resultsRef = useRef<HTMLElement>(null)
  const isSearching = query.trim() !== ''
  useEffect(() => finder.find(query), [finder, query])

  const moveInResults = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const results = [...(resultsRef.current?.querySelectorAll('button') ?? [])]
    const at = results.findIndex(result => result.matches(':focus'))
    if (event.key === 'Escape') {
      // A second Escape, in an empty box, goes back to the message.
      if (query === '' && !isOpen) focusComposerGently()
      if (query === '') return
      event.preventDefault()
      setQuery('')
      searchRef.current?.focus()
    } else if (event.key === 'ArrowDown' && results.length > 0) {
      event.preventDefault()
      results[Math.min(at + 1, results.length - 1)]?.focus()
    } else if (event.key === 'ArrowUp' && at >= 0) {
      event.preventDefault()
      if (at === 0) searchRef.current?.focus()
      else results[at - 1]?.focus()
    } else if (event.key === 'Enter' && at < 0) results[0]?.click()
  }

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
            dir="auto"
            aria-label={text.searchChats}
            placeholder={text.searchChats}
            value={query}
            onChange={event => setQuery(event.target.value)}
            onKeyDown={moveInResults}
          />
          {query !== '' && (
            <IconButton
              label={text.clearSearch}
              onClick={() => {
                setQuery('')
                searchRef.current?.focus()
              }}
            >
              <CloseIcon />
            </IconButton>
          )}
        </div>
      </div>
      {isSearching ? (
        <Suspense fallback={<div className="chat-list" />}>
          <SearchResults
            chat={chat}
            finder={finder}
            listRef={resultsRef}
            onOpen={onOpenChat}
            onKeyDown={moveInResults}
          />
        </Suspense>
      ) : (
        <ChatList
          chat={chat}
          titles={titles}
          onOpenChat={onOpenChat}
          onExport={onExport}
          opened={opened}
          onToggle={(key, isNowOpen) => setOpened({ ...opened, [key]: isNowOpen })}
        />
      )}
      <DeletedBar chat={chat} />
      <SidebarFoot rooms={rooms} openView={openView} onPrivacy={onPrivacy} />
    </nav>
  )
}
