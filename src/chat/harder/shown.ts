import type { Message } from '../conversation.ts'
import type { Harder } from './harder.ts'

/** The answer with the text and the thought of one of its samples; null, and one that is not there, change nothing. */
export function shown(answer: Message, picked: number | null, by?: Harder['pickedBy']): Message {
  const sample = picked === null ? undefined : answer.harder?.samples[picked]
  if (!answer.harder || !sample) return answer
  const { thought: _, ...others } = answer
  const { pickedBy: __, ...harder } = answer.harder
  const { text, thought } = sample
  return {
    ...others,
    text,
    ...(thought && { thought }),
    harder: { ...harder, picked, ...(by && { pickedBy: by }) },
  }
}
