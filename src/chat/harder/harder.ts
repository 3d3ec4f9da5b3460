import type { Thought } from '../thinking/thought.ts'

/** How one of several answers is chosen: the one whose final answer most of them share, or the model compares. */
export type HarderMethod = 'majority' | 'model'

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
}
