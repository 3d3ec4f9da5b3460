import type { Conversation } from '../conversation.ts'

/** What the model reads of a turn: always all of it (also where older ones are dropped), or nothing. */
export type ContextMark = 'pinned' | 'left-out'

/** A text that the model reads in place of some turns; they stay in the chat. */
export interface Summary {
  readonly id: string
  /** The messages it stands for; in force only where all of them are in the branch in view. */
  readonly messageIds: readonly string[]
  readonly text: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** The name of the model that wrote it; absent where a person wrote all of it. */
  readonly modelName?: string
  /** What it takes in a prompt and what it stands for would, by the tokenizer of that time. */
  readonly tokens?: { readonly summary: number; readonly instead: number }
}

/** The conversation with one more summary, which goes before older ones of the same messages. */
export function withSummary(conversation: Conversation, summary: Summary): Conversation {
  return { ...conversation, summaries: [...(conversation.summaries ?? []), summary] }
}
