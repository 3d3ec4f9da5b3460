import { Button } from '../ui/Button.tsx'
import { useBackupText } from '../ui/i18n/backup.ts'

interface ReminderProps {
  /** Messages that are in no backup. */
  readonly messages: number
  /** When the last backup was made; 0 is never. */
  readonly since: number
  readonly onBackUp: () => void
  readonly onNotNow: () => void
}

/** A word about backups, no alarm: it is read when somebody comes to it. */
export function Reminder({ messages, since, onBackUp, onNotNow }: ReminderProps) {
  const words = useBackupText()
  return (
    <section className="banner" data-tone="calm" aria-label={words.backUp}>
      <p>{words.reminder(messages, since)}</p>
      <Button onClick={onBackUp}>{words.backUp}</Button>
      <Button kind="quiet" onClick={onNotNow}>
        {words.notNow}
      </Button>
    </section>
  )
}
