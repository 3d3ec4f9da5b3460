import type { Kept } from '../../storage/kept.ts'
import { createKeptLater } from '../../storage/kept-later.ts'
import type { Text } from '../../ui/i18n/text.ts'
import { ClockIcon } from '../../ui/icons.tsx'
import type { Ability } from '../ability.ts'
import type { RemindersDesk, RemindersRoomOptions } from './room.ts'

/** What reminders are given by app.ts. */
export type RemindersParts = Omit<RemindersRoomOptions, 'onChange'> & {
  readonly onChange: (key: string) => void
}

/** Reminders, and how their record is kept. */
export interface RemindersAbility extends Ability {
  readonly kept: Kept
  /** Loads them, and begins to look at the time. Throws where their code does not come. */
  readonly desk: () => Promise<RemindersDesk>
}

/** Id of the ability: `openView('reminders', ID)` shows one of them. */
export const remindersId = 'reminders'

/** The record's key; also in reminder.ts, which is no part of a start. */
const key = 'reminders'
/** The first paint comes before the clock. */
const laterMs = 1000

/** All that is said before the view is opened. */
const names = {
  en: { title: 'Reminders', command: 'remind', hint: 'Opens reminders and timers' },
  'zh-CN': { title: '提醒', command: '提醒', hint: '打开提醒和计时器' },
} as const

const said = (text: Text) => names[text.formats.language]

/** Builds the ability. Its code is loaded when a reminder is there, or is to be set. */
export function createRemindersAbility({ onChange, ...parts }: RemindersParts): RemindersAbility {
  let opening: Promise<RemindersDesk> | undefined
  let opened: RemindersDesk | undefined
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  const desk = () => {
    opening ??= import('./room.ts').then(
      ({ createRemindersRoom }) => {
        const made = createRemindersRoom({ ...parts, onChange: () => onChange(key) })
        opened = made
        later.handOver(made.reminders.kept)
        made.reminders.store.subscribe(tell)
        tell()
        return made
      },
      error => {
        // A new version is out, or there is no network: the next asking tries again.
        opening = undefined
        throw error
      },
    )
    return opening
  }
  // Another tab may set the first one: then this tab has to be there when that one is closed.
  const later = createKeptLater(key, () => setTimeout(() => void desk().catch(() => {}), laterMs))
  return {
    id: remindersId,
    title: text => said(text).title,
    icon: ClockIcon,
    commands: [
      {
        id: remindersId,
        name: text => said(text).command,
        hint: text => said(text).hint,
        run({ insert, openView }) {
          insert('')
          openView(remindersId)
        },
      },
    ],
    tools: async () => (await import('./tools.ts')).reminderTools(desk),
    view: {
      async load() {
        const [{ remindersView }, made] = await Promise.all([import('./views/RemindersView.tsx'), desk()])
        return remindersView(made)
      },
    },
    notice: {
      isWanted: () =>
        opened?.reminders.store.getState().reminders.some(one => one.rangAt !== undefined) ?? false,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      async load() {
        const [{ ringingNotice }, made] = await Promise.all([import('./views/RingingNotice.tsx'), desk()])
        return ringingNotice(made)
      },
    },
    kept: later.kept,
    desk,
  }
}
