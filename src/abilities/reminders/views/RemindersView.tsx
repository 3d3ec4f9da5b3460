import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useRemindersText } from '../../../ui/i18n/reminders.ts'
import { useText } from '../../../ui/i18n/text.ts'
import { ClockIcon } from '../../../ui/icons.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { UndoBar } from '../../../ui/UndoBar.tsx'
import type { ViewProps } from '../../ability.ts'
import { calendarFile } from '../calendar.ts'
import { notifyState } from '../notify.ts'
import type { Reminder } from '../reminder.ts'
import type { RemindersDesk } from '../room.ts'
import { NewReminder } from './NewReminder.tsx'
import { ReminderRow } from './ReminderRow.tsx'
import { useNow } from './use-now.ts'
import { nameOf } from './words-of.ts'
import './reminders.css'

/** What is nearer than this is counted down by the second. */
const nearMs = 3_600_000

/** All reminders and timers, with what is left; what sets, changes and cancels them. */
export function RemindersView({ desk, target, onClose }: ViewProps & { readonly desk: RemindersDesk }) {
  const { reminders, now } = desk
  const words = useRemindersText()
  const text = useText()
  const { language } = text.formats
  const { reminders: all, removed, access } = useStore(reminders.store)
  const isNear = all.some(({ at }) => Math.abs(at - now()) < nearMs)
  const at = useNow(now, isNear ? 1000 : 15_000)
  const canWrite = access === 'full'
  const listRef = useRef<HTMLUListElement>(null)
  // Once this is closed nobody could take it back.
  useEffect(() => () => reminders.forgetRemoved(), [reminders])
  useEffect(() => {
    if (target === undefined) return
    const rows = [...(listRef.current?.querySelectorAll<HTMLElement>('[data-reminder]') ?? [])]
    const row = rows.find(({ dataset }) => dataset.reminder === target)
    row?.scrollIntoView({ block: 'nearest' })
    row?.focus()
  }, [target])
  const toCalendar = (some: readonly Reminder[]) =>
    saveFile('hermit-reminders.ics', calendarFile(some, words.timeIsUp, now()), 'text/calendar')
  const waiting = all.filter(one => one.at > at)
  return (
    <Dialog title={words.title} onClose={onClose}>
      <div className="reminders">
        {access === 'read-only' && <p className="reminders-note">{words.readOnly}</p>}
        {canWrite && <NewReminder desk={desk} isFirst={all.length === 0} />}
        {all.length === 0 ? (
          <div className="reminders-empty">
            <span className="reminders-empty-sign">
              <ClockIcon />
            </span>
            <h3>{words.empty}</h3>
            <p>{words.emptyWords}</p>
          </div>
        ) : (
          <ul ref={listRef} className="reminders-list" aria-label={words.list}>
            {all.map(one => (
              <ReminderRow
                key={one.id}
                desk={desk}
                reminder={one}
                now={at}
                isTarget={one.id === target}
                canWrite={canWrite}
                onCalendar={() => toCalendar([one])}
              />
            ))}
          </ul>
        )}
        {removed && (
          <UndoBar
            what={removed}
            sentence={words.removed(nameOf(removed, words, language))}
            onUndo={() => reminders.undoRemove()}
            onForget={() => reminders.forgetRemoved()}
          />
        )}
        <footer className="reminders-foot">
          <p>{words.honest}</p>
          {waiting.length > 1 && (
            <Button kind="text" onClick={() => toCalendar(waiting)}>
              {words.allToCalendar}
            </Button>
          )}
          {all.length > 0 && <Notifications desk={desk} />}
        </footer>
      </div>
    </Dialog>
  )
}

/** Whether the system may show reminders too, and what lets it. */
function Notifications({ desk }: { readonly desk: RemindersDesk }) {
  const words = useRemindersText()
  const [state, setState] = useState(notifyState)
  if (state === 'denied') return <p>{words.notesRefused}</p>
  if (state !== 'default') return null
  return (
    <p>
      {words.notesAsk}{' '}
      <Button kind="text" onClick={() => void desk.ask().then(() => setState(notifyState()))}>
        {words.notesOn}
      </Button>
    </p>
  )
}
