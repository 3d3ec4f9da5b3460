import type { AdapterId, ModelCard } from '../models/model.ts'

/** One file of a model as it is handed to an engine: a disk-backed Blob, never a whole copy in memory. */
export interface ModelFile {
  readonly name: string
  readonly blob: Blob
}

/** A model together with its bytes. Blobs are handles, so this crosses a MessagePort for free. */
export interface LoadableModel {
  readonly card: ModelCard
  /**
   * The card's files and, for the GPU engine, one compiled library (the only file named "*.wasm"); for an engine that
   * uses them, those of the card's adapters that are on this device.
   */
  readonly files: readonly ModelFile[]
  /** Context window to open it with, in tokens. Default: the card's. */
  readonly contextTokens?: number
  /** How much of the known-answer check an engine on a GPU runs: 'full' adds a prompt longer than a prefill chunk. Default 'quick'. */
  readonly check?: 'quick' | 'full'
}

export interface EngineInfo {
  readonly id: string
  readonly label: string
  /** Where a prompt goes: nowhere ('device') or to a server that the person chose ('remote'). */
  readonly locality: 'device' | 'remote'
}

export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
  /**
   * Only on a last message of the assistant, the answer to go on with: what was thought before `content`. It is written
   * between the model's own tags; an open one is gone on with, and `content` is then empty.
   */
  readonly thought?: { readonly text: string; readonly isClosed: boolean }
}

/** The subset of JSON Schema that every engine here can decode under. */
export type JsonSchema = { readonly [key: string]: unknown }

/** How a model writes calls of tools, where its own template has a form that Hermit knows (`tool-format.ts`). */
export type ToolFormat = 'qwen' | 'hermes' | 'llama3' | 'mistral'

/** A tool as a model is told of it. */
export interface PromptTool {
  readonly name: string
  readonly description: string
  readonly parameters: JsonSchema
}

/** A call that was made for the last message, and what came of it. */
export interface PromptCall {
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
  readonly result: string
}

/** Tools as the model's own template puts them to it. */
export interface PromptTools {
  readonly offered: readonly PromptTool[]
  /** In the order in which they were made. */
  readonly calls: readonly PromptCall[]
  /** The prompt ends where a call has been opened: what is decoded is its JSON, under `jsonSchema`. */
  readonly isCalling?: boolean
}

export interface GenerateRequest {
  readonly messages: readonly PromptMessage[]
  /**
   * In place of messages, of which there are then none: a text to go on with as it stands, for a model that knows no chats
   * (ModelCard.isBase). Only text: a special token written in it has no power. An engine that has no way to do so throws
   * 'unsupported'.
   */
  readonly prompt?: string
  /** At most this many tokens of answer; 0 only reads the prompt into the KV cache. Default: to the end of the context. */
  readonly maxTokens?: number
  /** 0 is greedy. */
  readonly temperature?: number
  readonly topP?: number
  readonly repeatPenalty?: number
  readonly seed?: number
  /** The answer is decoded under this schema and is valid JSON for it, unless it ends by 'length' or 'cancelled'. */
  readonly jsonSchema?: JsonSchema
  /**
   * The answer is decoded under this GBNF grammar, whose first rule is `root`; not together with `jsonSchema`. An
   * engine that has none throws 'unsupported' before anything is computed.
   */
  readonly grammar?: string
  /**
   * Lays this adapter over the model for this one call. Where it is not there (LoadEvent 'load-end'), 'unsupported' is
   * thrown before anything is computed.
   */
  readonly adapter?: AdapterId
  /** False asks a model that can think before it answers not to. Default: as the model does by itself. */
  readonly thinking?: boolean
  /**
   * Only where loading told of a `toolFormat`: tools beside messages, of which the last is then the user's. Strings in it
   * are text, as those of messages are. Throws 'unsupported' where the template cannot write them.
   */
  readonly tools?: PromptTools
}

/** What one call cost. Times are of the engine's own clock, in milliseconds. */
export interface Usage {
  /** All tokens of the prompt, cached ones included. */
  readonly promptTokens: number
  /** Tokens of the prompt that were still in the KV cache and were not read again. */
  readonly cachedTokens: number
  readonly completionTokens: number
  readonly prefillMs: number
  readonly decodeMs: number
}

export type ModelThinking = 'tagged' | 'opened'

export type LoadEvent =
  | {
      readonly type: 'load-progress'
      readonly stage: 'read' | 'compile' | 'check'
      readonly fraction: number
    }
  | {
      readonly type: 'load-end'
      readonly contextTokens: number
      readonly threads: number
      /**
       * That the model thinks before it answers, as its template or its vocabulary tells: it writes "<think>" itself
       * ('tagged'), or its template has written it already where the answer begins ('opened').
       */
      readonly thinking?: ModelThinking
      /** What GenerateRequest.adapter may ask for. Default: nothing. */
      readonly adapters?: readonly AdapterId[]
      /** That the model's template writes tools, and in which form. */
      readonly toolFormat?: ToolFormat
      /** The GPU that runs the model, as the browser names it. */
      readonly device?: string
      /** Tokens a second while the known-answer check was decoding. */
      readonly decodeRate?: number
      /** True where this GPU gave other text with a reused KV cache than without: every prompt is read whole. */
      readonly withoutReuse?: boolean
    }

export type EndReason = 'stop' | 'length' | 'cancelled'

export type GenerateEvent =
  /** So many calls, of this tab and others, go before this one. Only of an engine that several tabs share. */
  | { readonly type: 'queued'; readonly ahead: number }
  /** `tokens` of `of` prompt tokens are in the KV cache; the first event already counts the cached ones. */
  | { readonly type: 'prefill-progress'; readonly tokens: number; readonly of: number }
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'text-end'; readonly reason: EndReason; readonly usage: Usage }

export const engineErrorCodes = [
  'unsupported',
  'out-of-memory',
  'network',
  'bad-weights',
  'context-overflow',
  'device-lost',
  /** The known-answer check failed: this GPU computes this model wrong. */
  'wrong-output',
  'crashed',
] as const
export type EngineErrorCode = (typeof engineErrorCodes)[number]

/** The only error an Engine throws. `promptTokens` and `contextTokens` come with 'context-overflow'. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  constructor(
    readonly code: EngineErrorCode,
    /** For the log and the details view; people read the sentence that belongs to the code. */
    readonly detail: string,
    readonly tokens?: { readonly promptTokens: number; readonly contextTokens: number },
  ) {
    super(`${code}: ${detail}`)
  }
}

/** What runs a model. One call at a time is running; further ones wait for it in order. */
export interface Engine {
  readonly info: EngineInfo
  /** Loads the model, replacing one loaded before. Aborting ends loading, throws the signal's reason and leaves nothing loaded. */
  load(model: LoadableModel, signal: AbortSignal): AsyncIterable<LoadEvent>
  /** Streams one reply. Aborting ends it with reason 'cancelled'; it does not throw. */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerateEvent>
  /** Exact, by the loaded model's own tokenizer and chat template: equals the `promptTokens` of generate. */
  countTokens(messages: readonly PromptMessage[]): Promise<number>
  /** Frees the model. Running and waiting calls end with 'cancelled'. */
  unload(): Promise<void>
}
