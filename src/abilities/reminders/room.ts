import type { Locks } from '../../tabs/web-locks.ts'
import type { Language } from '../../ui/i18n/text.ts'
import { startClock } from './clock.ts'
import { askToNotify, closeNote, notifyState, showNote } from './notify.ts'
import type { Reminder } from './reminder.ts'
import { createReminders, type Reminders, type RemindersOptions, ringing } from './reminders.ts'
import { ringBell } from './ring-sound.ts'

/** What reminders are put together from. */
export interface RemindersRoomOptions extends RemindersOptions {
  readonly locks: Locks | undefined
  /** The language that Hermit speaks, for what the system shows. */
  readonly language: () => Language
}

/** Reminders as views and tools use them. */
export interface RemindersDesk {
  readonly reminders: Reminders
  /**
   * Asks whether the system may show reminders: once, when the first is set, in answer to a press. The page rings whatever
   * is said. Never rejects.
   */
  askOnce(): Promise<void>
  /** The same whenever the person presses for it. */
  ask(): Promise<void>
  /** Whether reminders show only in the page. */
  isOnlyInPage(): boolean
  now(): number
}

const titles: Readonly<Record<Reminder['kind'], Readonly<Record<Language, string>>>> = {
  timer: { en: 'Time is up', 'zh-CN': '时间到了' },
  reminder: { en: 'Reminder', 'zh-CN': '提醒' },
}

/** Puts the record, the clock, the bell and the system's notes together. The clock runs from here on. */
export function createRemindersRoom(options: RemindersRoomOptions): RemindersDesk {
  const { locks, now, language } = options
  const reminders = createReminders(options)
  let endBell = () => {}

  startClock({
    ...{ reminders, locks, now },
    ring(due, isLate) {
      // What came due while Hermit was closed is on the page; nobody needs to be called to it.
      if (isLate) return
      endBell()
      endBell = ringBell(due.some(({ kind }) => kind === 'timer'))
      for (const { id, kind, text } of due) {
        const title = titles[kind][language()]
        void (text === '' ? showNote(title, '', id) : showNote(text, title, id))
      }
    },
    isInView: () => !document.hidden,
    onView(listener) {
      document.addEventListener('visibilitychange', listener)
      window.addEventListener('pageshow', listener)
      return () => {
        document.removeEventListener('visibilitychange', listener)
        window.removeEventListener('pageshow', listener)
      }
    },
  })

  let before: readonly Reminder[] = []
  reminders.store.subscribe(state => {
    const rung = ringing(state)
    const isGone = (one: Reminder) => !rung.some(({ id }) => id === one.id)
    for (const { id } of before.filter(isGone)) void closeNote(id)
    if (rung.length === 0) endBell()
    before = rung
  })

  const ask = async () => {
    reminders.noteAsked()
    await askToNotify()
  }
  return {
    reminders,
    ask,
    async askOnce() {
      // A browser asks only in answer to a press; where it is not one, the next reminder asks.
      const isPress = navigator.userActivation?.isActive !== false
      if (notifyState() === 'default' && isPress && !reminders.store.getState().wasAsked) await ask()
    },
    isOnlyInPage: () => notifyState() !== 'granted',
    now,
  }
}
