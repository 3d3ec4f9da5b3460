import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { focusComposerGently } from './Composer.tsx'

interface EditMessageProps {
  readonly messageId: string
  /** The message as it is. */
  readonly words: string
  /** What was typed is kept here until it is sent or given up. */
  readonly edits: Map<string, string>
  /** Nothing is running here and this tab may write. */
  readonly canSend: boolean
  /** False where it was not taken. */
  readonly onSend: (words: string) => boolean
  readonly onEnd: () => void
}

/** A message of one's own being written anew, in its place. Enter sends, Shift+Enter breaks the line, Escape cancels. */
export function EditMessage({ messageId, words, edits, canSend, onSend, onEnd }: EditMessageProps) {
  const text = useText()
  const hintId = useId()
  const boxRef = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useState(() => edits.get(messageId) ?? words)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the box grows with the draft.
  useLayoutEffect(() => {
    const box = boxRef.current
    if (!box) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight + 2}px`
  }, [draft])
  useLayoutEffect(() => {
    const box = boxRef.current
    // One that was scrolled out of view and back does not take the focus.
    if (!box || edits.has(messageId)) return
    edits.set(messageId, words)
    box.focus({ preventScroll: true })
    box.setSelectionRange(box.value.length, box.value.length)
    box.scrollIntoView({ block: 'nearest' })
  }, [edits, messageId, words])

  const type = (value: string) => {
    edits.set(messageId, value)
    setDraft(value)
  }
  const cancel = () => {
    edits.delete(messageId)
    onEnd()
  }
  const send = () => {
    if (!canSend || draft.trim() === '' || !onSend(draft)) return
    cancel()
    focusComposerGently()
  }
  const decide = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word; Safari says so only by the code 229.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey)) return
    event.preventDefault()
    if (event.key === 'Escape') cancel()
    else send()
  }
  return (
    <form
      className="edit-message"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      <textarea
        ref={boxRef}
        className="field"
        rows={1}
        dir="auto"
        aria-label={text.editMessage}
        aria-describedby={hintId}
        value={draft}
        onChange={event => type(event.target.value)}
        onKeyDown={decide}
      />
      <div className="edit-actions">
        <p id={hintId}>{canSend ? text.editHint : text.editWaits}</p>
        <Button kind="quiet" onClick={cancel}>
          {text.cancel}
        </Button>
        <Button kind="primary" disabled={!canSend || draft.trim() === ''} onClick={send}>
          {text.send}
        </Button>
      </div>
    </form>
  )
}
