import { useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { focusHeir } from '../../ui/focus-heir.ts'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import { focusSelectedTab } from '../../ui/Tabs.tsx'
import type { LibraryState } from '../library-state.ts'
import type { ModelsProps } from './ModelsDialog.tsx'
import { OfferRow } from './OfferRow.tsx'
import { Recommendation } from './Recommendation.tsx'
import { Section } from './Section.tsx'
import './offers.css'

/** Every model that Hermit offers, smallest first, and which of them to take on this device. */
export function GetModel({ session, library }: ModelsProps) {
  const text = useModelsText()
  const [shown, setShown] = useState<'running' | 'all'>('all')
  const { offers, offersFault, fits, recommended, isMeasuring } = useStore(library.store)
  // By size and not by fit: the order stays when the device has been measured.
  const bySize = offers?.toSorted((a, b) => a.parametersM - b.parametersM) ?? []
  const rows = bySize.filter(({ id }) => shown === 'all' || fits?.[id]?.verdict !== 'no')
  const advised = fits?.[recommended?.offerId ?? '']
  return (
    <div className="models-panel">
      {advised && recommended ? (
        <Recommendation fit={advised} reason={recommended.reason} session={session} library={library} />
      ) : (
        isMeasuring && <MeasuringCard />
      )}
      <Section
        title={text.allModels}
        aside={
          fits && (
            <Choice
              label={text.show}
              isCompact
              value={shown}
              options={[
                ['all', text.showAll],
                ['running', text.showRunning],
              ]}
              onChange={setShown}
            />
          )
        }
      >
        <Measured library={library} />
        {offersFault && (
          <div ref={focusHeir(focusSelectedTab)} className="models-note" role="alert">
            <p>{text.faults[offersFault.code](offersFault.numbers ?? {})}</p>
            <Button onClick={() => library.look()}>{text.tryAgain}</Button>
          </div>
        )}
        {offers === undefined && !offersFault && <p className="hint">{text.opening}</p>}
        {offers !== undefined && rows.length === 0 && <p className="hint">{text.nothingRuns}</p>}
        <ul className="model-rows">
          {rows.map(offer => (
            <OfferRow key={offer.id} offer={offer} session={session} library={library} />
          ))}
        </ul>
      </Section>
    </div>
  )
}

/** In the place of the recommendation, as high as that. */
function MeasuringCard() {
  const text = useModelsText()
  return (
    <div className="recommendation" data-state="measuring" role="status">
      <h3>{text.measuring}</h3>
      <p>{text.measuringWords}</p>
      <progress className="progress" aria-label={text.measuring} />
    </div>
  )
}

function Measured({ library }: Pick<ModelsProps, 'library'>) {
  const text = useModelsText()
  const isMeasuring = useStore(library.store, (state: LibraryState) => state.isMeasuring)
  const measuredAt = useStore(library.store, (state: LibraryState) => state.measuredAt)
  const known = measuredAt === undefined ? text.notMeasured : text.measuredOn(measuredAt)
  return (
    <p className="measured numbers">
      <span>{isMeasuring ? `${text.measuring}…` : known}</span>
      <Button kind="text" disabled={isMeasuring} onClick={() => library.measureAgain()}>
        {text.measureAgain}
      </Button>
    </p>
  )
}
