import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { focusComposerGently } from '../chat/Composer.tsx'
import type { Chat, ChatState } from '../chat/chat.ts'
import { type Conversation, titleOf } from '../chat/conversation.ts'
import { useAnnounce } from '../ui/announce.tsx'
import { Button } from '../ui/Button.tsx'
import type { Text } from '../ui/i18n/text.ts'
import { useText } from '../ui/i18n/text.ts'

const shownMs = 15_000

/** After something was deleted, put away or named: the way back, for a while. */
export function DeletedBar({ chat }: { readonly chat: Chat }) {
  const text = useText()
  const deleted = useStore(chat.store, state => state.deleted)
  const deletedBranch = useStore(chat.store, state => state.deletedBranch)
  const tidied = useStore(chat.store, state => state.tidied)
  return (
    <>
      {deleted && (
        <UndoBar
          what={deleted}
          sentence={text.deleted(shortTitle(text, deleted))}
          onUndo={() => {
            chat.undoRemove()
            focusComposerGently()
          }}
          onForget={() => chat.forgetRemoved()}
        />
      )}
      {deletedBranch && (
        <UndoBar
          what={deletedBranch}
          sentence={text.branchDeleted(deletedBranch.count)}
          onUndo={() => {
            chat.undoDeleteBranch()
            focusComposerGently()
          }}
          onForget={() => chat.forgetDeletedBranch()}
        />
      )}
      {tidied && (
        <UndoBar
          what={tidied}
          sentence={tidiedSentence(text, tidied, chat.store.getState())}
          onUndo={() => {
            chat.undoTidy()
            focusComposerGently()
          }}
          onForget={() => chat.forgetTidied()}
        />
      )}
    </>
  )
}

/** Characters of a title in a sentence about it, so that its end is seen too. */
const titleLength = 24

function shortTitle(text: Text, conversation: Conversation | undefined): string {
  const characters = Array.from((conversation && titleOf(conversation)) || text.untitled)
  return characters.length > titleLength
    ? `${characters.slice(0, titleLength).join('')}…`
    : characters.join('')
}

function tidiedSentence(
  text: Text,
  tidied: NonNullable<ChatState['tidied']>,
  { conversations }: ChatState,
): string {
  if (tidied.kind === 'folder-deleted') return text.folderDeleted(tidied.name)
  const conversation = conversations.get(tidied.id)
  const title = shortTitle(text, conversation)
  return tidied.kind === 'archived' ? text.chatArchived(title) : text.chatNamed(title)
}

interface UndoBarProps {
  /** Another object is another deed: it is told anew, and stays as long as any. */
  readonly what: object
  readonly sentence: string
  readonly onUndo: () => void
  readonly onForget: () => void
}

/** A deed and its undoing; longer there while the person is at it. */
function UndoBar({ what, sentence, onUndo, onForget }: UndoBarProps) {
  const text = useText()
  const announce = useAnnounce()
  const [isHeld, setHeld] = useState(false)
  const barRef = useRef<HTMLDivElement>(null)
  const forgetRef = useRef(onForget)
  forgetRef.current = onForget

  // biome-ignore lint/correctness/useExhaustiveDependencies: another deed begins the time anew.
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => forgetRef.current(), shownMs)
    return () => clearTimeout(timer)
  }, [what, isHeld])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another deed is news, though the sentence may be the same.
  useEffect(() => {
    announce(sentence)
    // The row that had the focus is gone; its undoing is the nearest thing.
    if (document.activeElement === document.body) barRef.current?.querySelector('button')?.focus()
  }, [what, sentence, announce])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this only groups a sentence and its undoing.
    <div
      ref={barRef}
      className="deleted-bar"
      role="group"
      aria-label={sentence}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p>{sentence}</p>
      <Button kind="text" onClick={onUndo}>
        {text.undo}
      </Button>
    </div>
  )
}
