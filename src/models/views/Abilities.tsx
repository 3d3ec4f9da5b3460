import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import type { Offer } from '../catalogue/offer.ts'

/** What a model can do beyond plain chat, as small signs with words. */
export function Abilities({ offer }: { readonly offer: Offer }) {
  const text = useModelsText()
  if (offer.abilities.length === 0) return null
  return (
    <ul className="abilities">
      {offer.abilities.map(ability => (
        <li key={ability}>{text.abilities[ability]}</li>
      ))}
    </ul>
  )
}
