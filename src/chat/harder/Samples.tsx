import type { Message } from '../conversation.ts'

/** The samples behind an answer: how many agree, and each of them to be opened. */
export function Samples(_: { readonly message: Message }) {
  return null
}
