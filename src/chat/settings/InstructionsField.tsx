import { useEffect, useId, useState } from 'react'
import type { PersonaModels } from '../../presets/persona-models.ts'
import { Button } from '../../ui/Button.tsx'
import { usePresetsText } from '../../ui/i18n/presets-dialogs.ts'
import { systemPrompt } from '../prompt.ts'

/** So long after the last letter the tokens are counted. */
const countAfterMs = 300

interface InstructionsFieldProps {
  /** Undefined is Hermit's own; empty is none at all. */
  readonly instructions: string | undefined
  readonly countTokens: PersonaModels['countTokens']
  readonly onChange: (instructions: string | undefined) => void
}

/** What the model reads before every answer, and what that costs. */
export function InstructionsField({ instructions, countTokens, onChange }: InstructionsFieldProps) {
  const words = usePresetsText()
  const id = useId()
  const value = instructions ?? systemPrompt
  const tokens = useTokens(value, countTokens)
  return (
    <div className="labelled-field">
      <div className="field-head">
        <label htmlFor={id}>{words.instructions}</label>
        <Button kind="text" disabled={instructions === undefined} onClick={() => onChange(undefined)}>
          {words.hermitsOwn}
        </Button>
      </div>
      <textarea
        id={id}
        className="field field-text"
        rows={3}
        dir="auto"
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={event => onChange(event.target.value)}
      />
      <p id={`${id}-hint`} className="hint numbers">
        {value.trim() === '' ? words.instructionsNone : words.instructionsHint}
        {tokens !== undefined && ` ${words.instructionsTokens(tokens)}`}
      </p>
    </div>
  )
}

/** Tokens of a system prompt by the model's own tokenizer; undefined until counted. */
function useTokens(content: string, countTokens: PersonaModels['countTokens']): number | undefined {
  const [counted, setCounted] = useState<{ readonly of: string; readonly tokens: number }>()
  useEffect(() => {
    if (!countTokens || content.trim() === '') return
    const controller = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const tokens = await countTokens([{ role: 'system', content }], controller.signal)
        if (!controller.signal.aborted) setCounted({ of: content, tokens })
      } catch {
        // It is only a remark: without the number the field is whole.
      }
    }, countAfterMs)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [content, countTokens])
  return counted?.of === content ? counted.tokens : undefined
}
