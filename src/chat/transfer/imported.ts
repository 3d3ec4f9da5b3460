import type { PresetsState } from '../../presets/presets.ts'
import type { Conversation } from '../conversation.ts'
import type { Drafts } from '../records.ts'

/** The app that wrote a file. */
export type ImportSource = 'hermit' | 'chatgpt' | 'open-webui'

/** All that is in a file of chats, checked and in Hermit's own shape. */
export interface Imported {
  readonly source: ImportSource
  readonly chats: readonly Conversation[]
  readonly presets: PresetsState
  /** Unsent text by conversation id. */
  readonly drafts: Drafts
}

/** What stands for a part of a message that is no text. */
export interface PartWords {
  readonly image: string
  readonly audio: string
  readonly file: string
}

/** Nothing to be taken in beside the chats. */
export const noPresets: PresetsState = { personas: [], prompts: [], removed: [] }
