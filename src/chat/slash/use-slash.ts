import { type KeyboardEvent, type RefObject, useMemo, useRef, useState } from 'react'
import { matchingItems, placeAfter, placeBefore, type SlashItem, slashAt } from './slash.ts'

interface SlashOptions {
  readonly items: readonly SlashItem[]
  readonly draft: string
  readonly boxRef: RefObject<HTMLTextAreaElement | null>
  readonly onDraft: (text: string) => void
}

/** The "/" menu of the message box, as far as it is not seen. */
export interface Slash {
  /** What is listed; empty while the menu is closed. */
  readonly matches: readonly SlashItem[]
  /** Which of them the keys stand on. */
  readonly at: number
  /** The text was changed by the person, or the cursor was moved. */
  onText(): void
  /** True where the key was meant for the menu, or for a place to be filled in. */
  onKey(event: KeyboardEvent): boolean
  point(at: number): void
  choose(item: SlashItem): void
  /** Opens it at the cursor with everything in it, or closes it. */
  toggle(): void
  close(): void
}

/** What the menu is open for: "/name" as it stands before the cursor, or everything, by its button. */
type Opening = 'typed' | 'button' | 'closed'

/** Lists what goes by "/name" while that is typed, and walks through the places of a text that was put in. */
export function useSlash({ items, draft, boxRef, onDraft }: SlashOptions): Slash {
  const [opening, setOpening] = useState<Opening>('closed')
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  /** A text with places was put in, and Tab goes through them. */
  const isFilling = useRef(false)
  const query = opening === 'button' ? { start: caret, query: '' } : slashAt(draft, caret)
  const typed = opening === 'closed' ? undefined : query?.query
  const matches = useMemo(() => (typed === undefined ? [] : matchingItems(items, typed)), [items, typed])
  const at = Math.min(chosen, matches.length - 1)

  const close = () => setOpening('closed')

  function insert(text: string): void {
    const box = boxRef.current
    if (!box) return
    // By its button the menu was opened for no "/name" that could be taken away.
    if (text === '' && opening === 'button') return
    const start = query?.start ?? box.selectionStart
    const end = opening === 'button' ? box.selectionEnd : Math.max(caret, start)
    box.focus()
    box.setRangeText(text, start, end, 'end')
    const [whole, behind] = [box.value, box.selectionEnd]
    // React is told only by the setter: it would take the same "/name", pasted once more, for no change.
    box.value = whole
    box.setSelectionRange(behind, behind)
    onDraft(whole)
    const place = placeAfter(whole, start)
    const isInside = place !== undefined && place.end <= start + text.length
    isFilling.current = isInside
    if (isInside) box.setSelectionRange(place.start, place.end)
  }

  function choose(item: SlashItem): void {
    close()
    item.run({ insert })
  }

  /** True where there was a place to go to. */
  function goToPlace(isBack: boolean): boolean {
    const box = boxRef.current
    if (!box || !isFilling.current) return false
    const place = isBack
      ? placeBefore(box.value, box.selectionStart)
      : placeAfter(box.value, box.selectionEnd)
    if (place) box.setSelectionRange(place.start, place.end)
    return place !== undefined
  }

  return {
    matches,
    at,
    close,
    choose,
    point: setChosen,
    onText() {
      const box = boxRef.current
      if (!box) return
      const isSlash = slashAt(box.value, box.selectionStart) !== undefined
      const isChanged = box.value !== draft
      if (!isChanged && box.selectionStart === caret) return
      setCaret(box.selectionStart)
      if (isChanged) setChosen(0)
      if (!isSlash) close()
      // Once it was put away it stays so until another "/" is begun.
      else if (isChanged && slashAt(draft, caret) === undefined) setOpening('typed')
    },
    onKey(event) {
      if (matches.length === 0) return event.key === 'Tab' && goToPlace(event.shiftKey)
      const item = matches[at]
      if (event.key === 'ArrowDown') setChosen((at + 1) % matches.length)
      else if (event.key === 'ArrowUp') setChosen((at + matches.length - 1) % matches.length)
      else if (event.key === 'Escape') close()
      else if (item && !event.shiftKey && (event.key === 'Enter' || event.key === 'Tab')) choose(item)
      else return false
      return true
    },
    toggle() {
      const box = boxRef.current
      if (!box) return
      box.focus()
      setCaret(box.selectionStart)
      setChosen(0)
      setOpening(matches.length > 0 ? 'closed' : 'button')
    },
  }
}
