import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { OpenView } from '../abilities/ability.ts'
import type { DocumentsDesk } from '../abilities/documents/ability.ts'
import { type Chat, settingsInView } from '../chat/chat.ts'
import { IconButton } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { ClipIcon } from '../ui/icons.tsx'

const AttachedDocuments = lazy(() =>
  import('../abilities/documents/views/AttachedDocuments.tsx').then(({ AttachedDocuments: view }) => ({
    default: view,
  })),
)

/** Longer texts are attached when they are pasted: nobody reads them in a message box. In characters. */
const longPaste = 8000

interface Attached {
  /** Adds documents to the library and to the chat in view. */
  attach(files: readonly File[]): void
  /** Takes a long text; false for one that goes into the message. */
  onPasteText(text: string): boolean
  /** What the chat in view uses; nothing where that is nothing. */
  readonly bar: ReactNode
}

/** Documents of the chat in view, as the shell shows and takes them; what does it is loaded when it is first needed. */
export function useAttached(desk: () => Promise<DocumentsDesk>, chat: Chat, openView: OpenView): Attached {
  const hasDocuments = useStore(chat.store, state => settingsInView(state)?.documents !== undefined)
  /** Something was given in this tab: of that too there may be news. */
  const [isAsked, setAsked] = useState(false)

  const attach = useCallback(
    (files: readonly File[]) => {
      setAsked(true)
      void desk().then(({ attaching }) => attaching.attachFiles(files))
    },
    [desk],
  )
  const onPasteText = useCallback(
    (text: string) => {
      if (text.length <= longPaste || chat.store.getState().access !== 'full') return false
      setAsked(true)
      void desk().then(({ attaching }) => attaching.attachText(text))
      return true
    },
    [desk, chat],
  )
  const isShown = hasDocuments || isAsked
  const bar = useMemo(
    () =>
      isShown && (
        <Suspense>
          <AttachedDocuments desk={desk} chat={chat} openView={openView} />
        </Suspense>
      ),
    [isShown, desk, chat, openView],
  )
  return { attach, onPasteText, bar }
}

interface AttachButtonProps {
  readonly chat: Chat
  readonly onFiles: (files: readonly File[]) => void
}

/** Opens the file chooser; what is chosen is attached. */
export function AttachButton({ chat, onFiles }: AttachButtonProps) {
  const text = useText()
  const canWrite = useStore(chat.store, ({ access }) => access === 'full')
  const inputRef = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton label={text.attach} disabled={!canWrite} onClick={() => inputRef.current?.click()}>
        <ClipIcon />
      </IconButton>
      <input
        ref={inputRef}
        type="file"
        multiple
        hidden
        aria-label={text.attach}
        onChange={event => {
          const files = [...(event.target.files ?? [])]
          // The same file again is a change again.
          event.target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </>
  )
}
