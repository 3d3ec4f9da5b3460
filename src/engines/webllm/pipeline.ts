import { EngineError } from '../engine.ts'

/** A tensor of TVM's runtime. Lives until disposed. */
export interface Tensor {
  dispose(): void
  toArray(): ArrayLike<number>
}

/** What the sampler is told: WebLLM's GenerationConfig, as far as Hermit uses it. */
export interface Sampling {
  readonly temperature: number
  readonly top_p: number
  readonly repetition_penalty: number
  readonly response_format?: { readonly type: 'json_object'; readonly schema: string }
}

type Role = 'user' | 'assistant'

/** WebLLM's writer of prompts, for models that bring no Jinja template. */
export interface Conversation {
  readonly config: {
    readonly role_templates?: Readonly<Partial<Record<Role, string>>>
    readonly system_prefix_token_ids?: readonly number[] | null
  }
  override_system_message?: string | undefined
  reset(): void
  appendMessage(role: Role, message: string): void
  appendReplyHeader(role: Role): void
  getPromptArray(): readonly unknown[]
}

type GlobalFunction = (...values: readonly unknown[]) => unknown

/** TVM's runtime, as far as Hermit uses it. Objects made in a scope are freed at its end. */
export interface TvmRuntime {
  beginScope(): void
  endScope(): void
  detachFromCurrentScope<T>(value: T): T
  /** Throws if there is no function of this name. */
  getGlobalFunc(name: string): GlobalFunction
  scalar(value: number, dtype: string): unknown
}

/**
 * The members of WebLLM's LLMChatPipeline that Hermit drives step by step, private ones among them. Its public
 * way in, chat.completions, shows no progress in a prompt, cannot be stopped there, and reads a whole prompt
 * again after every edit and every stop. This file is the only one that knows them; `asPipeline` checks them.
 */
export interface Pipeline {
  readonly tvm: TvmRuntime
  readonly device: { sync(): Promise<void> }
  readonly tokenizer: { encode(text: string): Int32Array; decode(ids: Int32Array): string }
  readonly config: {
    readonly temperature?: number
    readonly top_p?: number
    readonly repetition_penalty?: number
  }
  /** TVM's paged KV cache. */
  readonly kvCache: unknown
  /** 'kv_cache', or a kind of state that cannot be taken back token by token. */
  readonly kvStateKind: string
  /** -1: none. */
  readonly slidingWindowSize: number
  readonly contextWindowSize: number
  /** Most tokens that one forward pass takes. */
  readonly prefillChunkSize: number
  readonly stopTokens: readonly number[]
  readonly stopStr: readonly string[]
  /** What the repetition penalty falls on. */
  readonly appearedTokensFreq: Map<number, number>
  filledKVCacheLength: number
  setSeed(seed: number): void
  /** Empties the KV cache. */
  resetChat(): void
  resetGenerationRoundState(): void
  /** Compiles the schema of `response_format`; undefined where there is none or it is the last one again. */
  prepareGrammarMatcherForSampling(sampling: Sampling): Promise<void> | undefined
  /** Logits after the last of the tokens, which are in the KV cache then. Undefined for no tokens. */
  forwardKnownTokens(ids: number[], isPrefill: boolean): Promise<Tensor | undefined>
  forwardDecodeToken(id: number): Promise<Tensor>
  sampleFromRawLogits(logits: Tensor, sampling: Sampling): Promise<number>
  /** Moves the schema's matcher on by a token. */
  commitSamplerState(id: number, sampling: Sampling): void
  /** Starts a copy, which is there after `device.sync()` and lives as long as the pipeline. Needs a scope. */
  updateLogitsOnCPU(logits: Tensor): Tensor
  getConversationObject(): Conversation
}

type Kind = 'object' | 'number' | 'string' | 'function'

const kinds: Readonly<Record<keyof Pipeline, Kind>> = {
  tvm: 'object',
  device: 'object',
  tokenizer: 'object',
  config: 'object',
  kvCache: 'object',
  kvStateKind: 'string',
  slidingWindowSize: 'number',
  contextWindowSize: 'number',
  prefillChunkSize: 'number',
  stopTokens: 'object',
  stopStr: 'object',
  appearedTokensFreq: 'object',
  filledKVCacheLength: 'number',
  setSeed: 'function',
  resetChat: 'function',
  resetGenerationRoundState: 'function',
  prepareGrammarMatcherForSampling: 'function',
  forwardKnownTokens: 'function',
  forwardDecodeToken: 'function',
  sampleFromRawLogits: 'function',
  commitSamplerState: 'function',
  updateLogitsOnCPU: 'function',
  getConversationObject: 'function',
}
const innerFunctions = [
  ['tvm', ['beginScope', 'endScope', 'detachFromCurrentScope', 'getGlobalFunc', 'scalar']],
  ['device', ['sync']],
  ['tokenizer', ['encode', 'decode']],
] as const

/**
 * WebLLM's pipeline, seen as above. Throws an EngineError 'unsupported' that names the first member that is not
 * there or of another kind: then this WebLLM is not the one that Hermit was written for.
 */
export function asPipeline(value: unknown): Pipeline {
  for (const [name, kind] of Object.entries(kinds)) expectMember(value, name, kind)
  for (const [name, members] of innerFunctions) {
    const inner = member(value, name)
    for (const each of members) expectMember(inner, each, 'function', `${name}.`)
  }
  // Every member that Pipeline names has just been looked at; their parameters are pinned by the version.
  return value as Pipeline
}

function expectMember(value: unknown, name: string, kind: Kind, of = ''): void {
  // A model whose state is not a KV cache alone has none here; it is read whole every time.
  if (name === 'kvCache' && member(value, 'kvStateKind') !== 'kv_cache') return
  const found = member(value, name)
  // TVM's KV cache and packed functions are functions with members of their own.
  const matches = typeof found === kind || (kind === 'object' && typeof found === 'function')
  if (!matches || found === null) {
    throw new EngineError(
      'unsupported',
      `WebLLM's pipeline has no ${kind} ${of}${name}: it is ${typeof found}`,
    )
  }
}

function member(value: unknown, name: string): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined
  // Any object may be asked for any name.
  return (value as Readonly<Record<string, unknown>>)[name]
}
