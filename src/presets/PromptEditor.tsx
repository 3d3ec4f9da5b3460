import { useState } from 'react'
import '../chat/settings/chat-settings.css'
import { usePresetsText } from '../ui/i18n/presets-dialogs.ts'
import { EditorForm } from './EditorForm.tsx'
import type { SavedPrompt } from './presets.ts'
import { promptName } from './prompt-name.ts'
import { TextField } from './TextField.tsx'

interface PromptEditorProps {
  readonly title: string
  readonly prompt: SavedPrompt
  /** Names of the others. */
  readonly taken: readonly string[]
  readonly onSave: (prompt: SavedPrompt) => void
  readonly onCancel: () => void
}

/** One saved prompt: its name and its text. */
export function PromptEditor({ title, prompt, taken, onSave, onCancel }: PromptEditorProps) {
  const words = usePresetsText()
  const [typedName, setTypedName] = useState(prompt.name)
  const [text, setText] = useState(prompt.text)
  const [isTried, setTried] = useState(false)
  const name = promptName(typedName)
  const nameError = name === '' ? words.nameMissing : taken.includes(name) ? words.nameTaken : undefined
  const textError = text.trim() === '' ? words.textMissing : undefined
  const save = () => {
    setTried(true)
    if (nameError === undefined && textError === undefined) onSave({ id: prompt.id, name, text })
  }
  return (
    <EditorForm title={title} onSave={save} onCancel={onCancel}>
      <TextField
        label={words.promptName}
        hint={words.promptNameHint}
        error={isTried ? nameError : undefined}
        value={typedName}
        isFirst
        autoCapitalize="off"
        onChange={setTypedName}
      />
      <TextField
        label={words.text}
        hint={words.textHint}
        error={isTried ? textError : undefined}
        value={text}
        isLong
        onChange={setText}
      />
    </EditorForm>
  )
}
