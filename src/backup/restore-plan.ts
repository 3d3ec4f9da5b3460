import { type AgentRecords, restoredAgent } from '../agent/restore.ts'
import type { Conversation, Message } from '../chat/conversation.ts'
import type { Drafts } from '../chat/records.ts'
import { canonicalJson } from '../chat/transfer/canonical.ts'
import type { Incoming } from '../chat/transfer/import-actions.ts'
import { contentMark, copyOf, mergePresets } from '../chat/transfer/plan-import.ts'
import { modelHosts } from '../models/download/hosts.ts'
import type { PresetsState } from '../presets/presets.ts'
import type { SettingsValues } from '../settings/settings.ts'
import type { BackupContents } from './check-backup.ts'

/** 'merge' adds what is missing here; 'replace' makes this device as it was then. */
export type RestoreWay = 'merge' | 'replace'

/** What is on this device. */
export interface Here {
  readonly conversations: ReadonlyMap<string, Conversation>
  readonly drafts: Drafts
  readonly presets: PresetsState
  readonly agent: AgentRecords
  readonly settings: SettingsValues
  /** Chats that are being answered. */
  readonly running: { has(id: string): boolean }
}

/** What a restore changes. */
export interface RestorePlan extends Incoming {
  /** Settings as they shall be; absent where they stay. */
  readonly settings?: SettingsValues
  /** What tools may do and have done, as it shall be. */
  readonly agent: AgentRecords
  /** Chats that come in anew, that take the place of a shorter one, and that are put beside one that differs. */
  readonly added: number
  readonly updated: number
  readonly copied: number
}

/**
 * Adds what is missing; settings stay as they are. Of a chat that is here too the one stays that has all the other has; where both have something
 * of their own, the backup's is put beside mine. So no text is lost.
 */
export function planMerge(contents: BackupContents, here: Here, newId: () => string): RestorePlan {
  const chats: Conversation[] = []
  const drafts: Record<string, string> = {}
  const sum = { added: 0, updated: 0, copied: 0 }
  for (const theirs of contents.chats) {
    const mine = here.conversations.get(theirs.id)
    const draft = Object.hasOwn(contents.drafts, theirs.id) ? contents.drafts[theirs.id] : undefined
    if (!mine) {
      chats.push(theirs)
      if (draft !== undefined) drafts[theirs.id] = draft
      sum.added += 1
      continue
    }
    if (covers(mine, theirs)) continue
    if (covers(theirs, mine) && !here.running.has(theirs.id)) {
      chats.push(theirs)
      sum.updated += 1
      continue
    }
    // An id of its content: the same backup a second time makes no second copy.
    const id = `${theirs.id.slice(0, 100)}.${contentMark(theirs)}`
    if (here.conversations.has(id)) continue
    chats.push({ ...copyOf(theirs, newId), id })
    sum.copied += 1
  }
  const presets = mergePresets(here.presets, contents.presets)
  const agent = restoredAgent(here.agent, contents.agent, 'merge')
  return { chats, drafts, agent, ...(presets && { presets }), ...sum }
}

/** Whether a chat has every message of the other, none of them shorter. */
function covers(one: Conversation, other: Conversation): boolean {
  const messages = new Map<string, Message>(one.messages.map(message => [message.id, message]))
  return other.messages.every(({ id, role, parentId, text }) => {
    const same = messages.get(id)
    return same?.role === role && same.parentId === parentId && same.text.startsWith(text)
  })
}

/** Makes this device as it was: what is not in the backup goes. */
export function planReplace(contents: BackupContents, here: Here): RestorePlan {
  const ids = new Set(contents.chats.map(({ id }) => id))
  const removed = [...here.conversations.keys()].filter(id => !ids.has(id))
  const cleared = Object.fromEntries(Object.keys(here.drafts).map(id => [id, '']))
  const settings = contents.settings && restoredSettings(here.settings, contents.settings)
  return {
    chats: contents.chats,
    removed,
    drafts: { ...cleared, ...contents.drafts },
    ...(isSame(contents.presets, here.presets) ? {} : { presets: contents.presets }),
    agent: restoredAgent(here.agent, contents.agent, 'replace'),
    ...(settings && { settings }),
    added: contents.chats.length,
    updated: 0,
    copied: 0,
  }
}

const isSame = (one: object, other: object) => canonicalJson(one) === canonicalJson(other)

/**
 * Settings of a backup on this device. What is known of a device stays with it; a restore never opens what is closed
 * (the air gap), nor sends anyone to a host that Hermit does not know.
 */
function restoredSettings(mine: SettingsValues, theirs: SettingsValues): SettingsValues {
  const isKnownHost = modelHosts.some(host => host === theirs.modelHost)
  return {
    ...theirs,
    device: mine.device,
    filesCheckedAt: mine.filesCheckedAt,
    airGap: mine.airGap || theirs.airGap,
    modelHost: isKnownHost ? theirs.modelHost : mine.modelHost,
  }
}

/** Settings as they go into a backup: without what is known of the device, and with the backup counted as made. */
export function settingsForBackup(settings: SettingsValues, createdAt: number): object {
  const { device: _, filesCheckedAt: __, ...others } = settings
  return { ...others, backedUpAt: createdAt }
}
