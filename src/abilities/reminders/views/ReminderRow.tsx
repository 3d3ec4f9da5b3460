import { useRef, useState } from 'react'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { useRemindersText } from '../../../ui/i18n/reminders.ts'
import { useText } from '../../../ui/i18n/text.ts'
import { BinIcon, PencilIcon } from '../../../ui/icons.tsx'
import { momentOf, wallClockAt } from '../moment.ts'
import type { Reminder } from '../reminder.ts'
import type { RemindersDesk } from '../room.ts'
import { agoWords, leftWords, momentWords } from '../time-words.ts'
import { ReminderFields } from './ReminderFields.tsx'
import { nameOf, timeZoneHere } from './words-of.ts'

interface ReminderRowProps {
  readonly desk: RemindersDesk
  readonly reminder: Reminder
  /** Milliseconds since the epoch. */
  readonly now: number
  /** What the view was opened for. */
  readonly isTarget: boolean
  readonly canWrite: boolean
  readonly onCalendar: () => void
}

/** One reminder: what of, when, how long that is, and what can be done with it. */
export function ReminderRow({ desk, reminder, now, isTarget, canWrite, onCalendar }: ReminderRowProps) {
  const { reminders } = desk
  const { id, kind, text: words, at } = reminder
  const texts = useRemindersText()
  const { language } = useText().formats
  const [isEditing, setEditing] = useState(false)
  const editRef = useRef<HTMLButtonElement>(null)
  const zone = timeZoneHere()
  const name = nameOf(reminder, texts, language)
  const isDue = at <= now
  const endEditing = () => {
    setEditing(false)
    requestAnimationFrame(() => editRef.current?.focus())
  }
  if (isEditing) {
    // Its moment to the second: what was not changed here stays as it is.
    const before = wallClockAt(Math.max(at, now + 60_000), zone)
    return (
      <li className="reminder-row">
        <ReminderFields
          label={texts.edit(name)}
          text={words}
          local={before}
          isTextWanted={kind === 'reminder'}
          submit={texts.save}
          parse={local => (local === before && !isDue ? at : momentOf(local, zone))}
          now={desk.now}
          onSubmit={(text, to) => {
            reminders.change(id, { text, ...(to === at ? {} : { at: to }) })
            endEditing()
          }}
          onCancel={endEditing}
        />
      </li>
    )
  }
  return (
    <li className="reminder-row" data-reminder={id} data-target={isTarget || undefined} tabIndex={-1}>
      <div className="reminder-words">
        <p className="reminder-name" dir="auto">
          {name}
        </p>
        <p className="reminder-time numbers">
          {kind === 'timer' && words !== '' && `${texts.timer} · `}
          {momentWords(at, now, language, zone)} ·{' '}
          <span data-due={isDue || undefined}>
            {isDue ? texts.due(agoWords(now - at, language)) : texts.left(leftWords(at - now, language))}
          </span>
        </p>
        {!isDue && (
          <Button kind="text" aria-label={texts.toCalendarOf(name)} onClick={onCalendar}>
            {texts.toCalendar}
          </Button>
        )}
      </div>
      {canWrite && (
        <div className="reminder-actions">
          {isDue && (
            <Button aria-label={texts.doneOf(name)} onClick={() => reminders.remove(id)}>
              {texts.done}
            </Button>
          )}
          <IconButton ref={editRef} label={texts.edit(name)} onClick={() => setEditing(true)}>
            <PencilIcon />
          </IconButton>
          {!isDue && (
            <IconButton label={texts.remove(name)} onClick={() => reminders.remove(id)}>
              <BinIcon />
            </IconButton>
          )}
        </div>
      )}
    </li>
  )
}
