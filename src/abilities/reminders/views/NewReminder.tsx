import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useAnnounce } from '../../../ui/announce.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useRemindersText } from '../../../ui/i18n/reminders.ts'
import { useText } from '../../../ui/i18n/text.ts'
import { ClockIcon, PlusIcon } from '../../../ui/icons.tsx'
import { momentOf, wallClockAt } from '../moment.ts'
import type { RemindersDesk } from '../room.ts'
import { momentWords } from '../time-words.ts'
import { ReminderFields } from './ReminderFields.tsx'
import { timeZoneHere } from './words-of.ts'

interface NewReminderProps {
  readonly desk: RemindersDesk
  readonly isFirst: boolean
}

const quickMinutes = [5, 10, 30] as const
const minuteMs = 60_000
/** A week: what is further away is a reminder. */
const mostMinutes = 7 * 24 * 60
const hourMs = 3_600_000

/** What sets a reminder or a timer by hand. */
export function NewReminder({ desk, isFirst }: NewReminderProps) {
  const words = useRemindersText()
  const [open, setOpen] = useState<'reminder' | 'timer'>()
  const close = () => setOpen(undefined)
  if (open === 'reminder') return <ReminderForm desk={desk} onDone={close} />
  if (open === 'timer') return <TimerForm desk={desk} onDone={close} />
  return (
    <div className="reminders-new">
      <Button kind={isFirst ? 'primary' : 'plain'} onClick={() => setOpen('reminder')}>
        <PlusIcon />
        {words.add}
      </Button>
      <Button onClick={() => setOpen('timer')}>
        <ClockIcon />
        {words.addTimer}
      </Button>
    </div>
  )
}

interface FormProps {
  readonly desk: RemindersDesk
  readonly onDone: () => void
}

/** Tells when it rings, and asks for the system's leave in answer to the press. */
function useSet({ desk, onDone }: FormProps) {
  const words = useRemindersText()
  const { formats } = useText()
  const announce = useAnnounce()
  return (what: Parameters<RemindersDesk['reminders']['add']>[0]) => {
    const { at } = desk.reminders.add(what)
    void desk.askOnce()
    announce(words.wasSet(momentWords(at, desk.now(), formats.language, timeZoneHere())))
    onDone()
  }
}

function ReminderForm({ desk, onDone }: FormProps) {
  const words = useRemindersText()
  const set = useSet({ desk, onDone })
  const zone = timeZoneHere()
  // The next full hour: what is wanted is seldom now.
  const [first] = useState(() => wallClockAt(Math.ceil(desk.now() / hourMs + 0.25) * hourMs, zone))
  return (
    <ReminderFields
      label={words.add}
      text=""
      local={first}
      isTextWanted
      submit={words.set}
      parse={local => momentOf(local, zone)}
      now={desk.now}
      onSubmit={(text, at) => set({ kind: 'reminder', text, at })}
      onCancel={onDone}
    />
  )
}

function TimerForm({ desk, onDone }: FormProps) {
  const words = useRemindersText()
  const set = useSet({ desk, onDone })
  const [label, setLabel] = useState('')
  const [minutes, setMinutes] = useState('10')
  const [isWrong, setWrong] = useState(false)
  const firstRef = useRef<HTMLInputElement>(null)
  // The button that opened it is gone.
  useEffect(() => firstRef.current?.focus(), [])
  const begin = (count: number) => {
    const durationMs = Math.round(count * minuteMs)
    if (!(count >= 1 && count <= mostMinutes)) return setWrong(true)
    set({ kind: 'timer', text: label, at: desk.now() + durationMs, durationMs })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    begin(Number(minutes))
  }
  return (
    <form className="reminders-form" aria-label={words.addTimer} onSubmit={submit} noValidate>
      <label>
        <span>{words.minutes}</span>
        <input
          className="field numbers"
          type="number"
          inputMode="numeric"
          min={1}
          max={mostMinutes}
          ref={firstRef}
          value={minutes}
          aria-invalid={isWrong}
          onChange={event => {
            setMinutes(event.target.value)
            setWrong(false)
          }}
        />
      </label>
      <label>
        <span>{words.whatOptional}</span>
        <input className="field" dir="auto" value={label} onChange={event => setLabel(event.target.value)} />
      </label>
      {isWrong && (
        <p className="reminders-wrong" role="alert">
          {words.noMinutes}
        </p>
      )}
      <div className="reminders-actions">
        <Button kind="primary" type="submit">
          {words.set}
        </Button>
        <Button onClick={onDone}>{words.cancel}</Button>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are buttons. */}
        <div role="group" aria-label={words.quick} className="reminders-quick">
          {quickMinutes.map(count => (
            <Button key={count} kind="quiet" onClick={() => begin(count)}>
              {words.quickMinutes(count)}
            </Button>
          ))}
        </div>
      </div>
    </form>
  )
}
