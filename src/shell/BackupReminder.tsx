import { lazy, Suspense, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Rooms } from './rooms.ts'

const Reminder = lazy(() =>
  import('../backup/Reminder.tsx').then(({ Reminder: view }) => ({ default: view })),
)

/** The start belongs to the person. */
const quietMs = 4000

interface BackupReminderProps {
  readonly rooms: Rooms
  readonly onBackUp: () => void
}

/**
 * Asks once after a start, where there is much that is in no backup; backup/reminder.ts says when. Never during an
 * answer. shell.css hides it behind anything more pressing.
 */
export function BackupReminder({ rooms, onBackUp }: BackupReminderProps) {
  const { chat, settings } = rooms
  const canWrite = useStore(chat.store, state => state.access === 'full')
  const since = useStore(settings.store, state => state.backedUpAt)
  const [due, setDue] = useState<{ readonly messages: number; readonly since: number }>()

  useEffect(() => {
    if (!canWrite) return
    let isGone = false
    const timer = setTimeout(async () => {
      const { reminderDue } = await import('../backup/reminder.ts')
      const { conversations, running } = chat.store.getState()
      const values = settings.store.getState()
      const messages = reminderDue(conversations.values(), values, Date.now())
      if (isGone || messages === undefined || running.size > 0) return
      setDue({ messages, since: values.backedUpAt })
      settings.set({ remindedAt: Date.now() })
    }, quietMs)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [canWrite, chat, settings])

  // A backup was made meanwhile.
  if (!due || since !== due.since) return null
  return (
    <Suspense>
      <Reminder {...due} onBackUp={onBackUp} onNotNow={() => setDue(undefined)} />
    </Suspense>
  )
}
