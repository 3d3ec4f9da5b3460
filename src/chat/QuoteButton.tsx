import { type RefObject, useEffect, useState } from 'react'
import { useText } from '../ui/i18n/text.ts'
import { QuoteIcon } from '../ui/icons.tsx'
import type { Chat } from './chat.ts'
import { quote, selectionInMessage } from './quote.ts'

/** Pixels between the selection and the button, and between the button and the edges. */
const gapPx = 8
/** About the height and half the width of the button, with which it is kept inside. */
const heightPx = 44
const halfWidthPx = 56

interface QuoteButtonProps {
  readonly chat: Chat
  readonly contentRef: RefObject<HTMLElement | null>
}

interface Place {
  readonly left: number
  readonly top: number
}

/** Below a selection in a message, as long as it lasts: takes it into the draft. Alt+Q does the same. */
export function QuoteButton({ chat, contentRef }: QuoteButtonProps) {
  const text = useText()
  const [place, setPlace] = useState<Place>()

  useEffect(() => {
    const look = () => setPlace(placeOf(contentRef.current))
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyQ') return
      const selected = selectionInMessage()
      if (!selected) return
      event.preventDefault()
      quote(chat, selected.text)
    }
    document.addEventListener('selectionchange', look)
    document.addEventListener('keydown', onKey)
    window.addEventListener('scroll', look, { capture: true, passive: true })
    window.addEventListener('resize', look)
    return () => {
      document.removeEventListener('selectionchange', look)
      document.removeEventListener('keydown', onKey)
      window.removeEventListener('scroll', look, { capture: true })
      window.removeEventListener('resize', look)
    }
  }, [chat, contentRef])

  if (!place) return null
  return (
    <button
      type="button"
      className="button quote"
      style={place}
      aria-keyshortcuts="Alt+Q"
      title={`${text.quote} (Alt+Q)`}
      // The selection must not go before the click has come.
      onPointerDown={event => event.preventDefault()}
      onMouseDown={event => event.preventDefault()}
      onClick={() => {
        const selected = selectionInMessage()
        if (!selected) return
        quote(chat, selected.text)
        document.getSelection()?.removeAllRanges()
      }}
    >
      <QuoteIcon />
      {text.quote}
    </button>
  )
}

/** Under the end of the selection, inside the conversation; undefined where none is to be seen. */
function placeOf(content: HTMLElement | null): Place | undefined {
  const selected = selectionInMessage()
  const conversation = content?.closest('.conversation')
  if (!selected || !conversation || !content?.contains(selected.range.commonAncestorContainer))
    return undefined
  const rects = selected.range.getClientRects()
  const last = rects[rects.length - 1]
  const view = conversation.getBoundingClientRect()
  if (!last || last.bottom < view.top || last.top > view.bottom) return undefined
  const within = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most))
  return {
    left: within(last.right - view.left, halfWidthPx, view.width - halfWidthPx),
    top: within(last.bottom - view.top + gapPx, gapPx, view.height - heightPx),
  }
}
