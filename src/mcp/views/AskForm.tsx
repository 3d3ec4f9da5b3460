import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useConnectionsText } from '../../ui/i18n/connections.ts'
import { type Field, type FieldProblem, readFields } from '../fields.ts'
import { FieldList } from './FieldList.tsx'

interface AskFormProps {
  readonly fields: readonly Field[]
  readonly label: string
  /** The button that asks. */
  readonly ask: string
  /** The same while it is being asked. */
  readonly busy: string
  readonly isAsking: boolean
  readonly onAsk: (args: Readonly<Record<string, unknown>>) => void
  readonly onStop: () => void
  readonly children?: ReactNode
}

/** Arguments to be filled in, and the button that sends them. */
export function AskForm({ fields, label, ask, busy, isAsking, onAsk, onStop, children }: AskFormProps) {
  const text = useConnectionsText()
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(fields.map(({ name, initial }) => [name, initial])),
  )
  const [problems, setProblems] = useState<Readonly<Record<string, FieldProblem>>>({})
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isAsking) return
    const read = readFields(fields, values)
    setProblems('problems' in read ? read.problems : {})
    if ('args' in read) onAsk(read.args)
  }
  return (
    <form className="connections-form" aria-label={label} onSubmit={submit} noValidate>
      <FieldList
        fields={fields}
        values={values}
        problems={problems}
        onChange={(name, value) => {
          setValues(before => ({ ...before, [name]: value }))
          setProblems({})
        }}
      />
      {children}
      <div className="connections-deeds">
        <Button type="submit" kind="primary" aria-disabled={isAsking}>
          {isAsking ? busy : ask}
        </Button>
        {isAsking && <Button onClick={onStop}>{text.stopCall}</Button>}
      </div>
    </form>
  )
}
