import type { Presets } from '../../presets/presets.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import type { Chat } from '../chat.ts'

interface ChatSettingsDialogProps {
  readonly chat: Chat
  readonly presets: Presets
  readonly onClose: () => void
}

/** Instructions, persona, sampling and the form of answers for one chat. */
export function ChatSettingsDialog({ onClose }: ChatSettingsDialogProps) {
  return (
    <Dialog title="" onClose={onClose}>
      {null}
    </Dialog>
  )
}
