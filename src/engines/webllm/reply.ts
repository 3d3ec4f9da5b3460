import {
  type EndReason,
  EngineError,
  type GenerateEvent,
  type GenerateRequest,
  type Usage,
} from '../engine.ts'
import { noUsage } from '../usage.ts'
import { createAnswerText } from './answer-text.ts'
import type { KvCache } from './kv-cache.ts'
import type { Pipeline, Sampling, Tensor } from './pipeline.ts'

/** One answer on its way. */
export interface Reply {
  /** Emits everything but the end; settles when the GPU is free for the next call. */
  run(): Promise<void>
  /** What is known of the cost so far. */
  usage(): Usage
  end(): GenerateEvent
}

export interface ReplyOptions {
  readonly pipeline: Pipeline
  readonly cache: KvCache
  /** The rendered prompt's tokens. */
  readonly prompt: readonly number[]
  readonly request: GenerateRequest
  readonly signal: AbortSignal
  emit(event: GenerateEvent): void
}

/** How far back repetition is punished: as in the engine on the processor, which says why. */
const repeatWindowTokens = 24

/**
 * Makes the reply to one request. `run` throws an EngineError 'context-overflow' before anything is read when
 * the prompt leaves no room in the context.
 */
export function createReply({ pipeline, cache, prompt, request, signal, emit }: ReplyOptions): Reply {
  const sampling = samplingOf(request, pipeline)
  let usage = noUsage
  let reason: EndReason = 'cancelled'

  /** The prompt's logits; undefined if the call was stopped before they were there. */
  async function read(): Promise<Tensor | undefined> {
    const since = performance.now()
    const of = prompt.length
    const cachedTokens = cache.keep(prompt)
    usage = { ...usage, promptTokens: of, cachedTokens }
    emit({ type: 'prefill-progress', tokens: cachedTokens, of })
    return cache.read(prompt, tokens => {
      usage = { ...usage, prefillMs: performance.now() - since }
      emit({ type: 'prefill-progress', tokens, of })
      return !signal.aborted
    })
  }

  async function write(first: Tensor): Promise<EndReason> {
    const since = performance.now()
    const text = createAnswerText(ids => pipeline.tokenizer.decode(ids), pipeline.stopStr)
    const show = (delta: string) => {
      if (delta !== '') emit({ type: 'text-delta', text: delta })
    }
    const maxTokens = request.maxTokens ?? Number.POSITIVE_INFINITY
    let logits = first
    for (;;) {
      const id = await sample(logits)
      if (signal.aborted) return 'cancelled'
      pipeline.commitSamplerState(id, sampling)
      const completionTokens = usage.completionTokens + 1
      usage = { ...usage, completionTokens, decodeMs: performance.now() - since }
      const isStop = pipeline.stopTokens.includes(id)
      if (!isStop) show(text.push(id))
      const ended = isStop || text.isStopped()
      if (ended || completionTokens >= maxTokens || cache.tokens().length >= cache.contextTokens) {
        show(text.end())
        return ended ? 'stop' : 'length'
      }
      logits = await cache.append(id)
    }
  }

  async function sample(logits: Tensor): Promise<number> {
    try {
      countRecent(pipeline.appearedTokensFreq, cache.tokens().slice(-repeatWindowTokens))
      return await pipeline.sampleFromRawLogits(logits, sampling)
    } finally {
      logits.dispose()
    }
  }

  return {
    async run() {
      const { contextTokens } = cache
      const promptTokens = prompt.length
      if (promptTokens >= contextTokens) {
        const detail = `a prompt of ${promptTokens} tokens does not fit a context of ${contextTokens}`
        throw new EngineError('context-overflow', detail, { promptTokens, contextTokens })
      }
      const isPrefillOnly = request.maxTokens === 0
      pipeline.resetGenerationRoundState()
      // Compiles beside the reading.
      const grammar = isPrefillOnly ? undefined : pipeline.prepareGrammarMatcherForSampling(sampling)
      const logits = await read()
      await grammar
      if (!logits) return
      if (isPrefillOnly) {
        logits.dispose()
        reason = 'length'
        return
      }
      pipeline.setSeed(request.seed ?? randomSeed())
      reason = await write(logits)
    },
    usage: () => usage,
    end: () => ({ type: 'text-end', reason, usage }),
  }
}

function samplingOf(request: GenerateRequest, { config }: Pipeline): Sampling {
  const { temperature, topP, repeatPenalty, jsonSchema } = request
  return {
    temperature: temperature ?? config.temperature ?? 1,
    top_p: topP ?? config.top_p ?? 1,
    repetition_penalty: repeatPenalty ?? config.repetition_penalty ?? 1,
    ...(jsonSchema === undefined
      ? {}
      : { response_format: { type: 'json_object', schema: JSON.stringify(jsonSchema) } }),
  }
}

/** Writes into `counts` how often each of the tokens is there. */
function countRecent(counts: Map<number, number>, tokens: readonly number[]): void {
  counts.clear()
  for (const id of tokens) counts.set(id, (counts.get(id) ?? 0) + 1)
}

/** WebLLM's generator goes on from the last call by itself: two loads would then answer alike. */
function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 1
}
