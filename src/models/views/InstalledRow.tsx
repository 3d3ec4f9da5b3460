import { useId } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import type { Library } from '../library-state.ts'
import { type ModelCard, modelBytes } from '../model.ts'
import { ModelWork } from './ModelWork.tsx'
import { offerOf, trustText } from './model-text.ts'

interface InstalledRowProps {
  readonly card: ModelCard
  readonly library: Library
}

/** A model that is here and not in use. */
export function InstalledRow({ card, library }: InstalledRowProps) {
  const text = useModelsText()
  const nameId = useId()
  const isWorking = useStore(library.store, state => state.work[card.id] !== undefined)
  // What turns texts into vectors does not talk.
  const isTalker = useStore(
    library.store,
    ({ offers }) => !offerOf(offers, card)?.abilities.includes('embedding'),
  )
  const bytes = modelBytes(card)
  const { licence, licenceUrl, architecture } = card
  return (
    <li className="model-row" aria-labelledby={nameId}>
      <div className="model-row-head">
        <div className="model-row-words">
          <h4 id={nameId}>{card.name}</h4>
          <p className="model-row-facts numbers">
            {[text.sizeValue(bytes, card.quantisation), architecture].filter(Boolean).join(' · ')}
            {licence !== '' && ' · '}
            {licenceUrl === '' ? (
              licence
            ) : (
              <a href={licenceUrl} target="_blank" rel="noreferrer">
                {licence}
              </a>
            )}
          </p>
          <p className="model-row-facts">{trustText(text, card)}</p>
        </div>
        <div className="model-row-action">
          {isTalker && (
            <Button
              aria-label={text.chooseModel(card.name)}
              disabled={isWorking}
              onClick={() => library.use(card.id)}
            >
              {text.use}
            </Button>
          )}
        </div>
      </div>
      <ModelWork
        id={card.id}
        library={library}
        nameId={nameId}
        question={text.deleteOtherAsk(bytes)}
        isBusy={isWorking}
        onRepair={() => library.repair(card.id)}
      />
    </li>
  )
}
