import { useId } from 'react'

interface AddressFieldProps {
  readonly label: string
  readonly hint: string
  readonly value: string
  /** What is wrong with it, in the place of the hint. */
  readonly error: string | undefined
  readonly placeholder?: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
}

/** A field for a web address, with a line under it that says what it is for or what is wrong. */
export function AddressField({
  label,
  hint,
  value,
  error,
  placeholder,
  onChange,
  onBlur,
}: AddressFieldProps) {
  const id = useId()
  return (
    <div className="labelled-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint`}
        onBlur={onBlur}
        onChange={event => onChange(event.target.value)}
      />
      <p id={`${id}-hint`} className={error === undefined ? 'hint' : 'field-error'} aria-live="polite">
        {error ?? hint}
      </p>
    </div>
  )
}
