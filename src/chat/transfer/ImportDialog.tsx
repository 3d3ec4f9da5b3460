import { Dialog } from '../../ui/Dialog.tsx'
import type { Chat } from '../chat.ts'

interface ImportDialogProps {
  readonly chat: Chat
  /** A file that was dropped or opened; without one the dialog asks for it. */
  readonly file?: File | undefined
  readonly onClose: () => void
}

/** Chats from a file: what is in it is shown before anything is taken in. */
export function ImportDialog({ onClose }: ImportDialogProps) {
  return (
    <Dialog title="" onClose={onClose}>
      {null}
    </Dialog>
  )
}
