import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { StopIcon, UpIcon } from '../ui/icons.tsx'
import { type Chat, draftInView } from './chat.ts'

const boxId = 'message-box'

/** Puts the cursor where the person writes. */
export function focusComposer(): void {
  document.getElementById(boxId)?.focus()
}

/** The same, where that does not bring up a keyboard over half the screen. */
export function focusComposerGently(): void {
  if (window.matchMedia('(hover: hover)').matches) focusComposer()
}

/** Where a person writes. Enter sends, Shift+Enter breaks the line, Escape stops the answer. */
export function Composer({ chat, tools }: { readonly chat: Chat; readonly tools: ReactNode }) {
  const text = useText()
  const draft = useStore(chat.store, draftInView)
  const access = useStore(chat.store, state => state.access)
  const wasShortened = useStore(chat.store, state => state.unshortened !== undefined)
  const isRunning = useStore(
    chat.store,
    state => state.currentId !== null && state.running.has(state.currentId),
  )
  const boxRef = useRef<HTMLTextAreaElement>(null)
  const canSend = draft.trim() !== '' && access === 'full'

  // biome-ignore lint/correctness/useExhaustiveDependencies: the box grows with the draft.
  useLayoutEffect(() => {
    const box = boxRef.current
    if (!box) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight}px`
  }, [draft])

  useEffect(() => {
    if (!isRunning) return
    const stopOnEscape = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      if (document.querySelector('dialog[open], .sidebar[data-open]')) return
      chat.stop()
    }
    document.addEventListener('keydown', stopOnEscape)
    return () => document.removeEventListener('keydown', stopOnEscape)
  }, [isRunning, chat])

  const send = () => {
    if (!canSend || isRunning) return
    chat.send(draft)
    boxRef.current?.focus()
  }
  const sendOnEnter = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word; Safari says so only by the code 229.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229)
      return
    event.preventDefault()
    send()
  }

  return (
    <form
      className="composer column"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      {wasShortened && (
        <p className="composer-note" role="status">
          {text.shortened}{' '}
          <Button kind="text" onClick={() => chat.undoShorten()}>
            {text.undo}
          </Button>
        </p>
      )}
      <div className="composer-box">
        <textarea
          ref={boxRef}
          id={boxId}
          rows={1}
          dir="auto"
          aria-label={text.message}
          placeholder={text.messagePlaceholder}
          value={draft}
          onChange={event => chat.setDraft(event.target.value)}
          onKeyDown={sendOnEnter}
        />
        {isRunning ? (
          <button
            key="stop"
            type="button"
            className="composer-button"
            data-kind="stop"
            aria-label={text.stop}
            title={text.stop}
            onClick={() => {
              chat.stop()
              boxRef.current?.focus()
            }}
          >
            <StopIcon />
          </button>
        ) : (
          <button
            key="send"
            type="submit"
            className="composer-button"
            aria-label={text.send}
            title={text.send}
            disabled={!canSend}
          >
            <UpIcon />
          </button>
        )}
      </div>
      <div className="composer-tools">{tools}</div>
      <p className="composer-hint">{access === 'read-only' ? text.readOnlyHint : text.hint}</p>
    </form>
  )
}
