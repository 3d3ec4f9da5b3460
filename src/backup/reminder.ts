import type { Conversation } from '../chat/conversation.ts'
import type { SettingsValues } from '../settings/settings.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Not asked again for so long, whatever the answer was. */
const pauseMs = 30 * dayMs
/** So many messages are worth a file. */
const leastMessages = 20
/** Nobody is asked about what they wrote this week. */
const leastAgeMs = 7 * dayMs

/**
 * How many messages are in no backup, where a person should be reminded of it; else undefined: at most once in 30 days,
 * for 20 messages or more of which the first is a week old. @param now Milliseconds since the epoch.
 */
export function reminderDue(
  conversations: Iterable<Conversation>,
  { backedUpAt, remindedAt }: Pick<SettingsValues, 'backedUpAt' | 'remindedAt'>,
  now: number,
): number | undefined {
  if (now - Math.max(backedUpAt, remindedAt) < pauseMs && (backedUpAt > 0 || remindedAt > 0)) return undefined
  let messages = 0
  let first = now
  for (const chat of conversations) {
    if (chat.updatedAt <= backedUpAt) continue
    for (const { createdAt } of chat.messages) {
      if (createdAt <= backedUpAt) continue
      messages += 1
      first = Math.min(first, createdAt)
    }
  }
  return messages >= leastMessages && now - first >= leastAgeMs ? messages : undefined
}
