import { useId, useState } from 'react'
import { useStore } from 'zustand'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import { NextIcon } from '../../ui/icons.tsx'
import type { Offer } from '../catalogue/offer.ts'
import type { Library } from '../library-state.ts'
import type { Session } from '../session-state.ts'
import { Abilities } from './Abilities.tsx'
import { buildSize, reasonText, shortSpeedText } from './fit-text.ts'
import { OfferAction } from './OfferAction.tsx'
import { OfferDetails } from './OfferDetails.tsx'

interface OfferRowProps {
  readonly offer: Offer
  readonly session: Session
  readonly library: Library
}

/** A model that could be had: what it is good for, how it would run here; more behind its name. */
export function OfferRow({ offer, session, library }: OfferRowProps) {
  const text = useModelsText()
  const [isOpen, setOpen] = useState(false)
  const nameId = useId()
  const detailsId = useId()
  const fit = useStore(library.store, ({ fits }) => fits?.[offer.id])
  const build = fit?.build ?? offer.builds[0]
  const isOut = fit?.verdict === 'no'
  // What turns texts into vectors writes none.
  const hasSpeed = !isOut && !offer.abilities.includes('embedding')
  return (
    <li className="model-row offer-row" data-verdict={fit?.verdict} aria-labelledby={nameId}>
      <div className="offer-words">
        <h4>
          <button
            type="button"
            className="disclose"
            id={nameId}
            aria-expanded={isOpen}
            aria-controls={detailsId}
            onClick={() => setOpen(!isOpen)}
          >
            <NextIcon />
            {offer.name}
          </button>
        </h4>
        <p>{offer.goodFor[text.formats.language]}</p>
        <Abilities offer={offer} />
        {fit && fit.verdict !== 'runs' && <p className="offer-reason">{reasonText(text, fit)}</p>}
      </div>
      <div className="offer-figures numbers">
        <p className="offer-speed">{hasSpeed && shortSpeedText(text, fit)}</p>
        <p>{build && buildSize(text, build)}</p>
      </div>
      <div className="offer-action">
        {build && fit && !isOut && (
          <OfferAction offer={offer} build={build} session={session} library={library} />
        )}
      </div>
      <div id={detailsId} className="offer-details" hidden={!isOpen}>
        {isOpen && <OfferDetails offer={offer} session={session} library={library} />}
      </div>
    </li>
  )
}
