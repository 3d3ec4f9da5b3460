import type { ModelThinking } from '../../engines/engine.ts'
import type { Chat } from '../chat.ts'

interface ThinkingControlProps {
  readonly chat: Chat
  /** How the model in use thinks; undefined where it does not, or is not loaded. */
  readonly thinking: ModelThinking | undefined
}

/** How long the model may think in this chat. */
export function ThinkingControl(_: ThinkingControlProps) {
  return null
}
