import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Chat } from '../chat/chat.ts'
import type { ExportForm } from '../chat/finding/ChatMenu.tsx'
import { NameBox } from '../chat/finding/NameBox.tsx'
import type { Titles } from '../chat/finding/title.ts'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { BinIcon, FoldIcon, MoreIcon, PencilIcon } from '../ui/icons.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { ChatRowView } from './ChatRowView.tsx'
import { type ChatRow, foldersOf, sectionsOf, useChatList } from './use-chat-list.ts'

interface ChatListProps {
  readonly chat: Chat
  readonly titles: Titles
  readonly onOpenChat: (id: string) => void
  readonly onExport: ((id: string, form: ExportForm) => void) | undefined
  /** Which foldable sections the person opened or closed, by their key; kept above, while a search is shown here. */
  readonly opened: Readonly<Record<string, boolean>>
  readonly onToggle: (key: string, isOpen: boolean) => void
}

/** All chats: pinned ones, folders, today's, earlier ones, the archive. */
export function ChatList({ chat, titles, onOpenChat, onExport, opened, onToggle }: ChatListProps) {
  const text = useText()
  const rows = useChatList(chat)
  const { pinned, folders, today, earlier, archived } = useMemo(() => sectionsOf(rows), [rows])
  const folderNames = useMemo(() => foldersOf(rows), [rows])
  const currentId = useStore(chat.store, state => state.currentId)
  const access = useStore(chat.store, state => state.access)
  const canChange = access === 'full'

  const list = (members: readonly ChatRow[]) => (
    <GrowingList
      rows={members}
      render={row => (
        <ChatRowView
          key={row.id}
          chat={chat}
          titles={titles}
          row={row}
          folders={folderNames}
          isCurrent={row.id === currentId}
          canChange={canChange}
          onOpen={onOpenChat}
          onExport={onExport}
        />
      )}
    />
  )
  const plain = (title: string, members: readonly ChatRow[]) =>
    members.length > 0 && (
      <section aria-label={title}>
        <p className="chat-group" aria-hidden="true">
          {title}
        </p>
        {list(members)}
      </section>
    )
  return (
    <div className="chat-list">
      {rows.length === 0 && access !== 'loading' && <p className="chat-list-empty">{text.noChats}</p>}
      {plain(text.pinnedChats, pinned)}
      {folders.map(({ name, rows: members }) => (
        <Foldable
          key={name}
          title={name}
          count={members.length}
          isOpen={opened[folderKey(name)] ?? true}
          onToggle={isOpen => onToggle(folderKey(name), isOpen)}
          folderOf={canChange ? chat : undefined}
        >
          {list(members)}
        </Foldable>
      ))}
      {plain(text.today, today)}
      {plain(text.earlier, earlier)}
      {archived.length > 0 && (
        <Foldable
          title={text.archivedChats}
          count={archived.length}
          isOpen={opened.archive ?? false}
          onToggle={isOpen => onToggle('archive', isOpen)}
        >
          {list(archived)}
        </Foldable>
      )}
    </div>
  )
}

const folderKey = (name: string) => `folder/${name}`

interface FoldableProps {
  readonly title: string
  readonly count: number
  readonly isOpen: boolean
  readonly onToggle: (isOpen: boolean) => void
  /** The chat store, where the section is a folder that may be changed. */
  readonly folderOf?: Chat | undefined
  readonly children: ReactNode
}

/** A section under a button that opens and closes it. */
function Foldable({ title, count, isOpen, onToggle, folderOf, children }: FoldableProps) {
  const text = useText()
  const id = useId()
  const [isRenaming, setRenaming] = useState(false)
  return (
    <section aria-label={title}>
      {isRenaming ? (
        <NameBox
          label={text.folderName}
          name={title}
          onDone={name => {
            setRenaming(false)
            if (name !== undefined) folderOf?.renameFolder(title, name)
          }}
        />
      ) : (
        <div className="chat-group chat-group-foldable">
          <button
            type="button"
            className="chat-fold"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => onToggle(!isOpen)}
          >
            <FoldIcon />
            <span dir="auto">{title}</span>
            <span className="numbers">{text.formats.integer(count)}</span>
          </button>
          {folderOf && (
            <Menu label={text.folderOptions(title)} button={<MoreIcon />} align="end">
              <MenuItem icon={<PencilIcon />} onSelect={() => setRenaming(true)}>
                {text.renameChat}
              </MenuItem>
              <MenuItem kind="danger" icon={<BinIcon />} onSelect={() => folderOf.deleteFolder(title)}>
                {text.deleteFolder}
              </MenuItem>
            </Menu>
          )}
        </div>
      )}
      <div id={id} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </section>
  )
}

/** Rows on two tall screens, and as many again each time the end comes into view. */
const rowsAtOnce = 60

interface GrowingListProps {
  readonly rows: readonly ChatRow[]
  readonly render: (row: ChatRow) => ReactNode
}

/** A list of which only so much is drawn as has been scrolled to: thousands of rows take seconds. */
function GrowingList({ rows, render }: GrowingListProps) {
  const text = useText()
  const [shown, setShown] = useState(rowsAtOnce)
  const endRef = useRef<HTMLDivElement>(null)
  const hasMore = rows.length > shown
  // biome-ignore lint/correctness/useExhaustiveDependencies: observed anew after each growth, or an end that stays in view would say nothing.
  useEffect(() => {
    const end = endRef.current
    if (!hasMore || !end) return
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(entry => entry.isIntersecting)) setShown(before => before + rowsAtOnce)
      },
      { rootMargin: '600px' },
    )
    observer.observe(end)
    return () => observer.disconnect()
  }, [hasMore, shown])
  return (
    <>
      <ul>{rows.slice(0, shown).map(render)}</ul>
      {hasMore && (
        <div ref={endRef} className="chat-list-more">
          <Button kind="text" onClick={() => setShown(shown + rowsAtOnce)}>
            {text.showMoreChats}
          </Button>
        </div>
      )}
    </>
  )
}
