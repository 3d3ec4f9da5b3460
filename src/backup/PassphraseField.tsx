import { useId } from 'react'

interface PassphraseFieldProps {
  readonly label: string
  readonly value: string
  /** It is being set: the browser may offer to think one up and to keep it. */
  readonly isNew?: boolean
  readonly isWrong?: boolean
  readonly describedBy?: string
  readonly autoFocus?: boolean
  readonly onChange: (value: string) => void
}

/** A field for a passphrase. */
export function PassphraseField(props: PassphraseFieldProps) {
  const { label, value, isNew = false, isWrong = false, describedBy, autoFocus, onChange } = props
  const id = useId()
  return (
    <div className="labelled-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        // biome-ignore lint/a11y/noAutofocus: it is the one thing to do in this step, and the button before it is gone.
        autoFocus={autoFocus}
        spellCheck={false}
        value={value}
        aria-invalid={isWrong}
        aria-describedby={describedBy}
        onChange={event => onChange(event.target.value)}
      />
    </div>
  )
}
