import type { Chat } from '../chat.ts'

interface TurnNotesProps {
  readonly chat: Chat
  readonly conversationId: string
  /** Of a message in view. */
  readonly messageId: string
}

/** Above a message: that it is pinned or left out, or the card of the summary that begins with it. */
export function TurnNotes(_: TurnNotesProps) {
  return null
}
