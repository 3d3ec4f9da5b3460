import { importLimits } from '../chat/transfer/limits.ts'

/**
 * How much a backup may hold beside models. A backup beyond it is not written either: what is saved can be restored.
 */
export const backupLimits = {
  messages: importLimits.messages,
  chats: importLimits.chats,
  /** Of all records together, as text: they are in memory at once while they are checked. */
  bytes: 512 * 1024 * 1024,
  /** What Hermit writes nests six levels deep. */
  depth: 100,
  models: 1000,
  documents: 20_000,
  notes: 50_000,
  /** Contents of documents: texts, files, parts. */
  contents: 400_000,
} as const

export type BackupLimits = { readonly [Key in keyof typeof backupLimits]: number }
