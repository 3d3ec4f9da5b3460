import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useAnnounce } from '../ui/announce.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { SlashIcon, StopIcon, UpIcon } from '../ui/icons.tsx'
import { type Chat, draftInView } from './chat.ts'
import { optionId, SlashMenu } from './slash/SlashMenu.tsx'
import type { SlashItem } from './slash/slash.ts'
import { useSlash } from './slash/use-slash.ts'
import './composer.css'

const boxId = 'message-box'

/** Puts the cursor where the person writes. */
export function focusComposer(): void {
  document.getElementById(boxId)?.focus()
}

/** The same, where that does not bring up a keyboard over half the screen. */
export function focusComposerGently(): void {
  if (window.matchMedia('(hover: hover)').matches) focusComposer()
}

/** The same with the cursor behind the draft, once a change of it has been drawn. */
export function focusComposerAtEnd(): void {
  requestAnimationFrame(() => {
    const box = document.getElementById(boxId)
    if (!(box instanceof HTMLTextAreaElement)) return
    box.focus()
    box.setSelectionRange(box.value.length, box.value.length)
    box.scrollTop = box.scrollHeight
  })
}

interface ComposerProps {
  readonly chat: Chat
  /** What can be set beside the message box. */
  readonly tools: ReactNode
  /** What is attached to the chat. */
  readonly attached: ReactNode
  /** What "/" can do. */
  readonly slashItems: readonly SlashItem[]
  /** Whom one writes to, where that is not Hermit itself. */
  readonly writesTo: string | undefined
  /** Takes a long text that was pasted; false where it goes into the message. */
  readonly onPasteText: (text: string) => boolean
}

/** Where a person writes. Enter sends, Shift+Enter breaks the line, "/" lists prompts, Escape stops the answer. */
export function Composer(props: ComposerProps) {
  const { chat, tools, attached, slashItems, writesTo, onPasteText } = props
  const text = useText()
  const announce = useAnnounce()
  const menuId = useId()
  const draft = useStore(chat.store, draftInView)
  const access = useStore(chat.store, state => state.access)
  const wasShortened = useStore(chat.store, state => state.unshortened !== undefined)
  const isRunning = useStore(
    chat.store,
    state => state.currentId !== null && state.running.has(state.currentId),
  )
  const isBusyElsewhere = useStore(
    chat.store,
    state => state.currentId !== null && state.elsewhere.has(state.currentId),
  )
  const boxRef = useRef<HTMLTextAreaElement>(null)
  const canSend = draft.trim() !== '' && access === 'full' && !isBusyElsewhere
  const slash = useSlash({ items: slashItems, draft, boxRef, onDraft: words => chat.setDraft(words) })
  const isListing = slash.matches.length > 0
  const found = slash.matches.filter(({ name }) => name !== '').length

  useEffect(() => {
    if (isListing) announce(text.promptsFound(found))
  }, [isListing, found, announce, text])

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
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, keys choose a word; Safari says so only by the code 229.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const isForMenu = slash.onKey(event)
    if (!isForMenu && (event.key !== 'Enter' || event.shiftKey)) return
    event.preventDefault()
    if (!isForMenu) send()
  }

  const hint = isBusyElsewhere ? text.busyElsewhere : access === 'read-only' ? text.readOnlyHint : text.hint
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
        {isListing && (
          <SlashMenu
            id={menuId}
            items={slash.matches}
            at={slash.at}
            onPoint={slash.point}
            onChoose={slash.choose}
          />
        )}
        {attached}
        <textarea
          ref={boxRef}
          id={boxId}
          rows={1}
          dir="auto"
          aria-label={text.message}
          placeholder={writesTo === undefined ? text.messagePlaceholder : text.writeTo(writesTo)}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={isListing ? menuId : undefined}
          aria-activedescendant={isListing ? optionId(menuId, slash.at) : undefined}
          value={draft}
          onChange={event => {
            slash.onText()
            chat.setDraft(event.target.value)
          }}
          onPaste={event => {
            if (onPasteText(event.clipboardData.getData('text/plain'))) event.preventDefault()
          }}
          onSelect={slash.onText}
          onBlur={slash.close}
          onKeyDown={onKeyDown}
        />
        <div className="composer-row">
          <div className="composer-tools">
            <IconButton
              label={text.prompts}
              aria-haspopup="listbox"
              aria-expanded={isListing}
              // The box keeps the focus: what is chosen goes where the cursor is.
              onMouseDown={event => event.preventDefault()}
              onClick={slash.toggle}
            >
              <SlashIcon />
            </IconButton>
            {tools}
          </div>
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
      </div>
      <p className="composer-hint">{hint}</p>
    </form>
  )
}
