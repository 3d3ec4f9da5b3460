import { useStore } from 'zustand'
import type { Settings } from '../settings/settings.ts'
import { Button } from '../ui/Button.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useText } from '../ui/i18n/text.ts'
import { modelBytes } from './model.ts'
import { phaseText } from './phase-text.tsx'
import { RunningOn, RunOn } from './RunningOn.tsx'
import type { Session } from './session-state.ts'
import './models.css'

interface ModelsDialogProps {
  readonly session: Session
  readonly settings: Settings
  readonly onClose: () => void
}

/** The model on this device: what it is, what it is good for, its files, and what runs it. */
export function ModelsDialog({ session, settings, onClose }: ModelsDialogProps) {
  const text = useText()
  const model = useStore(session.store, state => state.model)
  const phase = useStore(session.store, state => state.phase)
  const contextTokens = useStore(session.store, ({ runsOn }) => runsOn?.contextTokens)
  const { languageName } = text.formats
  const isShorter = contextTokens !== undefined && contextTokens < model.contextTokens
  const facts: readonly (readonly [string, string])[] = [
    [text.parameters, text.parametersValue(model.parametersM)],
    [text.size, text.sizeValue(modelBytes(model), model.quantisation)],
    [
      text.context,
      isShorter ? text.contextInUse(contextTokens, model.contextTokens) : text.tokens(model.contextTokens),
    ],
    [text.languages, model.languages.map(languageName).join(', ')],
  ]
  return (
    <Dialog title={text.models} onClose={onClose}>
      <section className="model-card" aria-label={model.name}>
        <h3>{model.name}</h3>
        <p className="model-state numbers" data-phase={phase.name}>
          {phaseText(text, phase)}
        </p>
        <RunningOn session={session} />
        <p>{text.modelGoodFor}</p>
        <p className="model-caution">{text.modelNotFor}</p>
        <dl className="facts numbers">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <div>
            <dt>{text.licence}</dt>
            <dd>
              {model.licenceUrl === '' ? (
                model.licence
              ) : (
                <a href={model.licenceUrl} target="_blank" rel="noreferrer">
                  {model.licence}
                </a>
              )}
            </dd>
          </div>
        </dl>
        <ModelFiles session={session} />
      </section>
      <RunOn session={session} settings={settings} />
    </Dialog>
  )
}

function ModelFiles({ session }: { readonly session: Session }) {
  const text = useText()
  const { phase, model, checking, checked } = useStore(session.store)
  if (phase.name === 'needs-download') {
    return (
      <div className="model-actions">
        <Button kind="primary" onClick={() => session.download()}>
          {text.download}
        </Button>
      </div>
    )
  }
  const isBusy = phase.name === 'downloading' || phase.name === 'starting'
  return (
    <>
      <div className="model-actions">
        <Button disabled={isBusy || checking !== undefined} onClick={() => void session.checkFiles()}>
          {text.checkFiles}
        </Button>
        <Confirm
          label={text.deleteModel}
          question={text.deleteModelAsk(modelBytes(model))}
          yes={text.deleteModelYes}
          disabled={checking !== undefined}
          onYes={() => void session.deleteModel()}
        />
      </div>
      <div className="check-result" aria-live="polite">
        {checking !== undefined ? (
          <progress className="progress" value={checking} aria-label={text.checking(checking)} />
        ) : (
          checked && <p>{checked === 'whole' ? text.checkedWhole : text.checkedDamaged}</p>
        )}
      </div>
    </>
  )
}
