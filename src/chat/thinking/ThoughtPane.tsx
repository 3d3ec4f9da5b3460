import type { Message } from '../conversation.ts'

interface ThoughtPaneProps {
  readonly message: Message
  /** The model is at it now. */
  readonly isThinking: boolean
  readonly onAnswerNow: () => void
}

/** What the model thought before it answered: closed at first, with its time and tokens. */
export function ThoughtPane(_: ThoughtPaneProps) {
  return null
}
