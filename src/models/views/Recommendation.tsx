import { useId } from 'react'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import type { OfferFit } from '../fit/fit.ts'
import type { Recommendation as Advice } from '../fit/recommend.ts'
import type { Library } from '../library-state.ts'
import type { Session } from '../session-state.ts'
import { Abilities } from './Abilities.tsx'
import { buildSize, shortSpeedText } from './fit-text.ts'
import { OfferAction } from './OfferAction.tsx'

interface RecommendationProps {
  readonly fit: OfferFit
  readonly reason: Advice['reason']
  readonly session: Session
  readonly library: Library
}

/** The one model to take on this device, and why. */
export function Recommendation({ fit, reason, session, library }: RecommendationProps) {
  const text = useModelsText()
  const titleId = useId()
  const { offer, build } = fit
  const figures = [shortSpeedText(text, fit), buildSize(text, build)].filter(words => words !== '')
  return (
    <section className="recommendation" aria-labelledby={titleId}>
      <div className="recommendation-words">
        <p className="recommendation-title" id={titleId}>
          {text.recommended}
        </p>
        <h3>{offer.name}</h3>
        <p>{offer.goodFor[text.formats.language]}</p>
        <Abilities offer={offer} />
        <p className="recommendation-why">{text.recommendedWhy[reason]}</p>
      </div>
      <div className="recommendation-action">
        <p className="numbers">{figures.join(' · ')}</p>
        <OfferAction offer={offer} build={build} session={session} library={library} isMain />
      </div>
    </section>
  )
}
