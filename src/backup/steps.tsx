import { type ReactNode, useEffect, useRef } from 'react'
import { useAnnounce } from '../ui/announce.tsx'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'

interface WorkingProps {
  readonly words: string
  /** undefined where it cannot be told. */
  readonly fraction: number | undefined
  /** Absent where it cannot be given up any more. */
  readonly onCancel?: (() => void) | undefined
}

/** Something is under way. */
export function Working({ words, fraction, onCancel }: WorkingProps) {
  const text = useText()
  const announce = useAnnounce()
  useEffect(() => announce(words), [announce, words])
  return (
    <>
      <p className="backup-words">{words}</p>
      <progress className="progress" value={fraction} aria-label={words} />
      <div className="backup-actions">
        {onCancel && (
          <Button autoFocus onClick={onCancel}>
            {text.cancel}
          </Button>
        )}
      </div>
    </>
  )
}

interface NewsProps {
  readonly sentence: string
  readonly more?: string
  readonly children: ReactNode
}

/** What has happened. The button that did it is gone: the focus goes to what can be done next. */
export function News({ sentence, more, children }: NewsProps) {
  const announce = useAnnounce()
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    announce(sentence)
    ref.current?.querySelector<HTMLButtonElement>('button:last-of-type')?.focus()
  }, [announce, sentence])
  return (
    <>
      <div>
        <p>{sentence}</p>
        {more && <p className="backup-words">{more}</p>}
      </div>
      <div ref={ref} className="backup-actions">
        {children}
      </div>
    </>
  )
}

interface SubmitButtonProps {
  readonly disabled: boolean
  readonly children: ReactNode
}

/** The button that Enter presses in a form's fields. */
export function SubmitButton({ disabled, children }: SubmitButtonProps) {
  return (
    <button type="submit" className="button" data-kind="primary" disabled={disabled}>
      {children}
    </button>
  )
}
