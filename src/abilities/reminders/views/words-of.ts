import type { RemindersText } from '../../../ui/i18n/reminders.ts'
import type { Language } from '../../../ui/i18n/text.ts'
import type { Reminder } from '../reminder.ts'
import { spanWords } from '../time-words.ts'

/** What a reminder is called where it is shown: its text, or how long it was set for. */
export function nameOf({ text, durationMs }: Reminder, words: RemindersText, language: Language): string {
  if (text !== '') return text
  return durationMs === undefined ? words.timer : words.timerOf(spanWords(durationMs, language))
}

/** The time zone of this device, as an IANA name. */
export function timeZoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
