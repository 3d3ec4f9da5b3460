import { useStore } from 'zustand'
import { usePresetsText } from '../ui/i18n/presets-dialogs.ts'
import { useText } from '../ui/i18n/text.ts'
import { personasIn, removedPersonas } from './built-in.ts'
import { newPresetId } from './new-id.ts'
import { PersonaEditor } from './PersonaEditor.tsx'
import { PresetList } from './PresetList.tsx'
import type { PersonaModels } from './persona-models.ts'
import type { Presets } from './presets.ts'
import { useEditing } from './use-editing.ts'

interface PersonasTabProps {
  readonly presets: Presets
  readonly models: PersonaModels
}

/** The personas, or the one that is being edited. */
export function PersonasTab({ presets, models }: PersonasTabProps) {
  const text = useText()
  const words = usePresetsText()
  const state = useStore(presets.store)
  const personas = personasIn(state, text)
  const { edited, isNew, backTo, find, edit, close } = useEditing(personas)

  if (edited) {
    return (
      <PersonaEditor
        title={isNew ? words.newPersona : words.editPersona}
        persona={edited}
        models={models}
        onCancel={() => close()}
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
      onNew={() => edit({ id: newPresetId(), name: '', instructions: '' })}
      onEdit={id => edit(find(id))}
      onDuplicate={id => {
        const persona = find(id)
        if (persona) presets.savePersona({ ...persona, id: newPresetId(), name: words.copyOf(persona.name) })
      }}
      onRemove={presets.remove}
      onRestore={presets.restoreBuiltIns}
    />
  )
}
