import recorded from './known-answers.json' with { type: 'json' }

/** A prompt and what the model must answer greedily, in token ids. */
export interface KnownTurn {
  readonly prompt: readonly number[]
  readonly answer: readonly number[]
}

/**
 * A model's recorded answers, from an independent forward pass in 32-bit floats. Each token is ahead of the next
 * likely one by 0.6 or more in its logit, far more than 16-bit floats or another order of summing can move it.
 */
export interface KnownAnswers {
  readonly first: KnownTurn
  /** Continues the first, answer included, against its KV cache. */
  readonly second: KnownTurn
  /** A prompt of several small chunks, which slow GPUs read in good time. */
  readonly long: KnownTurn
  /** Longer than the library's largest chunk. */
  readonly longest: KnownTurn
}

const answers: ReadonlyMap<string, KnownAnswers> = new Map(Object.entries(recorded))

/** Undefined for a model of which nothing is recorded. */
export function knownAnswersOf(cardId: string): KnownAnswers | undefined {
  return answers.get(cardId)
}
