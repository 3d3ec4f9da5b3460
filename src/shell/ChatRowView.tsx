import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Chat } from '../chat/chat.ts'
import { IconButton } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { BinIcon, PencilIcon } from '../ui/icons.tsx'

interface ChatRowViewProps {
  readonly chat: Chat
  readonly id: string
  readonly title: string
  readonly isCurrent: boolean
  readonly canChange: boolean
  readonly onOpen: (id: string) => void
}

/** A chat in the list: open it, rename it in place, delete it. */
export const ChatRowView = memo(function ChatRowView(props: ChatRowViewProps) {
  const { chat, id, isCurrent, canChange, onOpen } = props
  const text = useText()
  const title = props.title === '' ? text.untitled : props.title
  const isRunning = useStore(chat.store, state => state.running.has(id))
  const [isRenaming, setRenaming] = useState(false)
  const openRef = useRef<HTMLButtonElement>(null)
  const givesFocusBack = useRef(false)
  useEffect(() => {
    if (!isRenaming && givesFocusBack.current) openRef.current?.focus()
    givesFocusBack.current = false
  }, [isRenaming])

  if (isRenaming) {
    return (
      <li className="chat-row">
        <RenameBox
          title={title}
          onDone={(name, how) => {
            givesFocusBack.current = how === 'key'
            setRenaming(false)
            if (name !== undefined && name !== title) chat.rename(id, name)
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
        {isRunning && <span className="running-dot" role="img" aria-label={text.answering} />}
      </button>
      {canChange && (
        <span className="chat-row-actions">
          <IconButton label={text.rename(title)} onClick={() => setRenaming(true)}>
            <PencilIcon />
          </IconButton>
          <IconButton label={text.delete(title)} onClick={() => chat.remove(id)}>
            <BinIcon />
          </IconButton>
        </span>
      )}
    </li>
  )
})

interface RenameBoxProps {
  readonly title: string
  /** undefined: as it was. */
  readonly onDone: (name: string | undefined, how: 'key' | 'blur') => void
}

function RenameBox({ title, onDone }: RenameBoxProps) {
  const text = useText()
  const [name, setName] = useState(title)
  // Taking the box away blurs it: that is no second answer.
  const isDone = useRef(false)
  const finish = (result: string | undefined, how: 'key' | 'blur') => {
    if (isDone.current) return
    isDone.current = true
    onDone(result, how)
  }
  const decide = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    // Or Enter would go on to press the button that gets the focus.
    event.preventDefault()
    finish(event.key === 'Enter' ? name : undefined, 'key')
  }
  return (
    <input
      className="field"
      aria-label={text.chatName}
      value={name}
      // biome-ignore lint/a11y/noAutofocus: the person just asked to write here.
      autoFocus
      onFocus={event => event.target.select()}
      onChange={event => setName(event.target.value)}
      onKeyDown={decide}
      onBlur={() => finish(name, 'blur')}
    />
  )
}
