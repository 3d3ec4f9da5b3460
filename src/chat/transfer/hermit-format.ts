import * as z from 'zod/mini'
import { type PresetsState, presetsSchema } from '../../presets/presets.ts'
import { type Conversation, closeInterrupted } from '../conversation.ts'
import { conversationSchema, type Drafts } from '../records.ts'
import { mendParents } from './import-tree.ts'
import { noPresets } from './imported.ts'
import { refuse, refuseField, refuseIssue } from './refusal.ts'
import { isSafeId } from './safe-id.ts'

/** What every export of Hermit begins with. */
export const exportFormat = 'hermit-chats'
/** 1: chats. 2: more fields in chats and messages; personas, prompts and drafts beside them. 3: documents. 4: steps of tools. */
export const exportVersion = 4

/** Checks what an export of Hermit says of itself. Throws ImportRefusal. */
export function checkVersion(version: unknown): void {
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw refuseField('version', 'number')
  }
  if (version > exportVersion) throw refuse('import-newer', { version, knownVersion: exportVersion })
}

const latestTime = 8.64e15

/** A chat of Hermit's own export. Throws ImportRefusal. */
export function hermitChat(value: unknown, index: number): Conversation {
  const place = `chats[${index}]`
  const parsed = conversationSchema.safeParse(value)
  if (!parsed.success) throw refuseIssue(place, parsed.error.issues)
  // The schema checks every field; only a fault's code is wider there (an unknown code shows as a general sentence).
  const chat = parsed.data as Conversation
  checkId(`${place}.id`, chat.id)
  checkTime(`${place}.createdAt`, chat.createdAt)
  checkTime(`${place}.updatedAt`, chat.updatedAt)
  const ids = new Set<string>()
  for (const [number, { id, createdAt }] of chat.messages.entries()) {
    const at = `${place}.messages[${number}]`
    checkId(`${at}.id`, id)
    checkTime(`${at}.createdAt`, createdAt)
    if (ids.has(id)) throw refuseField(`${at}.id`, 'unique')
    ids.add(id)
  }
  const messages = mendParents(chat.messages)
  return closeInterrupted(messages === chat.messages ? chat : { ...chat, messages })
}

function checkId(place: string, id: string): void {
  if (!isSafeId(id)) throw refuseField(place, 'id')
}

/** A number that no date has would fail wherever it is shown. */
function checkTime(place: string, time: number): void {
  if (time > latestTime) throw refuseField(place, 'time')
}

/** Personas and prompts of an export; a file without them has none. Throws ImportRefusal. */
export function hermitPresets(value: unknown): PresetsState {
  if (value === undefined) return noPresets
  const parsed = presetsSchema.safeParse(value)
  if (!parsed.success) throw refuseIssue('presets', parsed.error.issues)
  // zod/mini gives `undefined` in its types to what may be absent; it is never set.
  return parsed.data as PresetsState
}

/** Unsent texts of an export; those of other chats than `chatIds` are passed over. Throws ImportRefusal. */
export function hermitDrafts(value: unknown, chatIds: ReadonlySet<string>): Drafts {
  if (value === undefined) return {}
  const parsed = z.record(z.string(), z.string()).safeParse(value)
  if (!parsed.success) throw refuseIssue('drafts', parsed.error.issues)
  return Object.fromEntries(Object.entries(parsed.data).filter(([id]) => chatIds.has(id)))
}
