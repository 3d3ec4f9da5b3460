import { type ReactNode, useId } from 'react'
import { Button } from '../ui/Button.tsx'
import { usePresetsText } from '../ui/i18n/presets-dialogs.ts'
import { useText } from '../ui/i18n/text.ts'

interface EditorFormProps {
  readonly title: string
  readonly onSave: () => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

/** The frame of what edits one persona or prompt; Enter in a line saves. */
export function EditorForm({ title, onSave, onCancel, children }: EditorFormProps) {
  const text = useText()
  const words = usePresetsText()
  const id = useId()
  return (
    <form
      className="presets-editor"
      aria-labelledby={id}
      onSubmit={event => {
        event.preventDefault()
        onSave()
      }}
    >
      <h3 id={id}>{title}</h3>
      {children}
      <div className="presets-actions">
        <button type="submit" className="button" data-kind="primary">
          {words.save}
        </button>
        <Button onClick={onCancel}>{text.cancel}</Button>
      </div>
    </form>
  )
}
