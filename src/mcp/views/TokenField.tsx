import { useId } from 'react'
import { useConnectionsText } from '../../ui/i18n/connections.ts'

interface TokenFieldProps {
  readonly value: string
  readonly isSealed: boolean
  readonly onChange: (value: string) => void
}

/** A field for a bearer token, with how it is kept. */
export function TokenField({ value, isSealed, onChange }: TokenFieldProps) {
  const text = useConnectionsText()
  const id = useId()
  return (
    <div className="labelled-field">
      <label htmlFor={id}>{text.serverToken}</label>
      <input
        id={id}
        className="field"
        type="password"
        // A token is no password of this page: nobody is to offer to keep it.
        autoComplete="off"
        spellCheck={false}
        value={value}
        aria-describedby={`${id}-hint ${id}-kept`}
        onChange={event => onChange(event.target.value)}
      />
      <p id={`${id}-hint`} className="hint">
        {text.serverTokenHint}
      </p>
      <p id={`${id}-kept`} className="hint">
        {isSealed ? text.tokenSealed : text.tokenNotSealed}
      </p>
    </div>
  )
}
