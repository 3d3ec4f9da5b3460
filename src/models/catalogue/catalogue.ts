import { embeddedModel } from './embedded-model.ts'
import type { Offer } from './offer.ts'

export { embeddedModel }

/** All that people may choose between, the embedded one first. Loaded when asked for: the first paint needs none. */
export async function loadOffers(): Promise<readonly Offer[]> {
  return (await import('./offers.ts')).offers
}
