import type { DocumentRecord } from '../abilities/documents/document.ts'
import { documentKey } from '../abilities/documents/document-key.ts'
import { type Note, noteKey } from '../abilities/notes/note.ts'
import { type RemindersRecord, remindersKey } from '../abilities/reminders/reminder.ts'
import { consentsKey } from '../agent/consents.ts'
import { callsKey } from '../agent/log.ts'
import type { AgentRecords } from '../agent/restore.ts'
import { appsKey } from '../apps/record.ts'
import { type Conversation, closeInterrupted } from '../chat/conversation.ts'
import { conversationKey, type Drafts, draftsKey } from '../chat/records.ts'
import { mcpServersKey } from '../mcp/servers-key.ts'
import { type PresetsState, presetsKey } from '../presets/presets.ts'
import { type SettingsValues, settingsKey } from '../settings/settings.ts'
import { type OutsideRecords, withoutToken } from './outside.ts'
import { settingsForBackup } from './restore-plan.ts'
import type { BackupRecord } from './write-backup.ts'

/** All of a device that a backup holds beside models. */
export interface DeviceRecords {
  readonly conversations: Iterable<Conversation>
  readonly drafts: Drafts
  readonly documents: Iterable<DocumentRecord>
  readonly notes: Iterable<Note>
  readonly reminders: RemindersRecord
  readonly presets: PresetsState
  readonly agent: AgentRecords
  readonly outside: OutsideRecords
  readonly settings: SettingsValues
}

/**
 * The records of a backup, one by one. An answer that is being written goes in as an interrupted one: that is what it
 * is in a file. @param createdAt Milliseconds since the epoch.
 */
export function* recordsForBackup(device: DeviceRecords, createdAt: number): Generator<BackupRecord> {
  yield [settingsKey, settingsForBackup(device.settings, createdAt)]
  yield [presetsKey, device.presets]
  yield [consentsKey, { entries: device.agent.consents }]
  yield [callsKey, { calls: device.agent.calls }]
  yield [draftsKey, device.drafts]
  const { apps, servers } = device.outside
  if (apps.apps.length > 0 || apps.offersTools) yield [appsKey, apps]
  if (servers.length > 0) yield [mcpServersKey, { servers: servers.map(withoutToken) }]
  if (device.reminders.reminders.length > 0) yield [remindersKey, { reminders: device.reminders.reminders }]
  for (const note of device.notes) yield [noteKey(note.id), note]
  // Those that have been read: a file that failed, or is on its way, is with the person.
  for (const one of device.documents) if (one.status === 'ready') yield [documentKey(one.id), one]
  for (const chat of device.conversations) yield [conversationKey(chat.id), closeInterrupted(chat)]
}
