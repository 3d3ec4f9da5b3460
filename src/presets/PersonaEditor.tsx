import { useId, useState } from 'react'
import { SamplingControls } from '../chat/settings/SamplingControls.tsx'
import '../chat/settings/chat-settings.css'
import { usePresetsText } from '../ui/i18n/presets-dialogs.ts'
import { EditorForm } from './EditorForm.tsx'
import type { PersonaModels } from './persona-models.ts'
import type { Persona } from './presets.ts'
import { TextField } from './TextField.tsx'

interface PersonaEditorProps {
  readonly title: string
  readonly persona: Persona
  readonly models: PersonaModels
  readonly onSave: (persona: Persona) => void
  readonly onCancel: () => void
}

/** One persona: who it is, and how it answers. */
export function PersonaEditor({ title, persona, models, onSave, onCancel }: PersonaEditorProps) {
  const words = usePresetsText()
  const modelFieldId = useId()
  const [name, setName] = useState(persona.name)
  const [instructions, setInstructions] = useState(persona.instructions)
  const [modelId, setModelId] = useState(persona.modelId)
  const [sampling, setSampling] = useState(persona.sampling)
  const [isTried, setTried] = useState(false)
  const isMissing = name.trim() === ''
  const isLost = modelId !== undefined && !models.here.some(({ id }) => id === modelId)
  const save = () => {
    setTried(true)
    if (isMissing) return
    onSave({
      id: persona.id,
      name: name.trim(),
      instructions: instructions.trim(),
      ...(modelId === undefined ? {} : { modelId }),
      ...(sampling === undefined ? {} : { sampling }),
    })
  }
  return (
    <EditorForm title={title} onSave={save} onCancel={onCancel}>
      <TextField
        label={words.name}
        error={isTried && isMissing ? words.nameMissing : undefined}
        value={name}
        isFirst
        onChange={setName}
      />
      <TextField
        label={words.instructions}
        hint={words.instructionsHint}
        value={instructions}
        isLong
        onChange={setInstructions}
      />
      <div className="labelled-field">
        <label htmlFor={modelFieldId}>{words.model}</label>
        <select
          id={modelFieldId}
          className="field"
          value={modelId ?? ''}
          onChange={event => setModelId(event.target.value === '' ? undefined : event.target.value)}
        >
          <option value="">{words.anyModel}</option>
          {models.here.map(({ id, name: modelName }) => (
            <option key={id} value={id}>
              {modelName}
            </option>
          ))}
          {isLost && <option value={modelId}>{words.lostModelOption}</option>}
        </select>
      </div>
      <SamplingControls sampling={sampling} onChange={setSampling} />
    </EditorForm>
  )
}
