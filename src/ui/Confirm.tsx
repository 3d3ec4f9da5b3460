import { useState } from 'react'
import { Button } from './Button.tsx'
import { useText } from './i18n/text.ts'

interface ConfirmProps {
  /** The button that asks. */
  readonly label: string
  /** What will happen, and what it costs. */
  readonly question: string
  /** The button that does it. */
  readonly yes: string
  readonly onYes: () => void
  readonly disabled?: boolean
}

/** A dangerous button that asks once before it acts, in place. */
export function Confirm({ label, question, yes, onYes, disabled = false }: ConfirmProps) {
  const text = useText()
  const [isAsking, setAsking] = useState(false)
  if (!isAsking) {
    return (
      <Button kind="danger" disabled={disabled} onClick={() => setAsking(true)}>
        {label}
      </Button>
    )
  }
  const answer = (isYes: boolean) => {
    setAsking(false)
    if (isYes) onYes()
  }
  return (
    <div className="confirm">
      <p>{question}</p>
      <div className="confirm-actions">
        <Button kind="danger" onClick={() => answer(true)}>
          {yes}
        </Button>
        {/* The harmless answer is the one that Enter gives. */}
        <Button autoFocus onClick={() => answer(false)}>
          {text.cancel}
        </Button>
      </div>
    </div>
  )
}
