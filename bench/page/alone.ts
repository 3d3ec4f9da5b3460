import type { Usage } from '../../src/engines/engine.ts'

/** What one reply cost, by the clock of the page that asked for it. */
export interface Reply {
  readonly elapsedMs: number
  readonly firstTextMs: number
  readonly text: string
  readonly usage: Usage
}

/** What the page without an interface can do; found there as `globalThis.alone`. */
export interface Alone {
  /** Streams an answer of the scripted engine; `append` puts each piece into a text node and nothing more. */
  stream(options: {
    readonly rate: number
    readonly words: number
    readonly question: string
    readonly append?: boolean
  }): Promise<Reply>
  /** Brings the embedded model into this origin's IndexedDB. */
  download(): Promise<void>
  /** Reads all bytes of the weights out of IndexedDB. */
  readWeights(): Promise<{ readonly ms: number; readonly bytes: number }>
  /** Loads the embedded model into a fresh worker. */
  load(): Promise<{ readonly ms: number; readonly threads: number }>
  /** Answers with the model loaded last; the sampling is greedy. */
  ask(question: string, maxTokens: number): Promise<Reply>
}

declare global {
  var alone: Alone
}
