import type { ModelCard } from '../model.ts'
import { embeddedModel } from './embedded-model.ts'
import type { Offer } from './offer.ts'

export { embeddedModel }

/** Every model whose files come with Hermit, smallest first: each file's size and hash is known. */
export const catalogue: readonly ModelCard[] = [embeddedModel]

/** All that people may choose between, the embedded one first. Loaded when asked for: the first paint needs none. */
export async function loadOffers(): Promise<readonly Offer[]> {
  return (await import('./offers.ts')).offers
}
