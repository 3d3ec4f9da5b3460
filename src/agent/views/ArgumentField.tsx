import { useId } from 'react'
import type { AgentText } from '../../ui/i18n/agent.ts'
import type { Field, FieldKind, ReadFields } from './fields.ts'

interface ArgumentFieldProps {
  readonly field: Field
  readonly text: string
  /** Why it cannot be read. */
  readonly wrong: Extract<ReadFields, { readonly wrong: string }>['reason'] | undefined
  readonly words: AgentText
  readonly onChange: (text: string) => void
}

/** One argument of a call, to be changed before it is allowed. */
export function ArgumentField({ field, text, wrong, words, onChange }: ArgumentFieldProps) {
  const { label, kind, isRequired, options = [] } = field
  const id = useId()
  const sentence = wrong === 'number' ? words.wrongNumber : wrong === 'json' ? words.wrongJson : undefined
  const common = {
    id,
    required: isRequired,
    'aria-invalid': wrong === undefined ? undefined : true,
    'aria-describedby': sentence === undefined ? undefined : `${id}-wrong`,
  }
  if (kind === 'boolean') {
    return (
      <label className="argument argument-boolean">
        <input
          type="checkbox"
          checked={text === 'true'}
          onChange={event => onChange(String(event.target.checked))}
        />
        <span>{label}</span>
      </label>
    )
  }
  return (
    <div className="argument" data-kind={kind}>
      <label htmlFor={id}>{label}</label>
      {kind === 'choice' ? (
        <select {...common} value={text} onChange={event => onChange(event.target.value)}>
          {(!isRequired || text === '') && <option value="">{words.notSaid}</option>}
          {options.map(([value, shown]) => (
            <option key={value} value={value}>
              {shown}
            </option>
          ))}
        </select>
      ) : kind === 'lines' || kind === 'json' ? (
        <textarea
          {...common}
          className="argument-lines"
          rows={Math.min(8, text.split('\n').length + 1)}
          value={text}
          dir="auto"
          onChange={event => onChange(event.target.value)}
        />
      ) : (
        <input
          {...common}
          type={types[kind] ?? 'text'}
          inputMode={kind === 'number' || kind === 'whole' ? 'decimal' : undefined}
          value={text}
          placeholder={isRequired ? undefined : words.notSaid}
          dir="auto"
          autoComplete="off"
          onChange={event => onChange(event.target.value)}
        />
      )}
      {sentence !== undefined && (
        <p id={`${id}-wrong`} className="argument-wrong">
          {sentence}
        </p>
      )}
    </div>
  )
}

const types: Partial<Record<FieldKind, string>> = { moment: 'datetime-local', date: 'date', time: 'time' }
