import { Dialog } from '../../ui/Dialog.tsx'
import type { Chat } from '../chat.ts'

interface ContextDialogProps {
  readonly chat: Chat
  readonly contextTokens: number | undefined
  readonly onClose: () => void
}

/** What the model reads, turn by turn, and what the person can do about it. */
export function ContextDialog({ onClose }: ContextDialogProps) {
  return (
    <Dialog title="" onClose={onClose}>
      {null}
    </Dialog>
  )
}
