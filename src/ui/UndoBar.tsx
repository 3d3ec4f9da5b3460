import { useEffect, useRef, useState } from 'react'
import { useAnnounce } from './announce.tsx'
import { Button } from './Button.tsx'
import { useText } from './i18n/text.ts'

const shownMs = 15_000

interface UndoBarProps {
  /** Another object is another deed: it is told anew, and stays as long as any. */
  readonly what: object
  readonly sentence: string
  readonly onUndo: () => void
  readonly onForget: () => void
}

/** A deed and its undoing; longer there while the person is at it. */
export function UndoBar({ what, sentence, onUndo, onForget }: UndoBarProps) {
  const text = useText()
  const announce = useAnnounce()
  const [isHeld, setHeld] = useState(false)
  const barRef = useRef<HTMLDivElement>(null)
  const forgetRef = useRef(onForget)
  forgetRef.current = onForget

  // biome-ignore lint/correctness/useExhaustiveDependencies: another deed begins the time anew.
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => forgetRef.current(), shownMs)
    return () => clearTimeout(timer)
  }, [what, isHeld])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another deed is news, though the sentence may be the same.
  useEffect(() => {
    announce(sentence)
    // The row that had the focus is gone; its undoing is the nearest thing.
    if (document.activeElement === document.body) barRef.current?.querySelector('button')?.focus()
  }, [what, sentence, announce])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this only groups a sentence and its undoing.
    <div
      ref={barRef}
      className="deleted-bar"
      role="group"
      aria-label={sentence}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p>{sentence}</p>
      <Button kind="text" onClick={onUndo}>
        {text.undo}
      </Button>
    </div>
  )
}
