import type { Chat } from '../chat.ts'

/** Asks the next question several times: switched on for one message. */
export function HarderControl(_: { readonly chat: Chat }) {
  return null
}
