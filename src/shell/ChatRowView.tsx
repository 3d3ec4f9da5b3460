import { memo, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Chat } from '../chat/chat.ts'
import { ChatMenu, type ExportForm } from '../chat/finding/ChatMenu.tsx'
import { NameBox } from '../chat/finding/NameBox.tsx'
import type { Titles } from '../chat/finding/title.ts'
import { IconButton } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { BinIcon, PencilIcon } from '../ui/icons.tsx'
import type { ChatRow } from './use-chat-list.ts'

interface ChatRowViewProps {
  readonly chat: Chat
  readonly titles: Titles
  readonly row: ChatRow
  readonly folders: readonly string[]
  readonly isCurrent: boolean
  readonly canChange: boolean
  readonly onOpen: (id: string) => void
  readonly onExport: ((id: string, form: ExportForm) => void) | undefined
}

/** A chat in the list: open it, rename it in place, delete it, and a menu with all the rest. */
export const ChatRowView = memo(function ChatRowView(props: ChatRowViewProps) {
  const { chat, titles, row, folders, isCurrent, canChange, onOpen, onExport } = props
  const { id } = row
  const text = useText()
  const title = row.title === '' ? text.untitled : row.title
  const isRunning = useStore(chat.store, state => state.running.has(id))
  const isSuggesting = useStore(titles.store, state => state.suggestingFor === id)
  const [naming, setNaming] = useState<'chat' | 'folder'>()
  const openRef = useRef<HTMLButtonElement>(null)
  const givesFocusBack = useRef(false)
  useEffect(() => {
    if (!naming && givesFocusBack.current) openRef.current?.focus()
    givesFocusBack.current = false
  }, [naming])

  if (naming) {
    return (
      <li className="chat-row">
        <NameBox
          key={naming}
          label={naming === 'chat' ? text.chatName : text.folderName}
          name={naming === 'chat' ? title : ''}
          onDone={(name, how) => {
            givesFocusBack.current = how === 'key'
            setNaming(undefined)
            if (name === undefined) return
            if (naming === 'chat') chat.rename(id, name)
            else chat.setFolder(id, name)
          }}
        />
      </li>
    )
  }
  return (
    <li className="chat-row" data-current={isCurrent ? '' : undefined}>
      <button
        ref={openRef}
        type="button"
        className="chat-row-open"
        aria-current={isCurrent ? 'page' : undefined}
        onClick={() => onOpen(id)}
      >
        <span dir="auto">{title}</span>
        {(isRunning || isSuggesting) && (
          <span
            className="running-dot"
            role="img"
            aria-label={isRunning ? text.answering : text.suggestingTitle}
          />
        )}
      </button>
      {canChange && (
        <span className="chat-row-actions">
          <IconButton className="chat-row-quick" label={text.rename(title)} onClick={() => setNaming('chat')}>
            <PencilIcon />
          </IconButton>
          <IconButton className="chat-row-quick" label={text.delete(title)} onClick={() => chat.remove(id)}>
            <BinIcon />
          </IconButton>
          <ChatMenu
            chat={chat}
            titles={titles}
            row={row}
            title={title}
            folders={folders}
            onRename={() => setNaming('chat')}
            onNewFolder={() => setNaming('folder')}
            onExport={onExport}
          />
        </span>
      )}
    </li>
  )
})
