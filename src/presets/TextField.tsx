import { type ComponentProps, useEffect, useId, useRef } from 'react'

interface TextFieldProps {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with it, in the place of the hint. */
  readonly error?: string | undefined
  readonly value: string
  readonly isLong?: boolean
  /** It has the focus when it appears. */
  readonly isFirst?: boolean
  readonly autoCapitalize?: ComponentProps<'input'>['autoCapitalize']
  readonly onChange: (value: string) => void
}

/** A line or a few lines to write in, under their name. */
export function TextField(props: TextFieldProps) {
  const { label, hint, error, value, isLong = false, isFirst = false, autoCapitalize, onChange } = props
  const id = useId()
  const lineRef = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isFirst) lineRef.current?.focus()
  }, [isFirst])
  const shared = {
    id,
    dir: 'auto',
    autoCapitalize,
    'aria-invalid': error !== undefined,
    'aria-describedby': `${id}-hint`,
    value,
  } as const
  return (
    <div className="labelled-field">
      <label htmlFor={id}>{label}</label>
      {isLong ? (
        <textarea
          {...shared}
          className="field field-text"
          rows={5}
          onChange={event => onChange(event.target.value)}
        />
      ) : (
        <input
          {...shared}
          ref={lineRef}
          className="field"
          autoComplete="off"
          onChange={event => onChange(event.target.value)}
        />
      )}
      <p id={`${id}-hint`} className={error === undefined ? 'hint' : 'field-error'} aria-live="polite">
        {error ?? hint}
      </p>
    </div>
  )
}
