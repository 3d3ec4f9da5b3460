import type { ModelsText } from '../../ui/i18n/models-dialog.ts'
import type { Offer } from '../catalogue/offer.ts'
import type { ModelCard } from '../model.ts'

/** How the hashes of a model's files came to be known, in words. */
export function trustText(text: ModelsText, { trust = 'card', files }: ModelCard): string {
  return text.trust[trust](hostOf(files[0]?.url ?? ''))
}

/** The catalogue's row that a model is a build of. */
export function offerOf(offers: readonly Offer[] | undefined, { id, offerId }: ModelCard): Offer | undefined {
  return offers?.find(offer => offer.id === offerId || offer.builds.some(build => build.id === id))
}

/** The host of an absolute address; empty for one beside the page or on this device. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}
