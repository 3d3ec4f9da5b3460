import { useId } from 'react'
import { useConnectionsText } from '../../ui/i18n/connections.ts'
import type { Field, FieldProblem } from '../fields.ts'

interface FieldListProps {
  readonly fields: readonly Field[]
  readonly values: Readonly<Record<string, string>>
  readonly problems: Readonly<Record<string, FieldProblem>>
  readonly onChange: (name: string, value: string) => void
}

/** Arguments to be filled in. */
export function FieldList({ fields, values, problems, onChange }: FieldListProps) {
  return fields.map(field => (
    <OneField
      key={field.name}
      field={field}
      value={values[field.name] ?? ''}
      problem={problems[field.name]}
      onChange={value => onChange(field.name, value)}
    />
  ))
}

interface OneFieldProps {
  readonly field: Field
  readonly value: string
  readonly problem: FieldProblem | undefined
  readonly onChange: (value: string) => void
}

function OneField({ field, value, problem, onChange }: OneFieldProps) {
  const text = useConnectionsText()
  const id = useId()
  const { kind, label, hint, isRequired, choices } = field
  const words = isRequired || kind === 'switch' ? label : text.optional(label)
  const under = problem ? text.fieldWrong[problem] : kind === 'json' ? `${hint} ${text.asJson}`.trim() : hint
  const shared = {
    id,
    'aria-describedby': `${id}-hint`,
    'aria-invalid': problem !== undefined,
  }
  return (
    <div className="labelled-field" data-kind={kind}>
      <label htmlFor={id} dir="auto">
        {words}
      </label>
      {kind === 'switch' ? (
        <input
          {...shared}
          type="checkbox"
          checked={value === 'true'}
          onChange={event => onChange(event.target.checked ? 'true' : '')}
        />
      ) : kind === 'choice' ? (
        <select {...shared} className="field" value={value} onChange={event => onChange(event.target.value)}>
          <option value="">{isRequired ? '' : text.leaveOut}</option>
          {choices.map(choice => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : kind === 'json' ? (
        <textarea
          {...shared}
          className="field"
          rows={3}
          spellCheck={false}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      ) : (
        <input
          {...shared}
          className="field"
          type="text"
          inputMode={kind === 'number' ? 'decimal' : 'text'}
          autoComplete="off"
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
      <p id={`${id}-hint`} className={problem ? 'field-error' : 'hint'} dir="auto" aria-live="polite">
        {under}
      </p>
    </div>
  )
}
