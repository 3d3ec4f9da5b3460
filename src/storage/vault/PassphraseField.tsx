import { type Ref, useId } from 'react'

interface PassphraseFieldProps {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with it, in the place of the hint. */
  readonly error?: string | undefined
  readonly value: string
  /** 'new' lets the browser's own keeper of passwords propose one. */
  readonly kind: 'new' | 'current'
  readonly isShown: boolean
  readonly disabled: boolean
  readonly autoFocus?: boolean
  readonly ref?: Ref<HTMLInputElement>
  readonly onChange: (value: string) => void
}

/** A field for a passphrase. Nothing is corrected or completed in it. */
export function PassphraseField(props: PassphraseFieldProps) {
  const { label, hint, error, value, kind, isShown, disabled, autoFocus, ref, onChange } = props
  const id = useId()
  const line = error ?? hint
  return (
    <div className="labelled-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={ref}
        className="field"
        type={isShown ? 'text' : 'password'}
        autoComplete={`${kind}-password`}
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        dir="auto"
        // biome-ignore lint/a11y/noAutofocus: given where the person has just asked for this field, or it is all there is.
        autoFocus={autoFocus}
        readOnly={disabled}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={line === undefined ? undefined : `${id}-line`}
        onChange={event => onChange(event.target.value)}
      />
      {line !== undefined && (
        <p
          id={`${id}-line`}
          className={error === undefined ? 'hint' : 'field-error'}
          role={error === undefined ? undefined : 'alert'}
        >
          {line}
        </p>
      )}
    </div>
  )
}

interface TickProps {
  readonly label: string
  readonly isOn: boolean
  readonly error?: string | undefined
  readonly onChange: (isOn: boolean) => void
}

/** A box to tick, with its words beside it. */
export function Tick({ label, isOn, error, onChange }: TickProps) {
  const id = useId()
  return (
    <div className="tick">
      <label>
        <input
          type="checkbox"
          checked={isOn}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : id}
          onChange={event => onChange(event.target.checked)}
        />
        <span>{label}</span>
      </label>
      {error !== undefined && (
        <p id={id} className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
