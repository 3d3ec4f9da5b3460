import type { DocumentsDesk } from '../abilities/documents/ability.ts'
import type { Notes } from '../abilities/notes/notes.ts'
import type { RemindersDesk } from '../abilities/reminders/room.ts'
import type { AgentDesk } from '../agent/desk.ts'
import type { Chat } from '../chat/chat.ts'
import type { Library } from '../models/library-state.ts'
import type { Presets } from '../presets/presets.ts'
import type { Settings } from '../settings/settings.ts'

/** The rooms whose contents a backup holds. */
export interface BackupRooms {
  readonly chat: Chat
  readonly presets: Presets
  readonly settings: Settings
  readonly library: Library
  readonly agent: () => Promise<Pick<AgentDesk, 'records'>>
  /** The records of apps and servers, as they lie on the disk. */
  readonly outside: {
    get(): { readonly apps: unknown; readonly servers: unknown }
    take(records: { readonly apps: unknown; readonly servers: unknown }): void
  }
  readonly documents: () => Promise<Pick<DocumentsDesk, 'library'>>
  readonly notes: () => Promise<Notes>
  readonly reminders: () => Promise<Pick<RemindersDesk, 'reminders' | 'now'>>
}
