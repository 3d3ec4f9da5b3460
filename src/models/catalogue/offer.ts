import type { Processor } from '../../engines/ladder.ts'
import type { Source } from '../download/source.ts'

/** What a model can do beyond plain chat. */
export type Ability = 'thinking' | 'vision' | 'tools' | 'code' | 'embedding'

/** How a model is made: all weights for each token, a few experts of many, or a state instead of (all) attention. */
export type Architecture = 'dense' | 'moe' | 'hybrid'

/** One way in which a model is to be had: for one engine, in one quantisation. */
export interface Build {
  /** The ModelCard's id. WebLLM's own model_id where it is one of WebLLM's list. */
  readonly id: string
  /** By EngineInfo.id. */
  readonly engineId: 'webllm' | 'wllama'
  readonly processor: Processor
  /** E.g. "q4f16_1", "Q4_K_M". */
  readonly quantisation: string
  /** Bytes to download. Of a build that is not pinned: what parameters and quantisation come to. */
  readonly bytes: number
  /** False where `bytes` was worked out and not read from a listing. */
  readonly isExact: boolean
  /** Memory that it takes when loaded, context included. WebLLM's own figure where there is one. */
  readonly memoryBytes: number
  /** Bytes of weights that one token reads: less than `bytes` in a mixture of experts. */
  readonly bytesPerToken: number
  /** The GPU must compute with 16-bit floats. */
  readonly needsF16: boolean
  /** The GPU must bind a buffer of so many bytes, where the model needs more than WebLLM's least. */
  readonly needsBufferBytes?: number
  /** Context window that Hermit opens it with, in tokens. */
  readonly contextTokens: number
  readonly source: Source
}

/** A row of the catalogue: a model that people should choose between, with its builds, best first. */
export interface Offer {
  readonly id: string
  readonly name: string
  /** What it is good at, in one line. */
  readonly goodFor: { readonly en: string; readonly 'zh-CN': string }
  /** In millions. */
  readonly parametersM: number
  /** Parameters that one token uses, in millions: fewer in a mixture of experts. Default: all. */
  readonly activeParametersM?: number
  readonly architecture: Architecture
  /** What the model was trained for, in tokens; a build may open fewer. */
  readonly trainedContextTokens: number
  readonly languages: readonly string[]
  readonly abilities: readonly Ability[]
  readonly licence: {
    readonly name: string
    readonly url: string
    /** A restriction in words, where there is one that people should know. */
    readonly note?: { readonly en: string; readonly 'zh-CN': string }
  }
  readonly builds: readonly Build[]
}
