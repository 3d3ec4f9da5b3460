import type { ComponentType } from 'react'
import type { KeptLater } from '../../storage/kept-later.ts'
import type { NoticeProps, ViewProps } from '../ability.ts'
import type { Tool } from '../tool.ts'
import { ringing } from './reminders.ts'
import { createRemindersRoom, type RemindersDesk, type RemindersRoomOptions } from './room.ts'
import { reminderTools } from './tools.ts'
import { RemindersView } from './views/RemindersView.tsx'
import { RingingNotice } from './views/RingingNotice.tsx'

/** All of reminders that is loaded when one is there, or is to be set, in one piece: it is small. */
export interface OpenedReminders {
  readonly desk: RemindersDesk
  readonly tools: readonly Tool[]
  readonly view: ComponentType<ViewProps>
  readonly notice: ComponentType<NoticeProps>
}

/** Puts it together, takes over the record and begins to look at the time. @param onRinging Told whether anything rings. */
export function openReminders(
  options: RemindersRoomOptions,
  kept: KeptLater,
  onRinging: (isRinging: boolean) => void,
): OpenedReminders {
  const desk = createRemindersRoom(options)
  desk.reminders.store.subscribe(state => onRinging(ringing(state).length > 0))
  kept.handOver(desk.reminders.kept)
  return {
    desk,
    tools: reminderTools(desk),
    view: props => <RemindersView desk={desk} {...props} />,
    notice: props => <RingingNotice desk={desk} {...props} />,
  }
}
