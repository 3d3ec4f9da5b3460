import type { Ability, Offer } from '../catalogue/offer.ts'
import { answerMs, type OfferFit, ordinaryAnswerTokens } from './fit.ts'

export interface Recommendation {
  readonly fit: OfferFit
  /**
   * 'most-capable': of all that run at a good pace. 'fastest': none does, and of what runs it is the quickest.
   * 'not-measured': nothing is known of this device's speed, so the smallest.
   */
  readonly reason: 'most-capable' | 'fastest' | 'not-measured'
}

/** Longer than that nobody likes to wait for the end of an ordinary answer. */
const goodAnswerMs = 30_000
const specialities: readonly Ability[] = ['embedding', 'vision', 'code']

/** The one model to take here, for anything a person may ask; undefined only where none runs at all. */
export function recommend(fits: readonly OfferFit[]): Recommendation | undefined {
  const able = fits.filter(({ offer, verdict }) => verdict !== 'no' && isForAnything(offer))
  const good = able.filter(fit => fit.verdict === 'runs' && isQuick(fit))
  const [best] = good.toSorted((one, other) => capability(other) - capability(one) || rate(other) - rate(one))
  if (best) return { fit: best, reason: 'most-capable' }
  const known = able.filter(fit => fit.tokensPerSecond !== undefined)
  const runs = known.filter(({ verdict }) => verdict === 'runs')
  const [fastest] = (runs.length > 0 ? runs : known).toSorted((one, other) => rate(other) - rate(one))
  if (fastest) return { fit: fastest, reason: 'fastest' }
  const [smallest] = able.toSorted((one, other) => one.build.bytes - other.build.bytes)
  return smallest && { fit: smallest, reason: 'not-measured' }
}

/** Not one that only embeds, sees, or writes code. */
function isForAnything({ abilities }: Offer): boolean {
  return abilities.length === 0 || abilities.some(ability => !specialities.includes(ability))
}

/** A model that thinks first writes as much again, and more, that nobody reads. */
function isQuick(fit: OfferFit): boolean {
  const times = fit.offer.abilities.includes('thinking') ? 2 : 1
  return (answerMs(fit, times * ordinaryAnswerTokens) ?? Number.POSITIVE_INFINITY) <= goodAnswerMs
}

const rate = ({ tokensPerSecond }: OfferFit) => tokensPerSecond ?? 0

/** By parameters. A mixture of experts knows more than one of them and less than a whole of its size: between both. */
function capability({ offer }: OfferFit): number {
  return Math.sqrt(offer.parametersM * (offer.activeParametersM ?? offer.parametersM))
}
