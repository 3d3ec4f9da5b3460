import type { Kept } from '../../storage/kept.ts'
import { createKeptLater } from '../../storage/kept-later.ts'
import { ClockIcon } from '../../ui/icons.tsx'
import type { Ability } from '../ability.ts'
import { once, opensView } from '../opens-view.ts'
import type { RemindersDesk, RemindersRoomOptions } from './room.ts'

/** What reminders are given by app.ts. */
export type RemindersParts = Omit<RemindersRoomOptions, 'onChange'> & {
  readonly onChange: (key: string) => void
}

/** Reminders, and how their record is kept. */
export interface RemindersAbility extends Ability {
  readonly kept: Kept
  /** Loads them, and begins to look at the time. Always the same promise; throws where their code does not come. */
  readonly desk: () => Promise<RemindersDesk>
}

/** The record's key as well; in reminder.ts too, which is no part of a start. */
const id = 'reminders'
/** The first paint comes before the clock. */
const laterMs = 1000

/**
 * Builds the ability; `openView('reminders', ID)` shows one of them. Its code is loaded when a reminder is there, or is to
 * be set.
 */
export function createRemindersAbility({ onChange, ...parts }: RemindersParts): RemindersAbility {
  let isRinging = false
  const listeners = new Set<() => void>()
  const open = once(async () => {
    const options = { ...parts, onChange: () => onChange(id) }
    return (await import('./open-reminders.tsx')).openReminders(options, later, rings => {
      isRinging = rings
      for (const listener of [...listeners]) listener()
    })
  })
  // Another tab may set the first one: then this tab has to be there when that one is closed.
  const later = createKeptLater(id, () => setTimeout(() => open().catch(() => {}), laterMs))
  return {
    ...opensView(id, {
      title: { en: 'Reminders', 'zh-CN': '提醒' },
      command: { en: 'remind', 'zh-CN': '提醒' },
      hint: { en: 'Opens reminders and timers', 'zh-CN': '打开提醒和计时器' },
    }),
    icon: ClockIcon,
    tools: async () => (await open()).tools,
    view: { load: async () => (await open()).view },
    notice: {
      isWanted: () => isRinging,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      load: async () => (await open()).notice,
    },
    kept: later.kept,
    desk: once(async () => (await open()).desk),
  }
}
