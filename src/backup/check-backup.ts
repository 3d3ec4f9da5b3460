import type { DocumentRecord } from '../abilities/documents/document.ts'
import { documentKey, documentPrefix } from '../abilities/documents/document-key.ts'
import { documentSchema } from '../abilities/documents/record.ts'
import { type Note, noteKey, notePrefix, noteSchema } from '../abilities/notes/note.ts'
import {
  inOrder,
  type RemindersRecord,
  remindersKey,
  remindersSchema,
} from '../abilities/reminders/reminder.ts'
import { consentsKey, consentsSchema, parseConsents } from '../agent/consents.ts'
import { callsKey, callsSchema, parseCalls } from '../agent/log.ts'
import type { AgentRecords } from '../agent/restore.ts'
import { appsKey } from '../apps/record.ts'
import type { Conversation } from '../chat/conversation.ts'
import { conversationPrefix, type Drafts, draftsKey } from '../chat/records.ts'
import { hermitChat, hermitDrafts, hermitPresets } from '../chat/transfer/hermit-format.ts'
import { noPresets } from '../chat/transfer/imported.ts'
import { placeOf, refuseIssue } from '../chat/transfer/refusal.ts'
import { mcpServersKey } from '../mcp/servers-key.ts'
import { type PresetsState, presetsKey } from '../presets/presets.ts'
import { type SettingsValues, settingsKey, settingsSchema } from '../settings/settings.ts'
import type { BackupLimits } from './limits.ts'
import { type OutsideRecords, outsideAppsSchema, outsideOf, outsideServersSchema } from './outside.ts'
import { asBackupRefusal, wrongField } from './refusal.ts'

/** What is known of the person's records in a backup, checked to the last field. */
export interface BackupContents {
  readonly chats: readonly Conversation[]
  /** Each is 'ready'; what they hold lies behind the records. */
  readonly documents: readonly DocumentRecord[]
  readonly notes: readonly Note[]
  readonly reminders: RemindersRecord
  readonly drafts: Drafts
  readonly presets: PresetsState
  readonly agent: AgentRecords
  readonly outside: OutsideRecords
  /** Absent in a backup of a device on which nothing was ever set. */
  readonly settings?: SettingsValues
}

/** The text of the new chat belongs to none. */
const newDraft = 'new'

/** Messages of what may be a chat. */
export function countMessages(value: unknown): number {
  const messages: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'messages') : undefined
  return Array.isArray(messages) ? messages.length : 0
}

/**
 * Checks all records of a backup. Throws ImportRefusal 'backup-wrong-field' with the place: a wrong type, a key that is
 * no record of Hermit's, two chats with one id, a name that would change every object.
 */
export function checkRecords(
  records: ReadonlyMap<string, unknown>,
  onChecked: (fraction: number) => void = () => {},
): BackupContents {
  try {
    return check(records, onChecked)
  } catch (error) {
    throw asBackupRefusal(error)
  }
}

/** Records of which there is one each; they are checked below. */
const singleKeys = new Set([
  ...[draftsKey, presetsKey, settingsKey, remindersKey, consentsKey, callsKey],
  ...[appsKey, mcpServersKey],
])

function check(records: ReadonlyMap<string, unknown>, onChecked: (fraction: number) => void): BackupContents {
  const chats: Conversation[] = []
  const documents: DocumentRecord[] = []
  const notes: Note[] = []
  for (const [key, value] of records) {
    if (singleKeys.has(key)) continue
    if (key.startsWith(notePrefix)) {
      notes.push(checkNote(key, value, `notes[${notes.length}]`))
      continue
    }
    if (key.startsWith(documentPrefix)) {
      documents.push(checkDocument(key, value, `documents[${documents.length}]`))
      continue
    }
    if (!key.startsWith(conversationPrefix)) throw wrongField(placeOf('', [key]), 'other')
    const chat = hermitChat(value, chats.length)
    if (conversationPrefix + chat.id !== key) throw wrongField(`chats[${chats.length}].id`, 'id')
    chats.push(chat)
    onChecked(chats.length / records.size)
  }
  const ids = new Set([newDraft, ...chats.map(({ id }) => id)])
  const settings = records.get(settingsKey)
  return {
    chats,
    documents,
    notes,
    reminders: checkReminders(records.get(remindersKey)),
    drafts: hermitDrafts(records.get(draftsKey), ids),
    presets: records.has(presetsKey) ? hermitPresets(records.get(presetsKey)) : noPresets,
    agent: checkAgent(records.get(consentsKey), records.get(callsKey)),
    outside: checkOutside(records.get(appsKey), records.get(mcpServersKey)),
    ...(settings !== undefined && { settings: checkSettings(settings) }),
  }
}

function checkDocument(key: string, value: unknown, place: string): DocumentRecord {
  const parsed = documentSchema.safeParse(value)
  if (!parsed.success) throw refuseIssue(place, parsed.error.issues)
  if (documentKey(parsed.data.id) !== key) throw wrongField(`${place}.id`, 'id')
  if (parsed.data.status !== 'ready') throw wrongField(`${place}.status`, 'other')
  const { fault: _, ...document } = parsed.data
  return document as DocumentRecord
}

/** A device from before there were tools has neither. */
function checkAgent(consents: unknown, calls: unknown): AgentRecords {
  const parsed = consentsSchema.safeParse(consents ?? { entries: [] })
  if (!parsed.success) throw refuseIssue(consentsKey, parsed.error.issues)
  const log = callsSchema.safeParse(calls ?? { calls: [] })
  if (!log.success) throw refuseIssue(callsKey, log.error.issues)
  return { consents: parseConsents(consents), calls: parseCalls(calls) }
}

/** A device on which there are none has neither. */
function checkOutside(apps: unknown, servers: unknown): OutsideRecords {
  const known = outsideAppsSchema.safeParse(apps ?? {})
  if (!known.success) throw refuseIssue(appsKey, known.error.issues)
  const added = outsideServersSchema.safeParse(servers ?? { servers: [] })
  if (!added.success) throw refuseIssue(mcpServersKey, added.error.issues)
  return outsideOf(apps, servers)
}

function checkNote(key: string, value: unknown, place: string): Note {
  const parsed = noteSchema.safeParse(value)
  if (!parsed.success) throw refuseIssue(place, parsed.error.issues)
  if (noteKey(parsed.data.id) !== key) throw wrongField(`${place}.id`, 'id')
  return parsed.data
}

function checkReminders(value: unknown): RemindersRecord {
  if (value === undefined) return { reminders: [] }
  const parsed = remindersSchema.safeParse(value)
  if (!parsed.success) throw refuseIssue(remindersKey, parsed.error.issues)
  const { reminders } = parsed.data
  if (inOrder(reminders).length !== reminders.length) throw wrongField(remindersKey, 'unique')
  return { reminders }
}

function checkSettings(value: unknown): SettingsValues {
  const parsed = settingsSchema.safeParse(value)
  if (!parsed.success) throw refuseIssue(settingsKey, parsed.error.issues)
  return parsed.data
}

/**
 * Refuses what no record of Hermit's has: a field with the name of what every object is made from, and nesting without
 * end. Throws ImportRefusal 'backup-wrong-field'.
 */
export function checkNames(value: unknown, place: string, limits: BackupLimits, depth = 0): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > limits.depth) throw wrongField(place, 'other')
  for (const [name, inner] of Object.entries(value)) {
    const at = placeOf(place, [Array.isArray(value) ? Number(name) : name])
    if (name === '__proto__') throw wrongField(at, 'other')
    checkNames(inner, at, limits, depth + 1)
  }
}
