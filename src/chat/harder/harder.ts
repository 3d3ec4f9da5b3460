import type { HarderRequest } from '../branches.ts'
import type { Thought } from '../thinking/thought.ts'

/** How one of several answers is chosen: the one whose final answer most of them share, or the model compares. */
export type HarderMethod = 'majority' | 'model'

/** What "Think harder" does where nothing else was chosen; five is the least of which three can agree. */
export const defaultHarder: HarderRequest = { method: 'majority', of: 5 }

/** How many answers may be asked for. */
export const harderCounts: readonly number[] = [2, 3, 4, 5, 6, 7, 8]

/** One of the answers that a question was given. */
export interface Sample {
  readonly text: string
  readonly thought?: Thought
  /** The final answer in it ("42", "B"), in the form in which votes are counted; null where none was found. */
  readonly final: string | null
  readonly status: 'streaming' | 'done' | 'length' | 'stopped'
  readonly tokens: number
}

/** "Think harder": the samples behind an answer. The answer's own text is that of the one picked so far. */
export interface Harder {
  readonly method: HarderMethod
  /** How many were asked for, 2 to 8. */
  readonly of: number
  readonly samples: readonly Sample[]
  /** Index into `samples`; null before the first one has ended. */
  readonly picked: number | null
  /** Who picked it; by the majority of its final answers where absent. */
  readonly pickedBy?: 'model' | 'person'
}
