import type { Chat } from '../chat.ts'

interface ContextMeterProps {
  readonly chat: Chat
  /** Context window in tokens; undefined while no model is loaded. */
  readonly contextTokens: number | undefined
  readonly onOpen: () => void
}

/** How full the context is, exactly; opens the list of what is in it. */
export function ContextMeter(_: ContextMeterProps) {
  return null
}
