import type { PresetsState } from '../../presets/presets.ts'
import { type Conversation, closeInterrupted } from '../conversation.ts'
import type { Drafts } from '../records.ts'

/** What goes into an export beside the chats. */
export interface ExportExtras {
  readonly presets?: PresetsState
  /** Those of chats that are not in the export are left out, and that of the new chat is. */
  readonly drafts?: Drafts
}

/**
 * Chats as one JSON file, complete and readable by people; docs/export-format.md describes it. An answer that is being
 * written goes in as an interrupted one: that is what it is in a file. @param now Milliseconds since the epoch.
 */
export function chatsToJson(
  conversations: Iterable<Conversation>,
  now: number,
  { presets, drafts = {} }: ExportExtras = {},
): string {
  const chats = [...conversations].map(closeInterrupted)
  const unsent = chats.flatMap(({ id }) => (Object.hasOwn(drafts, id) ? [[id, drafts[id]] as const] : []))
  const file = {
    format: 'hermit-chats',
    version: 4,
    exportedAt: new Date(now).toISOString(),
    chats,
    ...(presets && { presets }),
    ...(unsent.length > 0 && { drafts: Object.fromEntries(unsent) }),
  }
  return JSON.stringify(file, null, 2)
}
