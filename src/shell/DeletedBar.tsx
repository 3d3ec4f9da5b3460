import { useStore } from 'zustand'
import { focusComposerGently } from '../chat/Composer.tsx'
import type { Chat, ChatState } from '../chat/chat.ts'
import { type Conversation, titleOf } from '../chat/conversation.ts'
import type { Text } from '../ui/i18n/text.ts'
import { useText } from '../ui/i18n/text.ts'
import { UndoBar } from '../ui/UndoBar.tsx'

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
