import type { Capabilities } from '../engines/capabilities.ts'
import { type DeviceSpeed, isSpeedOf } from '../engines/speed-record.ts'
import type { Offer } from './catalogue/offer.ts'
import type { DeviceMemory } from './device-memory.ts'
import { fitOffers, type OfferFit } from './fit/fit.ts'
import { type Recommendation, recommend } from './fit/recommend.ts'
import type { Weights } from './weights/types.ts'

/** How well each offer would run here, and the one to take. */
export interface Advice {
  /** By offer id. */
  readonly fits: Readonly<Record<string, OfferFit>>
  readonly recommended?: { readonly offerId: string; readonly reason: Recommendation['reason'] }
  /** When the device was measured, in milliseconds since the epoch. */
  readonly measuredAt?: number
}

export interface AdviceOptions {
  readonly capabilities: () => Promise<Capabilities>
  readonly measureSpeed: () => Promise<DeviceSpeed | undefined>
  readonly memory: DeviceMemory
  readonly weights: Promise<Weights>
  readonly now: () => number
}

/**
 * Whether the device is measured for the advice: not now, where that was never done, or anew.
 */
export type Measuring = 'never' | 'once' | 'again'

/**
 * Gives the function that advises. Where the device is not measured it goes by what is remembered, what has run here,
 * and what is free now; nothing is recommended before it was measured.
 */
export function createAdvice(options: AdviceOptions) {
  const { memory } = options

  async function speed(found: Capabilities, measuring: Measuring): Promise<DeviceSpeed | undefined> {
    const before = memory.speed()
    const isGood = before !== undefined && isSpeedOf(before, found)
    if (measuring === 'never' || (measuring === 'once' && isGood)) return isGood ? before : undefined
    const measured = await options.measureSpeed()
    if (measured) memory.setSpeed(measured, options.now())
    // One that did not come to an end tells nothing; what was known before still holds.
    return measured ?? before
  }

  return async (offers: readonly Offer[], measuring: Measuring): Promise<Advice> => {
    const [capabilities, weights] = await Promise.all([options.capabilities(), options.weights])
    const [measured, freeBytes, installed] = await Promise.all([
      speed(capabilities, measuring),
      weights.freeBytes(),
      weights.models(),
    ])
    const ids = new Set(installed.map(({ card }) => card.id))
    const fits = fitOffers(offers, {
      capabilities,
      speed: measured,
      rateOf: memory.rate,
      freeBytes,
      isInstalled: id => ids.has(id),
    })
    const best = measured || measuring !== 'never' ? recommend(fits) : undefined
    const measuredAt = memory.measuredAt()
    return {
      fits: Object.fromEntries(fits.map(fit => [fit.offer.id, fit])),
      ...(best ? { recommended: { offerId: best.fit.offer.id, reason: best.reason } } : {}),
      ...(measuredAt === undefined ? {} : { measuredAt }),
    }
  }
}
