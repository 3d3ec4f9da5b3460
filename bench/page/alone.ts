import type { GpuAdapter } from '../../src/engines/capabilities.ts'
import type { GenerateRequest, ToolFormat, Usage } from '../../src/engines/engine.ts'
import type { DeviceSpeed } from '../../src/engines/speed-record.ts'
import type { Asked, AskOptions } from '../answers/ask.ts'
import type { Summarised } from '../summaries/summarise.ts'

/** What one reply cost, by the clock of the page that asked for it. */
export interface Reply {
  readonly elapsedMs: number
  readonly firstTextMs: number
  readonly text: string
  readonly usage: Usage
}

/** A load and how long each of its stages took, in milliseconds. */
export interface Loaded {
  readonly ms: number
  readonly threads: number
  readonly stageMs: Readonly<Partial<Record<'read' | 'compile' | 'check', number>>>
  readonly device?: string | undefined
  /** The form in which the model's template writes tools. */
  readonly toolFormat?: ToolFormat | undefined
}

/** What a worker can be asked to do with all bytes of the weights. */
export type DiskTask = 'read' | 'copy' | 'read opfs' | 'hash' | 'checksum'

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
  /** Loads the embedded model into a fresh worker of this engine, 'wllama' if none is named. */
  load(engineId?: string): Promise<Loaded>
  /** Answers with the model loaded last; the sampling is greedy. `before` are earlier questions and answers. */
  ask(question: string, maxTokens: number, before?: readonly (readonly [string, string])[]): Promise<Reply>
  /** The whole text that the model loaded last writes. */
  generate(request: GenerateRequest): Promise<string>
  /** Answers several times with the model loaded last, as "Think harder" does. */
  askHarder(question: string, options: AskOptions): Promise<Asked>
  /** Summarises a text in a paragraph with the model loaded last, or by key sentences alone. */
  summarise(text: string, extractOnly: boolean): Promise<Summarised>
  /** Lets go of the model loaded last. */
  unload(): Promise<void>
  /** The adapter that a page gets; undefined where there is none. */
  adapter(): Promise<GpuAdapter | undefined>
  /** The probe that predictions are made from. */
  speed(): Promise<DeviceSpeed | undefined>
  /** Does it in a worker, with the files as Hermit keeps them; 'copy' puts them into OPFS too. */
  disk(task: DiskTask): Promise<{ readonly ms: number; readonly bytes: number }>
  /** What a start spends on finding out whether all files are here and whole. */
  lookForFiles(): Promise<number>
  /** Bytes of JavaScript memory of the page and its workers, as the browser counts them. */
  heapBytes(): Promise<number>
}

declare global {
  var alone: Alone
}
