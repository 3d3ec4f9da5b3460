import { useId } from 'react'
import './choices.css'

interface ChoiceProps<Value extends string> {
  readonly label: string
  /** What choosing means, in a line below. */
  readonly hint?: string
  readonly value: Value
  /** Value, words, and the language of the words where it is not the page's. */
  readonly options: readonly (readonly [value: Value, words: string, lang?: string])[]
  readonly onChange: (value: Value) => void
  /** In a line with something else: the label is heard, not seen. */
  readonly isCompact?: boolean
}

/** A few values of which one holds: radio buttons side by side. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, hint, value, options, onChange, isCompact = false } = props
  const name = useId()
  const hintId = useId()
  return (
    <fieldset
      className="choice"
      data-compact={isCompact}
      aria-describedby={hint === undefined ? undefined : hintId}
    >
      <legend className={isCompact ? 'visually-hidden' : undefined}>{label}</legend>
      <div className="choice-options">
        {options.map(([option, words, lang]) => (
          <label key={option} lang={lang}>
            <input
              type="radio"
              name={name}
              value={option}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
      {hint !== undefined && (
        <p id={hintId} className="hint">
          {hint}
        </p>
      )}
    </fieldset>
  )
}
