import type { Capabilities } from '../../engines/capabilities.ts'
import type { Processor } from '../../engines/ladder.ts'
import { firstTokenMs, type Prediction, predict } from '../../engines/prediction.ts'
import type { DeviceSpeed } from '../../engines/speed-record.ts'
import type { Build, Offer } from '../catalogue/offer.ts'
import { reasonsAgainst } from './obstacles.ts'

/** Whether a build can be used here; 'tight': it may work, and something speaks against it. */
export type Verdict = 'runs' | 'tight' | 'no'

/** What speaks against a build, with the numbers that its sentence needs. */
export interface FitReason {
  readonly code:
    | 'no-wasm'
    | 'no-simd'
    | 'no-webgpu'
    /** The GPU lacks what WebLLM asks of every GPU. */
    | 'small-gpu'
    | 'software-gpu'
    | 'no-f16'
    | 'small-buffers'
    /** A tab's WebAssembly has 4 GiB, whatever the device has. */
    | 'wasm-limit'
    | 'too-little-memory'
    | 'no-room'
    | 'slow'
  readonly numbers?: Readonly<Record<string, number>>
}

/** How well one build would run here. */
export interface BuildFit {
  readonly build: Build
  readonly verdict: Verdict
  /** Those that decide first; empty where it runs. */
  readonly reasons: readonly FitReason[]
  /** Best knowledge: measured where it has run here, else predicted. Undefined where the device was not measured. */
  readonly tokensPerSecond?: number
  /** From Send, for a prompt of 200 tokens. */
  readonly firstTokenMs?: number
  readonly basis?: 'measured' | 'predicted'
  /** Decode speed as predicted before it ran, in tokens a second: to be shown beside what was measured. */
  readonly predicted?: number
}

/** How well an offer would run here: that of its best build. */
export interface OfferFit extends BuildFit {
  readonly offer: Offer
  /** All of its builds, in the catalogue's order. */
  readonly builds: readonly BuildFit[]
}

export interface FitInput {
  readonly capabilities: Capabilities
  readonly speed?: DeviceSpeed | undefined
  /** Decode speed as measured when the model ran here, in tokens a second (DeviceMemory.rate). */
  readonly rateOf: (engineId: string, modelId: string) => number | undefined
  /** Weights.freeBytes. */
  readonly freeBytes?: number | undefined
  /** Models that are on this device: they need no more room. */
  readonly isInstalled?: (modelId: string) => boolean
}

/** Below this an answer comes more slowly than anyone reads, by far. */
const slowTokensPerSecond = 3
/** A ratio beyond this says that something else was wrong when it was measured. */
const mostCorrection = 3

/** How well each offer would run here, in the order given. */
export function fitOffers(offers: readonly Offer[], input: FitInput): OfferFit[] {
  const correction = corrections(offers, input)
  return offers.flatMap(offer => {
    const builds = offer.builds.map(build => fitBuild(offer, build, input, correction[build.processor]))
    const best = builds.toSorted(byPreference)[0]
    return best ? [{ ...best, offer, builds }] : []
  })
}

/**
 * Measured over predicted, by processor: the geometric mean over what has run here, at most 3 and at least 1/3; 1
 * where nothing has.
 */
export function corrections(offers: readonly Offer[], input: FitInput): Readonly<Record<Processor, number>> {
  const logs: Record<Processor, number[]> = { gpu: [], cpu: [] }
  for (const offer of offers) {
    for (const build of offer.builds) {
      const measured = input.rateOf(build.engineId, build.id)
      const predicted = input.speed && predictBuild(offer, build, input.speed)?.tokensPerSecond
      if (measured !== undefined && predicted !== undefined)
        logs[build.processor].push(Math.log(measured / predicted))
    }
  }
  const mean = (values: readonly number[]) => {
    if (values.length === 0) return 1
    const ratio = Math.exp(values.reduce((sum, value) => sum + value, 0) / values.length)
    return Math.min(mostCorrection, Math.max(1 / mostCorrection, ratio))
  }
  return { gpu: mean(logs.gpu), cpu: mean(logs.cpu) }
}

function fitBuild(offer: Offer, build: Build, input: FitInput, correction: number): BuildFit {
  const raw = input.speed && predictBuild(offer, build, input.speed)
  const measured = input.rateOf(build.engineId, build.id)
  const tokensPerSecond = measured ?? (raw && raw.tokensPerSecond * correction)
  const { isOut, reasons } = reasonsAgainst(build, input)
  const isSlow = tokensPerSecond !== undefined && tokensPerSecond < slowTokensPerSecond
  const all: FitReason[] = isSlow
    ? [...reasons, { code: 'slow', numbers: { tokensPerSecond } }]
    : [...reasons]
  return {
    build,
    verdict: isOut ? 'no' : all.length > 0 ? 'tight' : 'runs',
    reasons: all,
    ...(tokensPerSecond === undefined
      ? {}
      : { tokensPerSecond, basis: measured === undefined ? 'predicted' : 'measured' }),
    ...(raw && { firstTokenMs: firstTokenMs(raw) / correction, predicted: raw.tokensPerSecond }),
  }
}

function predictBuild(offer: Offer, build: Build, speed: DeviceSpeed): Prediction | undefined {
  const { bytesPerToken, bytes, quantisation, processor } = build
  // As many of the parameters as of the bytes are used for a token.
  const parametersM = offer.parametersM * (bytesPerToken / bytes)
  return predict(speed, processor, { bytesPerToken, parametersM, quantisation })
}

const ranks: Readonly<Record<Verdict, number>> = { runs: 0, tight: 1, no: 2 }

/** What runs before what is tight, then the one that has answered first; where that is not known, the GPU. */
function byPreference(one: BuildFit, other: BuildFit): number {
  const byRank = ranks[one.verdict] - ranks[other.verdict]
  if (byRank !== 0) return byRank
  const [mine, others] = [answerMs(one), answerMs(other)]
  if (mine !== undefined && others !== undefined) return mine - others
  return Number(other.build.processor === 'gpu') - Number(one.build.processor === 'gpu')
}

/** Tokens of an ordinary answer. */
export const ordinaryAnswerTokens = 150

/** Milliseconds from Send to the end of an answer to a prompt of 200 tokens; undefined where nothing is known. */
export function answerMs(fit: BuildFit, tokens = ordinaryAnswerTokens): number | undefined {
  const { tokensPerSecond, firstTokenMs: first = 0 } = fit
  return tokensPerSecond === undefined ? undefined : first + (1000 * tokens) / tokensPerSecond
}
