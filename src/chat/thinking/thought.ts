/** What a model thought before it answered. It is shown apart, and never copied, searched, titled or sent again. */
export interface Thought {
  readonly text: string
  /** False while it is being written, and where the answer was cut in it. */
  readonly isClosed: boolean
  /** What ended it: the model itself, the budget, or the person by "Answer now". */
  readonly closedBy?: 'model' | 'budget' | 'person'
  /** From its first piece to its end, as the person saw it. */
  readonly ms: number
  /** Pieces of text as they came from the engine: about one a token. */
  readonly tokens: number
}
