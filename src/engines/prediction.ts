import type { Processor } from './ladder.ts'
import type { DeviceSpeed } from './speed-record.ts'

/** What a model asks of a processor. */
export interface Workload {
  /** Bytes of weights that one token reads. */
  readonly bytesPerToken: number
  /** Parameters that one token uses, in millions. */
  readonly parametersM: number
  /** E.g. "Q4_K_M", "q4f16_1": some take llama.cpp longer than others. */
  readonly quantisation: string
}

/** How fast a model should be. */
export interface Prediction {
  /** While decoding. */
  readonly tokensPerSecond: number
  readonly prefillTokensPerSecond: number
}

/** Of a question that a person asks, with the system prompt. */
const promptTokens = 200

/**
 * Decoding reads every weight once a token, so bytes and bandwidth give its speed, unless computing takes longer.
 * A prompt is read many tokens at a time, so there computing alone counts. Undefined where that processor was not
 * measured.
 */
export function predict(speed: DeviceSpeed, processor: Processor, work: Workload): Prediction | undefined {
  const { cpu, gpu } = speed
  const parameters = work.parametersM * 1e6
  if (processor === 'cpu') {
    if (!cpu) return undefined
    const computing = parameters / (cpu.weightsPerSecond * formatShare(work.quantisation))
    const decode = Math.max(work.bytesPerToken / cpu.bytesPerSecond, computing) + tokenSeconds
    return { tokensPerSecond: 1 / decode, prefillTokensPerSecond: 1 / computing }
  }
  if (!gpu) return undefined
  const waiting = (tokenDispatches * gpu.dispatchMs + tokenReadBacks * gpu.readBackMs) / 1000
  return {
    tokensPerSecond:
      1 / (work.bytesPerToken / gpu.bytesPerSecond + parameters / gpu.weightsPerSecond + waiting),
    prefillTokensPerSecond: gpu.flopsPerSecond / (2 * parameters),
  }
}

/** Milliseconds from Send to the first token, of a prompt none of which is in the KV cache. Default: 200 tokens. */
export function firstTokenMs(prediction: Prediction, tokens = promptTokens): number {
  return 1000 * (tokens / prediction.prefillTokensPerSecond + 1 / prediction.tokensPerSecond)
}

/**
 * Weights that llama.cpp's WebAssembly computes while the probe's kernel computes one, by format. Its kernels are far
 * from what the cores can do, and each in its own way: those for K formats are written for SIMD, others are left to
 * the compiler. Calibrated with wllama 3.8.1 in Chromium 156 on two x86-64 threads, probe and engine in turn, with
 * models of 231M random weights all in one format (never with a model of the catalogue). Assumed of other machines
 * and browsers: the same shares. Q4_K_M is Q4_K with some Q6_K, which is as fast.
 */
const formatShares: readonly (readonly [RegExp, number])[] = [
  [/^Q4_0/i, 0.1],
  [/^Q4_1/i, 0.12],
  [/^Q8_0/i, 0.17],
  [/^Q[46]_K/i, 0.3],
]
/** Not calibrated: between the slow and the fast ones. */
const otherFormats = 0.15

function formatShare(quantisation: string): number {
  return formatShares.find(([pattern]) => pattern.test(quantisation))?.[1] ?? otherFormats
}

/** Attention, sampling, threads that wait for each other: 25 ms a token for 60 layers of which the weights take 20, so 3 for 30. */
const tokenSeconds = 0.003
/** Nine a layer in the libraries that Hermit has compiled and in WebLLM's, and small models have about 30 layers. */
const tokenDispatches = 280
/** The sampled token, and the logits before it. */
const tokenReadBacks = 2
