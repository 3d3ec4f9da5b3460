import { type ReactNode, useId } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import { faultSentence } from '../../ui/i18n/text.ts'
import { embeddedModel } from '../catalogue/catalogue.ts'
import type { Library } from '../library-state.ts'
import { modelBytes } from '../model.ts'
import type { Session } from '../session-state.ts'
import { Facts, Licence, useLanguageNames } from './Facts.tsx'
import { speedText } from './fit-text.ts'
import { ModelWork } from './ModelWork.tsx'
import { offerOf, trustText } from './model-text.ts'
import { DownloadProgress } from './Progress.tsx'
import { phaseText } from './phase-text.tsx'
import { RunningOn } from './RunningOn.tsx'

interface ModelInUseProps {
  readonly session: Session
  readonly library: Library
}

/** The model that answers: how it is, what it is good for, and its files. */
export function ModelInUse({ session, library }: ModelInUseProps) {
  const text = useModelsText()
  const nameId = useId()
  const model = useStore(session.store, state => state.model)
  const phase = useStore(session.store, state => state.phase)
  const runsOn = useStore(session.store, state => state.runsOn)
  const offer = useStore(library.store, ({ offers }) => offerOf(offers, model))
  const fit = useStore(library.store, ({ fits }) => fits?.[offer?.id ?? ''])
  const languages = useLanguageNames(model.languages)
  const ways = fit?.builds.filter(({ build }) => build.id === model.id) ?? []
  const way = ways.find(({ build }) => build.engineId === runsOn?.engineId) ?? ways[0]
  const contextTokens = runsOn?.contextTokens
  const isShorter = contextTokens !== undefined && contextTokens < model.contextTokens
  const bytes = modelBytes(model)
  const isEmbedded = model.id === embeddedModel.id
  const goodFor: ReactNode = isEmbedded ? (
    <>
      <p>{text.modelGoodFor}</p>
      <p className="model-caution">{text.modelNotFor}</p>
    </>
  ) : (
    offer && <p>{offer.goodFor[text.formats.language]}</p>
  )
  return (
    <section className="model-card" aria-labelledby={nameId}>
      <div className="model-card-words">
        <h3 id={nameId}>{model.name}</h3>
        <p className="model-state numbers" data-phase={phase.name}>
          {phaseText(text, phase)}
        </p>
        <RunningOn session={session} />
        {goodFor}
        <p className="model-trust">{trustText(text, model)}</p>
        <div className="model-card-actions">
          {phase.name === 'stopped' && (
            <div className="row-fault" title={phase.fault.detail}>
              <p>{faultSentence(text, phase.fault)}</p>
              <Button onClick={() => session.retry()}>{text.faultActions[phase.fault.code]}</Button>
            </div>
          )}
          {phase.name === 'needs-download' && (
            <Button
              kind="primary"
              aria-label={text.downloadModel(model.name)}
              onClick={() => session.download()}
            >
              {text.download}
            </Button>
          )}
          {phase.name === 'downloading' && (
            <>
              <DownloadProgress name={model.name} state={{ ...phase, name: 'running' }} />
              <Button aria-describedby={nameId} onClick={() => session.cancelDownload()}>
                {text.pause}
              </Button>
            </>
          )}
        </div>
        {phase.name !== 'needs-download' && (
          <ModelWork
            id={model.id}
            library={library}
            nameId={nameId}
            question={isEmbedded ? text.deleteModelAsk(bytes) : text.deleteInUseAsk(bytes)}
            isBusy={phase.name === 'downloading' || phase.name === 'starting'}
          >
            {phase.name === 'ready' && (
              <Button
                kind="text"
                aria-describedby={nameId}
                title={text.unloadHint}
                onClick={() => library.unload()}
              >
                {text.unload}
              </Button>
            )}
          </ModelWork>
        )}
      </div>
      <Facts
        rows={[
          [text.speed, speedText(text, way)],
          [text.parameters, model.parametersM > 0 ? text.parametersValue(model.parametersM) : ''],
          [text.size, text.sizeValue(bytes, model.quantisation)],
          [text.architecture, model.architecture],
          [
            text.context,
            isShorter
              ? text.contextInUse(contextTokens, model.contextTokens)
              : text.tokens(model.contextTokens),
          ],
          [text.languages, languages],
          [
            text.licence,
            model.licence !== '' && (
              <Licence
                name={model.licence}
                url={model.licenceUrl}
                note={offer?.licence.note?.[text.formats.language]}
              />
            ),
          ],
        ]}
      />
    </section>
  )
}
