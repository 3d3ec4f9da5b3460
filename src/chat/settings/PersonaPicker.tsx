import { lazy, Suspense, useId, useState } from 'react'
import { useStore } from 'zustand'
import { personasIn } from '../../presets/built-in.ts'
import { settingsFrom } from '../../presets/choose-persona.ts'
import type { PersonaModels } from '../../presets/persona-models.ts'
import type { Persona, Presets } from '../../presets/presets.ts'
import { Button } from '../../ui/Button.tsx'
import { usePresetsText } from '../../ui/i18n/presets-dialogs.ts'
import { useText } from '../../ui/i18n/text.ts'
import type { Chat } from '../chat.ts'
import type { ChatSettings } from '../chat-settings.ts'

const PresetsDialog = lazy(() =>
  import('../../presets/PresetsDialog.tsx').then(({ PresetsDialog: view }) => ({ default: view })),
)

interface PersonaPickerProps {
  readonly chat: Chat
  readonly presets: Presets
  readonly models: PersonaModels
  readonly settings: ChatSettings
}

/** Whom one talks to in this chat. */
export function PersonaPicker({ chat, presets, models, settings }: PersonaPickerProps) {
  const text = useText()
  const words = usePresetsText()
  const id = useId()
  const [isManaging, setManaging] = useState(false)
  const personas = personasIn(useStore(presets.store), text)
  const persona = personas.find(one => one.id === settings.personaId)
  return (
    <div className="labelled-field">
      <label htmlFor={id}>{words.persona}</label>
      <div className="field-line">
        <select
          id={id}
          className="field"
          aria-describedby={`${id}-hint`}
          value={settings.personaId ?? ''}
          onChange={event => {
            chat.configure(settingsFrom(personas.find(one => one.id === event.target.value)))
          }}
        >
          <option value="">{words.noPersona}</option>
          {personas.map(one => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
          {settings.personaId !== undefined && !persona && (
            <option value={settings.personaId}>{words.lostPersona}</option>
          )}
        </select>
        <Button onClick={() => setManaging(true)}>{words.personasAndPrompts}</Button>
      </div>
      <p id={`${id}-hint`} className="hint">
        {words.personaHint}
      </p>
      {persona && <OtherModel persona={persona} models={models} />}
      {isManaging && (
        <Suspense>
          <PresetsDialog
            chat={chat}
            presets={presets}
            models={models}
            begin="personas"
            onClose={() => setManaging(false)}
          />
        </Suspense>
      )}
    </div>
  )
}

/** Says so where a persona is meant for another model than the one in use, and offers that one. */
function OtherModel({ persona, models }: { readonly persona: Persona; readonly models: PersonaModels }) {
  const words = usePresetsText()
  const { modelId } = persona
  if (modelId === undefined || modelId === models.inUse.id) return null
  const model = models.here.find(({ id }) => id === modelId)
  return (
    <p className="other-model" role="status">
      {model ? words.otherModel(persona.name, model.name) : words.lostModel(persona.name)}{' '}
      {model && (
        <Button kind="text" onClick={() => models.use(model.id)}>
          {words.switchTo(model.name)}
        </Button>
      )}
    </p>
  )
}
