import type { Pipeline, Tensor } from './pipeline.ts'

/** The KV cache on the GPU, with the tokens that are in it. */
export interface KvCache {
  readonly contextTokens: number
  readonly tokens: () => readonly number[]
  /** False where this GPU computes wrong against what is cached: then every prompt is read whole. */
  mayReuse: boolean
  /**
   * Takes out everything but what the cache and the prompt begin with alike, and says how many tokens that is:
   * all but the last at most, because only a token that is read gives logits.
   */
  keep(prompt: readonly number[]): number
  /**
   * Reads the prompt from where `keep` left off, chunk by chunk, and gives the logits after its last token.
   * `onChunk` is told how many tokens are in the cache, when they are; if it returns false, reading ends there
   * and there are no logits. `chunkTokens` replaces the size that reading has settled on.
   */
  read(
    prompt: readonly number[],
    onChunk: (tokens: number) => boolean,
    chunkTokens?: number,
  ): Promise<Tensor | undefined>
  /** Reads one more token and gives the logits after it. */
  append(id: number): Promise<Tensor>
  clear(): void
}

const firstChunkTokens = 32
const smallestChunkTokens = 16
/** A chunk this quick is made larger: its overhead counts. */
const quickMs = 150
/** A chunk this slow is made smaller: a stop waits for it, and the progress stands still meanwhile. */
const slowMs = 600

/** Wraps the KV cache of a pipeline, which must be empty. */
export function createKvCache(pipeline: Pipeline): KvCache {
  const pop = makePop(pipeline)
  const largest = Math.max(1, pipeline.prefillChunkSize)
  const held: number[] = []
  let chunkTokens = Math.min(firstChunkTokens, largest)
  /** Between the beginning and the end of a forward pass nobody knows what is in the cache. */
  let isUnsure = false

  const clear = () => {
    pipeline.resetChat()
    held.length = 0
    isUnsure = false
  }
  const forward = async <T>(ids: readonly number[], pass: () => Promise<T>): Promise<T> => {
    isUnsure = true
    const logits = await pass()
    held.push(...ids)
    isUnsure = pipeline.filledKVCacheLength !== held.length
    return logits
  }
  const cache: KvCache = {
    contextTokens: pipeline.contextWindowSize,
    tokens: () => held,
    mayReuse: true,
    clear,
    keep(prompt) {
      const kept = Math.min(commonLength(held, prompt), prompt.length - 1)
      const surplus = held.length - kept
      const isUsable = cache.mayReuse && !isUnsure && kept > 0 && (surplus === 0 || pop !== undefined)
      if (!isUsable) {
        if (held.length > 0 || isUnsure) clear()
        return 0
      }
      if (surplus > 0) {
        pop?.(surplus)
        held.length = kept
      }
      return kept
    },
    async read(prompt, onChunk, fixed) {
      let logits: Tensor | undefined
      while (held.length < prompt.length) {
        logits?.dispose()
        logits = undefined
        // Against an unreliable cache the fewest passes are the best.
        const size = Math.min(fixed ?? (cache.mayReuse ? chunkTokens : largest), largest)
        const ids = prompt.slice(held.length, held.length + size)
        const since = performance.now()
        logits = await forward(ids, () => pipeline.forwardKnownTokens(ids, true))
        await pipeline.device.sync()
        if (!fixed) chunkTokens = nextChunkTokens(chunkTokens, ids.length, performance.now() - since, largest)
        if (onChunk(held.length)) continue
        logits?.dispose()
        return undefined
      }
      return logits
    },
    append: id => forward([id], () => pipeline.forwardDecodeToken(id)),
  }
  return cache
}

/** How large the next chunk should be after one of `readTokens` took this long. */
export function nextChunkTokens(
  chunkTokens: number,
  readTokens: number,
  tookMs: number,
  largestTokens: number,
): number {
  const smallest = Math.min(smallestChunkTokens, largestTokens)
  if (tookMs > slowMs) return Math.max(smallest, Math.floor(chunkTokens / 2))
  // The rest of a prompt is quick because it is short.
  const isFull = readTokens >= chunkTokens
  return isFull && tookMs < quickMs ? Math.min(largestTokens, chunkTokens * 2) : chunkTokens
}

/** Undefined where the model's state cannot be taken back by some tokens. */
function makePop(pipeline: Pipeline): ((tokens: number) => void) | undefined {
  const { tvm, kvCache, kvStateKind, slidingWindowSize } = pipeline
  if (kvStateKind !== 'kv_cache' || slidingWindowSize !== -1) return undefined
  const inScope = <T>(work: () => T): T => {
    tvm.beginScope()
    try {
      return work()
    } finally {
      tvm.endScope()
    }
  }
  let popTokens: (...values: readonly unknown[]) => unknown
  try {
    popTokens = inScope(() => tvm.detachFromCurrentScope(tvm.getGlobalFunc('vm.builtin.kv_state_popn')))
  } catch {
    return undefined
  }
  return tokens =>
    inScope(() => {
      popTokens(kvCache, tvm.scalar(0, 'int64'), tvm.scalar(tokens, 'int32'))
      pipeline.filledKVCacheLength -= tokens
    })
}

function commonLength(left: readonly number[], right: readonly number[]): number {
  const most = Math.min(left.length, right.length)
  let length = 0
  while (length < most && left[length] === right[length]) length++
  return length
}
