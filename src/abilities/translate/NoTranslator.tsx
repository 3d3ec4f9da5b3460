import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Offer } from '../../models/catalogue/offer.ts'
import type { OfferFit } from '../../models/fit/fit.ts'
import type { ModelCard } from '../../models/model.ts'
import { Button } from '../../ui/Button.tsx'
import { useTranslateText } from '../../ui/i18n/translate.ts'
import type { TranslateRoom } from './TranslateDialog.tsx'
import { canTranslate, mayTry, sourcesOf, targetsOf, translatorOf } from './translator.ts'

interface NoTranslatorProps {
  readonly room: TranslateRoom
  readonly onModels: () => void
}

/** So many of the catalogue are named. */
const mostNamed = 3

/** That the model in use cannot translate, and which can: on this device, and to be had. */
export function NoTranslator({ room, onModels }: NoTranslatorProps) {
  const { translating, session, library } = room
  const words = useTranslateText()
  const model = useStore(session.store, state => state.model)
  const translator = useStore(translating.store, state => state.translator)
  const installed = useStore(library.store, state => state.installed)
  const fits = useStore(library.store, state => state.fits)
  const [offers, setOffers] = useState<readonly Offer[]>([])
  useEffect(() => {
    let isGone = false
    const load = async () => {
      const { loadOffers } = await import('../../models/catalogue/catalogue.ts')
      const all = await loadOffers()
      if (!isGone) setOffers(all)
    }
    // Without the list there is the dialog, which says what is wrong with it.
    load().catch(() => {})
    return () => {
      isGone = true
    }
  }, [])
  const here = installed.map(({ card }) => card).filter(card => card.id !== model.id && canDoSome(card))
  // Where one that can is here already, the catalogue is not what one came for.
  const isSought = !here.some(card => translatorOf(card).can === 'chat')
  const named = offersThatCan(
    offers,
    installed.map(({ card }) => card),
    fits,
  ).slice(0, mostNamed)
  const why = translator.can === 'no' ? translator.why : 'unknown'
  return (
    <div className="translate-none">
      <p className="translate-none-why">{words.cannot[why](model.name)}</p>
      <p className="hint">{words.cannotHint}</p>
      {mayTry(translator) && <Button onClick={translating.tryAnyway}>{words.tryAnyway}</Button>}
      {here.length > 0 && (
        <section aria-label={words.onThisDevice}>
          <h3>{words.onThisDevice}</h3>
          <ul>
            {here.map(card => (
              <li key={card.id}>
                <div>
                  <p>{card.name}</p>
                  <p className="hint">{knows(card)}</p>
                </div>
                <Button kind="primary" onClick={() => library.use(card.id)}>
                  {words.use(card.name)}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {isSought && named.length > 0 && (
        <section aria-label={words.inCatalogue}>
          <h3>{words.inCatalogue}</h3>
          <ul>
            {named.map(offer => (
              <li key={offer.id}>
                <div>
                  <p>{offer.name}</p>
                  <p className="hint">{knows(offer)}</p>
                </div>
              </li>
            ))}
          </ul>
          <p className="hint">{words.byMakers}</p>
        </section>
      )}
      <Button kind={here.length > 0 ? 'plain' : 'primary'} onClick={onModels}>
        {words.getModel}
      </Button>
    </div>
  )

  function knows(card: ModelCard | Offer): string {
    const can = translatorOf(card)
    if (can.can === 'chat') return words.languagesOf(can.languages)
    const [from = ''] = sourcesOf(can)
    const [to = ''] = targetsOf(can)
    return words.onlyPair(from, to)
  }
}

function canDoSome(card: ModelCard): boolean {
  return translatorOf(card).can !== 'no'
}

/** Between English and Chinese, and not known to be too much for this device; those that are here are named already. */
function offersThatCan(
  offers: readonly Offer[],
  installed: readonly ModelCard[],
  fits: Readonly<Record<string, OfferFit>> | undefined,
): readonly Offer[] {
  const isHere = ({ id, builds }: Offer) =>
    installed.some(card => card.offerId === id || builds.some(build => build.id === card.id))
  return offers.filter(
    offer =>
      canTranslate(translatorOf(offer), 'en', 'zh') && fits?.[offer.id]?.verdict !== 'no' && !isHere(offer),
  )
}
