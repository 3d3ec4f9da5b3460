import { useId } from 'react'
import './choices.css'

interface SwitchProps {
  readonly label: string
  /** What it does, in a line below. */
  readonly hint: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** Something that is on or off, at once. */
export function Switch({ label, hint, isOn, onChange }: SwitchProps) {
  const hintId = useId()
  return (
    <div className="switch">
      <label>
        <span>{label}</span>
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says by itself whether it is checked.
          role="switch"
          aria-describedby={hintId}
          checked={isOn}
          onChange={event => onChange(event.target.checked)}
        />
      </label>
      <p id={hintId} className="hint">
        {hint}
      </p>
    </div>
  )
}
