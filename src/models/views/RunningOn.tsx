import { useId } from 'react'
import { useStore } from 'zustand'
import type { Settings, SettingsValues } from '../../settings/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import type { Session } from '../session-state.ts'
import { runningOnText } from './phase-text.tsx'

/** What the model runs on and why. Live: a choice below it is answered here. */
export function RunningOn({ session }: { readonly session: Session }) {
  const text = useModelsText()
  const { runsOn, model, isElsewhere } = useStore(session.store)
  return (
    <div className="running-on numbers" aria-live="polite">
      {runsOn && <p>{runningOnText(text, runsOn, model.contextTokens)}</p>}
      {isElsewhere && <p>{text.runsElsewhere}</p>}
      {runsOn?.withoutReuse && <p>{text.withoutReuse}</p>}
    </div>
  )
}

interface RunOnProps {
  readonly session: Session
  readonly settings: Settings
}

/** What the model is to run on, and trying again what failed. */
export function RunOn({ session, settings }: RunOnProps) {
  const text = useModelsText()
  const engine = useStore(settings.store, state => state.engine)
  const hasFailures = useStore(session.store, state => state.hasFailures)
  const failedId = useId()
  const options: readonly (readonly [SettingsValues['engine'], string])[] = [
    ['auto', text.automatic],
    ['webllm', text.onGpu],
    ['wllama', text.onCpu],
  ]
  return (
    <div className="run-on">
      <Choice
        label={text.runOn}
        hint={text.runOnHint}
        value={engine}
        options={options}
        onChange={value => settings.set({ engine: value })}
      />
      {/* Whoever chose the processor is not missing the other one. */}
      {hasFailures && engine !== 'wllama' && (
        <div className="failed-before">
          <p id={failedId}>{text.failedBefore}</p>
          <Button aria-describedby={failedId} onClick={() => session.tryAgain()}>
            {text.tryAgain}
          </Button>
        </div>
      )}
    </div>
  )
}
