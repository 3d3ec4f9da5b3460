import type { Pipeline, Sampling, Tensor } from './pipeline.ts'

/** A pipeline without a GPU, for tests of what drives one, and what can be seen of it. */
export interface FakePipeline {
  readonly pipeline: Pipeline
  /** What the model would compute with: tokens whose keys and values are cached. */
  readonly kv: number[]
  /** Tokens of each forward pass. */
  readonly passes: number[][]
  /** Logits that have not been disposed. */
  readonly open: Set<Tensor>
  readonly samplings: Sampling[]
  /** What the penalty fell on at each sampling. */
  readonly punished: number[][]
  readonly seeds: number[]
  /** Thrown by the next forward pass, after it has written. */
  fault: Error | undefined
}

export interface FakeModel {
  /** The token that is the model's choice after these. */
  readonly next: (kv: readonly number[]) => number
  readonly contextTokens?: number
  readonly prefillChunkTokens?: number
  readonly stopTokens?: readonly number[]
  readonly changes?: Partial<Pipeline>
}

/** Makes a pipeline over a model that is a plain function of the tokens before. Token ids are UTF-16 codes. */
export function fakePipeline(model: FakeModel): FakePipeline {
  const kv: number[] = []
  const fake: Omit<FakePipeline, 'pipeline'> = {
    kv,
    passes: [],
    open: new Set(),
    samplings: [],
    punished: [],
    seeds: [],
    fault: undefined,
  }
  let scopes = 0
  const tensor = (values: readonly number[]): Tensor => {
    const made: Tensor = { dispose: () => fake.open.delete(made), toArray: () => values }
    fake.open.add(made)
    return made
  }
  const forward = async (ids: readonly number[]): Promise<Tensor> => {
    fake.passes.push([...ids])
    kv.push(...ids)
    pipeline.filledKVCacheLength += ids.length
    if (made.fault) throw made.fault
    return tensor([model.next(kv), 0])
  }
  const pipeline: Pipeline = {
    tvm: {
      beginScope: () => scopes++,
      endScope: () => scopes--,
      detachFromCurrentScope: value => value,
      getGlobalFunc(name) {
        if (name !== 'vm.builtin.kv_state_popn') throw new Error(`Cannot find global function ${name}`)
        return (_, sequence, tokens) => {
          if (scopes !== 1 || sequence !== 0) throw new Error('not in one scope, or another sequence')
          kv.length -= Number(tokens)
        }
      },
      scalar: value => value,
    },
    device: { sync: async () => {} },
    tokenizer: {
      encode: text => Int32Array.from(text, char => char.charCodeAt(0)),
      decode: ids => String.fromCharCode(...ids),
    },
    config: { temperature: 0.7, top_p: 0.95 },
    kvCache: {},
    kvStateKind: 'kv_cache',
    slidingWindowSize: -1,
    contextWindowSize: model.contextTokens ?? 1000,
    prefillChunkSize: model.prefillChunkTokens ?? 64,
    stopTokens: model.stopTokens ?? [],
    stopStr: [],
    appearedTokensFreq: new Map(),
    filledKVCacheLength: 0,
    setSeed: seed => fake.seeds.push(seed),
    resetChat() {
      kv.length = 0
      pipeline.filledKVCacheLength = 0
    },
    resetGenerationRoundState: () => {},
    prepareGrammarMatcherForSampling: () => undefined,
    forwardKnownTokens: forward,
    forwardDecodeToken: id => forward([id]),
    async sampleFromRawLogits(logits, sampling) {
      fake.samplings.push(sampling)
      fake.punished.push([...pipeline.appearedTokensFreq.keys()])
      return Number(logits.toArray()[0])
    },
    commitSamplerState: () => {},
    updateLogitsOnCPU(logits) {
      if (scopes !== 1) throw new Error('Must call beginScope to use functions that returns TVM objects')
      return logits
    },
    getConversationObject() {
      throw new Error('this model has no conversation')
    },
    ...model.changes,
  }
  const made: FakePipeline = Object.assign(fake, { pipeline })
  return made
}
