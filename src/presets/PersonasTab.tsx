import { useState } from 'react'
import { useStore } from 'zustand'
import { usePresetsText } from '../ui/i18n/presets-dialogs.ts'
import { useText } from '../ui/i18n/text.ts'
import { personasIn, removedPersonas } from './built-in.ts'
import { newPresetId } from './new-id.ts'
import { PersonaEditor } from './PersonaEditor.tsx'
import { PresetList } from './PresetList.tsx'
import type { PersonaModels } from './persona-models.ts'
import type { Persona, Presets } from './presets.ts'

interface PersonasTabProps {
  readonly presets: Presets
  readonly models: PersonaModels
}

/** The personas, or the one that is being edited. */
export function PersonasTab({ presets, models }: PersonasTabProps) {
  const text = useText()
  const words = usePresetsText()
  const state = useStore(presets.store)
  const [edited, setEdited] = useState<Persona>()
  const [backTo, setBackTo] = useState<string>()
  const personas = personasIn(state, text)
  const find = (id: string) => personas.find(one => one.id === id)
  const isNew = edited !== undefined && !find(edited.id)

  if (edited) {
    const close = (id: string) => {
      setBackTo(id)
      setEdited(undefined)
    }
    return (
      <PersonaEditor
        title={isNew ? words.newPersona : words.editPersona}
        persona={edited}
        models={models}
        onCancel={() => close(isNew ? '' : edited.id)}
        onSave={persona => {
          presets.savePersona(persona)
          close(persona.id)
        }}
      />
    )
  }
  return (
    <PresetList
      rows={personas.map(({ id, name, instructions }) => ({ id, name, words: instructions }))}
      empty={words.personasEmpty}
      newLabel={words.newPersona}
      removedBuiltIns={removedPersonas(state, text)}
      backTo={backTo}
      onNew={() => setEdited({ id: newPresetId(), name: '', instructions: '' })}
      onEdit={id => setEdited(find(id))}
      onDuplicate={id => {
        const persona = find(id)
        if (persona) presets.savePersona({ ...persona, id: newPresetId(), name: words.copyOf(persona.name) })
      }}
      onRemove={presets.remove}
      onRestore={presets.restoreBuiltIns}
    />
  )
}
