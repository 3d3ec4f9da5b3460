import { useStore } from 'zustand'
import { usePresetsText } from '../ui/i18n/presets-dialogs.ts'
import { useText } from '../ui/i18n/text.ts'
import { promptsIn, removedPrompts } from './built-in.ts'
import { newPresetId } from './new-id.ts'
import { PresetList } from './PresetList.tsx'
import { PromptEditor } from './PromptEditor.tsx'
import type { Presets } from './presets.ts'
import { useEditing } from './use-editing.ts'

interface PromptsTabProps {
  readonly presets: Presets
  /** A text to make a new prompt of at once. */
  readonly draft: string | undefined
}

/** The saved prompts, or the one that is being edited. */
export function PromptsTab({ presets, draft }: PromptsTabProps) {
  const text = useText()
  const words = usePresetsText()
  const state = useStore(presets.store)
  const prompts = promptsIn(state, text)
  const { edited, isNew, backTo, find, edit, close } = useEditing(prompts, () =>
    draft === undefined ? undefined : { id: newPresetId(), name: '', text: draft },
  )

  if (edited) {
    return (
      <PromptEditor
        title={isNew ? words.newPrompt : words.editPrompt}
        prompt={edited}
        taken={prompts.filter(({ id }) => id !== edited.id).map(({ name }) => name)}
        onCancel={() => close()}
        onSave={prompt => {
          presets.savePrompt(prompt)
          close(prompt.id)
        }}
      />
    )
  }
  return (
    <PresetList
      rows={prompts.map(one => ({ id: one.id, name: `/${one.name}`, words: one.text }))}
      empty={words.promptsEmpty}
      note={words.promptsNote}
      newLabel={words.newPrompt}
      removedBuiltIns={removedPrompts(state, text)}
      backTo={backTo}
      onNew={() => edit({ id: newPresetId(), name: '', text: '' })}
      onEdit={id => edit(find(id))}
      onDuplicate={id => {
        const prompt = find(id)
        if (!prompt) return
        let name = words.copyOfPrompt(prompt.name)
        while (prompts.some(one => one.name === name)) name = words.copyOfPrompt(name)
        presets.savePrompt({ ...prompt, id: newPresetId(), name })
      }}
      onRemove={presets.remove}
      onRestore={presets.restoreBuiltIns}
    />
  )
}
