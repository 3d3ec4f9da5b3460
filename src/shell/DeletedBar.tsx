import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { focusComposerGently } from '../chat/Composer.tsx'
import type { Chat } from '../chat/chat.ts'
import { titleOf } from '../chat/conversation.ts'
import { useAnnounce } from '../ui/announce.tsx'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'

const shownMs = 15_000

/** After a deletion: the way back, for a while, and longer while the person is at it. */
export function DeletedBar({ chat }: { readonly chat: Chat }) {
  const text = useText()
  const announce = useAnnounce()
  const deleted = useStore(chat.store, state => state.deleted)
  const [isHeld, setHeld] = useState(false)
  const barRef = useRef<HTMLDivElement>(null)
  const title = deleted && (titleOf(deleted) || text.untitled)

  useEffect(() => {
    if (!deleted || isHeld) return
    const timer = setTimeout(() => chat.forgetRemoved(), shownMs)
    return () => clearTimeout(timer)
  }, [deleted, isHeld, chat])

  useEffect(() => {
    if (title === undefined) return
    announce(text.deleted(title))
    // The row that had the focus is gone; its undoing is the nearest thing.
    if (document.activeElement === document.body) barRef.current?.querySelector('button')?.focus()
  }, [title, text, announce])

  if (title === undefined) return null
  const undo = () => {
    chat.undoRemove()
    focusComposerGently()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this only groups a sentence and its undoing.
    <div
      ref={barRef}
      className="deleted-bar"
      role="group"
      aria-label={text.deleted(title)}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p>{text.deleted(title)}</p>
      <Button kind="text" onClick={undo}>
        {text.undo}
      </Button>
    </div>
  )
}
