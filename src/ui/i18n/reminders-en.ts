import type { Text } from './text.ts'

/** What is said in English of reminders. */
export function remindersEn({ formats }: Pick<Text, 'formats'>) {
  const { integer } = formats
  return {
    title: 'Reminders',
    list: 'Reminders and timers',
    honest:
      'Hermit rings while it is open in a tab. A closed tab cannot ring: the calendar on your device can.',
    readOnly: 'These records are of a newer Hermit: reminders can be seen here, not changed.',

    // nothing yet
    empty: 'No reminders yet',
    emptyWords:
      'Set one here, or write it in the chat: “remind me tomorrow at 9 to call Ana”, “timer 10 minutes”.',

    // setting one
    add: 'New reminder',
    addTimer: 'New timer',
    what: 'What of?',
    whatOptional: 'What for? (optional)',
    when: 'When?',
    minutes: 'Minutes',
    set: 'Set',
    save: 'Save',
    cancel: 'Cancel',
    quick: 'At once',
    quickMinutes: (minutes: number) => `${integer(minutes)} min`,
    past: 'That moment has passed already.',
    noWords: 'Say what it is about.',
    noTime: 'Choose a day and a time.',
    noMinutes: 'At least a minute, at most a week.',
    wasSet: (when: string) => `Set: it rings ${when}.`,

    // a row
    timer: 'Timer',
    timerOf: (span: string) => `Timer of ${span}`,
    left: (span: string) => `in ${span}`,
    due: (ago: string) => (ago === 'just now' ? 'due now' : `due ${ago}`),
    edit: (what: string) => `Edit ${what}`,
    remove: (what: string) => `Cancel ${what}`,
    toCalendar: 'Add to calendar',
    toCalendarOf: (what: string) => `Add ${what} to a calendar`,
    removed: (what: string) => `Cancelled: ${what}`,
    allToCalendar: 'Save all for a calendar',

    // notifications
    notesAsk: 'The system can show a notification too, when another window is in front.',
    notesOn: 'Allow notifications',
    notesRefused:
      'Notifications of this page are switched off in the browser: reminders ring on this page only.',

    // ringing
    ringing: 'Reminder',
    timeIsUp: 'Time is up',
    done: 'Done',
    doneOf: (what: string) => `Done: ${what}`,
    snooze: 'In 10 minutes',
    snoozeOf: (what: string) => `Again in 10 minutes: ${what}`,
    more: (count: number) => `${integer(count)} more`,
  }
}
