/** How the next token is chosen; what is absent is Hermit's own choice. */
export interface Sampling {
  /** 0 is greedy: the likeliest token each time. */
  readonly temperature?: number
  readonly topP?: number
  /** 1 is no penalty. */
  readonly repeatPenalty?: number
  /** The same seed, prompt and settings give the same answer. */
  readonly seed?: number
  /** An answer ends here at the latest, in tokens. */
  readonly maxTokens?: number
}

/** How long a model may think before it answers: not at all, so many tokens (thinking/budget.ts), as long as it likes. */
export type ThinkingBudget = 'off' | 'short' | 'long' | 'unlimited'

/** What happens when a chat outgrows the context: the person is asked, or the oldest turns are left out or summarised. */
export type OverflowPolicy = 'ask' | 'drop' | 'summarise'

/** What a person set for one chat; what is absent is Hermit's own choice. */
export interface ChatSettings {
  /** The system prompt in place of Hermit's own; empty is none at all. */
  readonly instructions?: string
  /** The persona that they were taken from, by its id: a copy, so that a chat stays whole without it. */
  readonly personaId?: string
  readonly sampling?: Sampling
  readonly thinking?: ThinkingBudget
  readonly overflow?: OverflowPolicy
  /** A JSON schema, as text, that answers are decoded under. */
  readonly jsonSchema?: string
  /** Ids of the documents that the chat uses, in the order in which they were attached; never empty. */
  readonly documents?: readonly string[]
  /** What is asked here is answered by the model alone. */
  readonly tools?: 'off'
}
