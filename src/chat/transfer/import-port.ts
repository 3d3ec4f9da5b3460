import type { Fault } from '../../fault.ts'
import type { PresetsState } from '../../presets/presets.ts'
import type { Conversation } from '../conversation.ts'
import type { Drafts } from '../records.ts'
import type { ImportSource, PartWords } from './imported.ts'
import type { WrongField } from './refusal.ts'

/** One chat of a file, as the preview shows it. */
export interface PreviewRow {
  /** Its place in what was read. */
  readonly index: number
  readonly id: string
  /** '' for a chat without a name and without a question. */
  readonly title: string
  readonly messages: number
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly updatedAt: number
  /** As canonical.ts gives it. */
  readonly fingerprint: string
}

/** What is in a file, without the texts. */
export interface Preview {
  readonly source: ImportSource
  readonly rows: readonly PreviewRow[]
  readonly presets: PresetsState
  readonly drafts: Drafts
}

/** From the page to the worker: read a file, then give the chats at these places, or as many as make a piece. */
export type ToImporter =
  | { readonly type: 'import-read'; readonly file: Blob; readonly words: PartWords }
  | { readonly type: 'import-take'; readonly indices: readonly number[] }

/** Back. 'read' is answered by progress and then a preview or a fault; 'take' by a piece, and how many places it took. */
export type FromImporter =
  | { readonly type: 'import-progress'; readonly fraction: number }
  | { readonly type: 'import-preview'; readonly preview: Preview }
  | { readonly type: 'import-fault'; readonly fault: Fault; readonly field?: WrongField }
  | { readonly type: 'import-chats'; readonly chats: readonly Conversation[]; readonly taken: number }

/** What both ends need of a Worker, its global scope, or a MessagePort. */
export interface ImportPort {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}
