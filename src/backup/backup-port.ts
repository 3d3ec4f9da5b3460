import type { DocumentRecord } from '../abilities/documents/document.ts'
import type { Note } from '../abilities/notes/note.ts'
import type { RemindersRecord } from '../abilities/reminders/reminder.ts'
import type { AgentRecords } from '../agent/restore.ts'
import type { Conversation } from '../chat/conversation.ts'
import type { Drafts } from '../chat/records.ts'
import type { PreviewRow } from '../chat/transfer/import-port.ts'
import type { WrongField } from '../chat/transfer/refusal.ts'
import type { Fault } from '../fault.ts'
import type { ModelCard } from '../models/model.ts'
import type { PresetsState } from '../presets/presets.ts'
import type { SettingsValues } from '../settings/settings.ts'
import type { Seal } from './chunks.ts'
import type { OutsideRecords } from './outside.ts'
import type { BackupModel } from './read-backup.ts'
import type { BackupRecord } from './write-backup.ts'

/** What is in a backup, without the texts. */
export interface BackupPreview {
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly createdBy: string
  readonly rows: readonly PreviewRow[]
  readonly drafts: Drafts
  readonly presets: PresetsState
  readonly agent: AgentRecords
  readonly outside: OutsideRecords
  readonly settings?: SettingsValues
  readonly models: readonly BackupModel[]
  readonly documents: readonly DocumentRecord[]
  /** With their texts: they are short. */
  readonly notes: readonly Note[]
  readonly reminders: RemindersRecord
}

/**
 * From the page to the worker. 'write' asks for records with 'more', until the last piece, and ends with 'written';
 * 'read' ends with a preview; 'take' gives chats, as many as make a piece; 'models' takes models in, 'documents' what these documents hold, and 'forget-models'
 * takes those out again that were not here before. 'cancel' ends a write or the models, and is answered by a fault.
 */
export type ToBackup =
  | {
      readonly type: 'backup-write'
      readonly createdAt: number
      readonly createdBy: string
      readonly models: readonly ModelCard[]
      readonly seal?: Seal
      /** Where to; without it the backup is given as a Blob. */
      readonly target?: FileSystemFileHandle
    }
  | { readonly type: 'backup-records'; readonly records: readonly BackupRecord[]; readonly isLast: boolean }
  | { readonly type: 'backup-read'; readonly file: Blob; readonly key?: CryptoKey }
  | { readonly type: 'backup-take'; readonly indices: readonly number[] }
  | { readonly type: 'backup-models' }
  | { readonly type: 'backup-documents'; readonly documents: readonly DocumentRecord[] }
  | { readonly type: 'backup-forget-models' }
  | { readonly type: 'backup-cancel' }

/** Back. */
export type FromBackup =
  | { readonly type: 'backup-progress'; readonly fraction: number }
  | { readonly type: 'backup-more' }
  | { readonly type: 'backup-written'; readonly blob?: Blob }
  | { readonly type: 'backup-preview'; readonly preview: BackupPreview }
  | { readonly type: 'backup-chats'; readonly chats: readonly Conversation[]; readonly taken: number }
  | { readonly type: 'backup-done' }
  | { readonly type: 'backup-fault'; readonly fault: Fault; readonly field?: WrongField }

/** What both ends need of a Worker, its global scope, or a MessagePort. */
export interface BackupPort {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}
