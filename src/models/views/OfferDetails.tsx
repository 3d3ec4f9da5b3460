import { useStore } from 'zustand'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import type { Build, Offer } from '../catalogue/offer.ts'
import type { Library } from '../library-state.ts'
import type { Session } from '../session-state.ts'
import { Facts, Licence, useLanguageNames } from './Facts.tsx'
import { buildSize, firstWordText, reasonText, speedText } from './fit-text.ts'
import { OfferAction } from './OfferAction.tsx'

interface OfferDetailsProps {
  readonly offer: Offer
  readonly session: Session
  readonly library: Library
}

/** The whole of what is known of a model before it is here, and each build of it. */
export function OfferDetails({ offer, session, library }: OfferDetailsProps) {
  const text = useModelsText()
  const fit = useStore(library.store, ({ fits }) => fits?.[offer.id])
  const { language } = text.formats
  const { parametersM, activeParametersM, licence } = offer
  const build = fit?.build ?? offer.builds[0]
  const isTalker = !offer.abilities.includes('embedding') && fit?.verdict !== 'no'
  const languages = useLanguageNames(offer.languages)
  return (
    <>
      <Facts
        rows={[
          [
            text.parameters,
            activeParametersM === undefined
              ? text.parametersValue(parametersM)
              : text.activeParameters(parametersM, activeParametersM),
          ],
          [text.architecture, text.architectures[offer.architecture]],
          [
            text.context,
            build && build.contextTokens < offer.trainedContextTokens
              ? text.contextTrained(build.contextTokens, offer.trainedContextTokens)
              : text.tokens(offer.trainedContextTokens),
          ],
          [text.speed, isTalker && speedText(text, fit)],
          [text.firstWord, isTalker && firstWordText(text, fit)],
          [text.languages, languages],
          [
            text.licence,
            <Licence key="licence" name={licence.name} url={licence.url} note={licence.note?.[language]} />,
          ],
        ]}
      />
      <h5>{text.builds}</h5>
      <ul className="builds numbers">
        {offer.builds.map(one => (
          <BuildRow
            key={`${one.id} ${one.engineId}`}
            build={one}
            offer={offer}
            session={session}
            library={library}
          />
        ))}
      </ul>
    </>
  )
}

interface BuildRowProps extends OfferDetailsProps {
  readonly build: Build
}

function BuildRow({ build, offer, session, library }: BuildRowProps) {
  const text = useModelsText()
  const fit = useStore(library.store, ({ fits }) => fits?.[offer.id])
  const own = fit?.builds.find(one => one.build === build)
  const isBest = fit !== undefined && fit.verdict !== 'no' && fit.build === build
  const processor = build.processor === 'gpu' ? text.onGpu : text.onCpu
  return (
    <li>
      <div className="build-words">
        <p>
          {text.build(processor, build.quantisation, buildSize(text, build), build.memoryBytes)}
          {isBest && <span className="build-best">{text.bestBuild}</span>}
        </p>
        {own && own.verdict !== 'runs' && <p className="offer-reason">{reasonText(text, own)}</p>}
      </div>
      <div className="build-action">
        {own?.verdict !== 'no' && (
          <OfferAction offer={offer} build={build} session={session} library={library} isOneOfMany />
        )}
      </div>
    </li>
  )
}
