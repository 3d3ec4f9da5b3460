import type { StoreApi } from 'zustand/vanilla'
import type {
  GenerateEvent,
  GenerateRequest,
  ModelThinking,
  PromptMessage,
  ToolFormat,
} from '../engines/engine.ts'
import type { ChoiceReason, Processor } from '../engines/ladder.ts'
import type { Fault, FaultCode } from '../fault.ts'
import type { AdapterId, ModelCard } from './model.ts'

/** Where the model is on its way from the network to an answer. */
export type SessionPhase =
  | { readonly name: 'starting' }
  /** The person is asked first: a metered connection, or the model was deleted. */
  | { readonly name: 'needs-download'; readonly bytes: number }
  | {
      readonly name: 'downloading'
      readonly bytes: number
      readonly ofBytes: number
      readonly bytesPerSecond?: number
      /** Set while the download waits to go on by itself. */
      readonly waiting?: 'offline' | 'retry' | 'elsewhere'
    }
  | { readonly name: 'loading'; readonly fraction: number }
  | {
      readonly name: 'ready'
      readonly contextTokens: number
      readonly threads: number
      /** That the model thinks before it answers, and how. */
      readonly thinking?: ModelThinking
      /** What GenerateRequest.adapter may ask for. */
      readonly adapters?: readonly AdapterId[]
      /** That its template writes tools, and in which form. */
      readonly toolFormat?: ToolFormat
    }
  /** Let go of after a while unused; it comes back by itself when it is needed. */
  | { readonly name: 'resting' }
  | { readonly name: 'stopped'; readonly fault: Fault }
  /** Another tab runs the model. */
  | { readonly name: 'elsewhere' }

/** What runs the model, and why that. */
export interface RunsOn {
  /** By EngineInfo.id. */
  readonly engineId: string
  readonly processor: Processor
  readonly reason: ChoiceReason
  /** The GPU's name, where the browser tells it. */
  readonly device?: string
  readonly contextTokens: number
  readonly threads: number
  /** This GPU gave other text with a reused KV cache: every prompt is read whole. */
  readonly withoutReuse: boolean
}

/** A step down the ladder, told in one sentence. */
export interface StepDown {
  readonly code: FaultCode
  readonly detail?: string | undefined
  /** What the model runs on now. */
  readonly to: Processor
  /** The context window it has there, in tokens, and whether that is smaller than before. */
  readonly contextTokens: number
  readonly isSmallerContext: boolean
  readonly isOtherModel: boolean
}

export interface SessionState {
  readonly phase: SessionPhase
  readonly model: ModelCard
  /** While ready. */
  readonly runsOn?: RunsOn
  /** Set when Hermit went down a step, until the person has seen it. */
  readonly stepDown?: StepDown
  /** Something failed on this device before and is therefore not tried: it can be, on request. */
  readonly hasFailures: boolean
  /** Another tab runs the model; this one shows how it is there, and uses it. */
  readonly isElsewhere?: boolean
}

/** How it is before anything was begun. @param model What is shown until it is known what runs. */
export function firstSessionState(model: ModelCard): SessionState {
  return { phase: { name: 'starting' }, model, hasFailures: false }
}

/** The one model in use: fetches what it lacks, loads it, heals it, and answers through it. */
export interface Session {
  readonly store: StoreApi<SessionState>
  start(): void
  /** Frees the engine, for another tab to run it; start() takes it back. */
  suspend(): Promise<void>
  /** Consent to download. */
  download(): void
  cancelDownload(): void
  /** After 'stopped': fetches what is missing or damaged and loads again. */
  retry(): void
  /** Forgets what failed on this device and begins at the top of the ladder. */
  tryAgain(): void
  /** Begins at the top of the ladder because a choice has changed. */
  choose(): void
  /** The person has read the step down. */
  forgetStepDown(): void
  /** Brings the model back where it was let go of. */
  wake(): void
  /** Lets go of the model; it comes back when it is needed. */
  rest(): Promise<void>
  /** Damage was found in the files of the model in use: lets go of it and stops with 'model-damaged'. */
  stopDamaged(): Promise<void>
  /** Lets go of the model because its files are going to be deleted; then the person is asked before a download. */
  forget(): Promise<void>
  /** Engine.generate, after the model is ready. Throws FaultError. */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerateEvent>
  /** Engine.countTokens, after the model is ready. Throws FaultError; the signal's reason when aborted. */
  countTokens(messages: readonly PromptMessage[], signal: AbortSignal): Promise<number>
}
