import { focusComposerAtEnd } from './Composer.tsx'
import { type Chat, draftInView } from './chat.ts'

/** A draft with a text quoted at its end, each line marked as in Markdown, and room to answer below it. */
export function withQuote(draft: string, quoted: string): string {
  const lines = quoted.replaceAll('\r\n', '\n').trim().split('\n')
  const marked = lines.map(line => `> ${line}`.trimEnd()).join('\n')
  const before = draft.trimEnd()
  return `${before === '' ? '' : `${before}\n\n`}${marked}\n\n`
}

/** Puts a quotation at the end of the draft in view and the cursor below it. */
export function quote(chat: Chat, quoted: string): void {
  chat.setDraft(withQuote(draftInView(chat.store.getState()), quoted))
  focusComposerAtEnd()
}

/** What is selected in the drawn message with this id; '' where that is nothing, or not in it alone. */
export function selectedIn(messageId: string): string {
  const selected = selectionInMessage()
  return selected?.messageId === messageId ? selected.text : ''
}

/** A selection inside the text of one message of the conversation. */
export function selectionInMessage() {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const turn = turnOf(selection.anchorNode)
  const text = selection.toString().trim()
  if (!turn || turn !== turnOf(selection.focusNode) || text === '') return undefined
  const messageId = turn.dataset.turn
  return messageId === undefined ? undefined : { messageId, text, range: selection.getRangeAt(0) }
}

function turnOf(node: Node | null): HTMLElement | null | undefined {
  const element = node instanceof Element ? node : node?.parentElement
  return element?.closest('textarea') ? undefined : element?.closest<HTMLElement>('[data-turn]')
}
