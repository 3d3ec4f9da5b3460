import { useState } from 'react'
import { Button } from './Button.tsx'
import { useText } from './i18n/text.ts'

interface ConfirmProps {
  /** The button that asks. */
  readonly label: string
  /** Its look; 'text' is for a row of small ones. Default: 'danger'. */
  readonly kind?: 'danger' | 'text' | 'primary' | 'plain'
  /** Its accessible name, where the label alone does not say enough. */
  readonly name?: string | undefined
  /** The id of what says more about it: the name of the thing in whose row it stands. */
  readonly describedBy?: string | undefined
  /** What will happen, and what it costs. */
  readonly question: string
  /** The button that does it. */
  readonly yes: string
  /** The button that does nothing. Default: "Cancel". */
  readonly no?: string
  readonly onYes: () => void
  readonly disabled?: boolean
}

/** A button that asks once before it acts, in place. */
export function Confirm(props: ConfirmProps) {
  const { label, kind = 'danger', name, describedBy, question, yes, no, onYes, disabled = false } = props
  const text = useText()
  const [isAsking, setAsking] = useState(false)
  const [wasAsked, setWasAsked] = useState(false)
  if (!isAsking) {
    return (
      <Button
        kind={kind}
        disabled={disabled}
        aria-label={name}
        aria-describedby={describedBy}
        // Back to where the question came from.
        autoFocus={wasAsked}
        onClick={() => {
          setAsking(true)
          setWasAsked(true)
        }}
      >
        {label}
      </Button>
    )
  }
  const isDanger = kind === 'danger' || kind === 'text'
  const answer = (isYes: boolean) => {
    setAsking(false)
    if (isYes) onYes()
  }
  return (
    <div className="confirm" data-tone={isDanger ? 'danger' : 'caution'}>
      <p>{question}</p>
      <div className="confirm-actions">
        <Button kind={isDanger ? 'danger' : 'plain'} onClick={() => answer(true)}>
          {yes}
        </Button>
        {/* The harmless answer is the one that Enter gives. */}
        <Button autoFocus onClick={() => answer(false)}>
          {no ?? text.cancel}
        </Button>
      </div>
    </div>
  )
}
