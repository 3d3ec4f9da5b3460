import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { useRemindersText } from '../../../ui/i18n/reminders.ts'

interface ReminderFieldsProps {
  /** Name of the form. */
  readonly label: string
  readonly text: string
  /** What clocks show here, as `datetime-local` has it. */
  readonly local: string
  readonly isTextWanted: boolean
  /** Words of its button. */
  readonly submit: string
  readonly parse: (local: string) => number | undefined
  readonly now: () => number
  readonly onSubmit: (text: string, at: number) => void
  readonly onCancel: () => void
}

/** A reminder's text and its moment, checked when they are sent. */
export function ReminderFields(props: ReminderFieldsProps) {
  const words = useRemindersText()
  const [text, setText] = useState(props.text)
  const [local, setLocal] = useState(props.local)
  const [wrong, setWrong] = useState<string>()
  const firstRef = useRef<HTMLInputElement>(null)
  // The button that opened it is gone.
  useEffect(() => firstRef.current?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const at = props.parse(local)
    if (props.isTextWanted && text.trim() === '') return setWrong(words.noWords)
    if (at === undefined) return setWrong(words.noTime)
    if (at <= props.now()) return setWrong(words.past)
    props.onSubmit(text.trim(), at)
  }
  return (
    <form className="reminders-form" aria-label={props.label} onSubmit={submit} noValidate>
      <label>
        <span>{props.isTextWanted ? words.what : words.whatOptional}</span>
        <input
          className="field"
          dir="auto"
          ref={firstRef}
          value={text}
          aria-invalid={wrong === words.noWords}
          onChange={event => {
            setText(event.target.value)
            setWrong(undefined)
          }}
        />
      </label>
      <label>
        <span>{words.when}</span>
        <input
          className="field numbers"
          type="datetime-local"
          value={local}
          aria-invalid={wrong === words.noTime || wrong === words.past}
          onChange={event => {
            setLocal(event.target.value)
            setWrong(undefined)
          }}
        />
      </label>
      {wrong !== undefined && (
        <p className="reminders-wrong" role="alert">
          {wrong}
        </p>
      )}
      <div className="reminders-actions">
        <Button kind="primary" type="submit">
          {props.submit}
        </Button>
        <Button onClick={props.onCancel}>{words.cancel}</Button>
      </div>
    </form>
  )
}
