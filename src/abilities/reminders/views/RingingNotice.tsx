import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useStore } from 'zustand'
import { Button } from '../../../ui/Button.tsx'
import { focusHeir } from '../../../ui/focus-heir.ts'
import { useRemindersText } from '../../../ui/i18n/reminders.ts'
import { useText } from '../../../ui/i18n/text.ts'
import { ClockIcon } from '../../../ui/icons.tsx'
import type { NoticeProps } from '../../ability.ts'
import { lateMs } from '../clock.ts'
import type { Reminder } from '../reminder.ts'
import { ringing } from '../reminders.ts'
import type { RemindersDesk } from '../room.ts'
import { agoWords, momentWords } from '../time-words.ts'
import { useNow } from './use-now.ts'
import { useTopDialog } from './use-top-dialog.ts'
import { nameOf, timeZoneHere } from './words-of.ts'
import './reminders.css'

const mostShown = 3
const snoozeMs = 10 * 60_000

/** Each that rings, the longest due first, until somebody says "Done" or "In 10 minutes". */
export function RingingNotice({ desk, openView }: NoticeProps & { readonly desk: RemindersDesk }) {
  const words = useRemindersText()
  const all = useStore(desk.reminders.store, state => state.reminders)
  const dialog = useTopDialog()
  const rung = ringing({ reminders: all })
  if (rung.length === 0) return null
  const rows = rung.slice(0, mostShown)
  return createPortal(
    <Card key={dialog ? 'over a dialog' : 'over the page'}>
      {rows.map(one => (
        <Ringing key={one.id} desk={desk} reminder={one} />
      ))}
      {rung.length > rows.length && (
        <Button kind="text" onClick={() => openView('reminders')}>
          {words.more(rung.length - rows.length)}
        </Button>
      )}
    </Card>,
    dialog ?? document.body,
  )
}

/** In the top layer, so that no dialog covers it. */
function Card({ children }: { readonly children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null)
  /** Where the person was before they went to it. */
  const cameFrom = useRef<Element>(null)
  useLayoutEffect(() => {
    if (ref.current && !ref.current.matches(':popover-open')) ref.current.showPopover()
  }, [])
  return (
    <div ref={ref} popover="manual" className="ringing">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only notes where the focus came from. */}
      <div
        ref={focusHeir(() => cameFrom.current instanceof HTMLElement && cameFrom.current.focus())}
        onFocus={({ relatedTarget }) => {
          if (!ref.current?.contains(relatedTarget)) cameFrom.current = relatedTarget
        }}
      >
        {children}
      </div>
    </div>
  )
}

function Ringing({ desk, reminder }: { readonly desk: RemindersDesk; readonly reminder: Reminder }) {
  const { reminders, now } = desk
  const words = useRemindersText()
  const { language } = useText().formats
  const at = useNow(now, 30_000)
  const { id, kind, at: moment } = reminder
  const name = nameOf(reminder, words, language)
  const isLate = at - moment > lateMs
  const when = momentWords(moment, at, language, timeZoneHere())
  return (
    <div className="ringing-one" role="alert">
      <ClockIcon />
      <div className="ringing-words">
        <p className="ringing-kind">{kind === 'timer' ? words.timeIsUp : words.ringing}</p>
        <p className="ringing-name" dir="auto">
          {name}
        </p>
        <p className="ringing-when numbers">
          {when}
          {isLate && ` · ${words.due(agoWords(at - moment, language))}`}
        </p>
        <div className="ringing-actions">
          <Button kind="primary" aria-label={words.doneOf(name)} onClick={() => reminders.remove(id)}>
            {words.done}
          </Button>
          <Button
            aria-label={words.snoozeOf(name)}
            onClick={() => reminders.change(id, { at: now() + snoozeMs })}
          >
            {words.snooze}
          </Button>
        </div>
      </div>
    </div>
  )
}
