import * as z from 'zod/mini'
import { progressOf } from '../agent/step.ts'
import { journalPrefix } from '../storage/kept.ts'
import type { Message } from './conversation.ts'
import { messageSchema } from './records.ts'

/** An answer while it is written: one small record instead of its whole conversation four times a second. */
export interface JournalEntry {
  readonly conversationId: string
  readonly message: Message
}

export const journalKey = (messageId: string) => `${journalPrefix}${messageId}`

const entrySchema = z.object({ conversationId: z.string(), message: messageSchema })

/** A journal's record, checked; undefined if it has another shape. */
export function parseJournal(value: unknown): JournalEntry | undefined {
  const parsed = entrySchema.safeParse(value)
  // The schema checks every field; only a fault's code is wider there.
  return parsed.success ? (parsed.data as JournalEntry) : undefined
}

/** Whether an answer has come further than another state of it. */
export function isFurther(a: Message, b: Message): boolean {
  const steps = progressOf(a.steps) - progressOf(b.steps)
  return steps === 0 ? lengthOf(a) > lengthOf(b) : steps > 0
}

function lengthOf({ text, thought, harder, passages }: Message): number {
  const samples = harder?.samples.map(sample => sample.text.length + (sample.thought?.text.length ?? 0)) ?? []
  // What was found for it is there before its first letter.
  const found = passages ? 1 : 0
  return samples.reduce((sum, length) => sum + length, text.length + (thought?.text.length ?? 0) + found)
}
