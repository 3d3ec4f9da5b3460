import type { Ability } from '../abilities/ability.ts'
import type { DocumentsDesk } from '../abilities/documents/ability.ts'
import type { Notes } from '../abilities/notes/notes.ts'
import type { RemindersDesk } from '../abilities/reminders/room.ts'
import type { AgentDesk } from '../agent/desk.ts'
import type { Apps } from '../apps/ability.ts'
import type { BackupRooms } from '../backup/backup-rooms.ts'
import type { Chat } from '../chat/chat.ts'
import type { Titles } from '../chat/finding/title.ts'
import type { Library } from '../models/library-state.ts'
import type { Session } from '../models/session-state.ts'
import type { Presets } from '../presets/presets.ts'
import type { InstallStore } from '../pwa/install.ts'
import type { PwaStore } from '../pwa/update.ts'
import type { Settings } from '../settings/settings.ts'
import type { Keeping } from '../storage/keeping.ts'
import type { Vault } from '../storage/vault/vault.ts'

/** What the shell is given by app.ts: everything that a view can show or ask for. */
export interface Rooms {
  readonly chat: Chat
  readonly titles: Titles
  readonly session: Session
  readonly library: Library
  readonly settings: Settings
  readonly presets: Presets
  readonly keeping: Keeping
  /** What Hermit can do beyond plain chat: commands after "/", and views. */
  readonly abilities: readonly Ability[]
  /** Always the same promise; what it brings is loaded when it is first asked for. */
  readonly documents: () => Promise<DocumentsDesk>
  /** Always the same function; what it brings is loaded when it is first asked for. */
  readonly agent: () => Promise<AgentDesk>
  readonly notes: () => Promise<Notes>
  readonly reminders: () => Promise<RemindersDesk>
  /** What an app has beside the conversation. */
  readonly apps: Pick<Apps, 'beside'>
  readonly outside: BackupRooms['outside']
  readonly vault: Vault
  readonly pwa: PwaStore
  readonly install: InstallStore
}
