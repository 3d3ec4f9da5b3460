import { useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { type PresetsDialogsText, usePresetsText } from '../../ui/i18n/presets-dialogs.ts'
import { useText } from '../../ui/i18n/text.ts'
import { Switch } from '../../ui/Switch.tsx'
import { checkSchema, longestSchema, type SchemaCheck, type SchemaPart } from '../json/check-schema.ts'
import { exampleSchemas } from '../json/examples.ts'

interface JsonFormProps {
  readonly schema: string | undefined
  readonly onChange: (schema: string | undefined) => void
}

/** Whether answers are data of a given form, and which. Only a schema that can be used is taken over. */
export function JsonForm({ schema, onChange }: JsonFormProps) {
  const words = usePresetsText()
  const { formats } = useText()
  const id = useId()
  const examples = exampleSchemas(formats.language)
  const [typed, setTyped] = useState(schema)
  const isOn = schema !== undefined
  const shown = typed ?? ''
  const check = checkSchema(shown)
  const take = (text: string) => {
    setTyped(text)
    if (checkSchema(text).kind === 'good') onChange(text)
  }
  return (
    <div className="json-form">
      <Switch
        label={words.json}
        hint={words.jsonHint}
        isOn={isOn}
        onChange={wanted => {
          if (!wanted) return onChange(undefined)
          const begin = check.kind === 'good' ? shown : (examples[0]?.schema ?? '{}')
          setTyped(begin)
          onChange(begin)
        }}
      />
      {isOn && (
        <div className="labelled-field">
          <label htmlFor={id}>{words.jsonSchema}</label>
          <textarea
            id={id}
            className="field field-text field-code"
            rows={8}
            dir="ltr"
            spellCheck={false}
            autoCapitalize="off"
            aria-invalid={check.kind !== 'good'}
            aria-describedby={`${id}-hint`}
            value={shown}
            onChange={event => take(event.target.value)}
          />
          <p id={`${id}-hint`} className={check.kind === 'good' ? 'hint' : 'field-error'} aria-live="polite">
            {checkWords(check, words)}
          </p>
          <p className="json-examples">
            {words.jsonExamples}
            {examples.map(example => (
              <Button key={example.title} kind="text" onClick={() => take(example.schema)}>
                {example.title}
              </Button>
            ))}
          </p>
        </div>
      )}
    </div>
  )
}

function checkWords(check: SchemaCheck, words: PresetsDialogsText): string {
  switch (check.kind) {
    case 'good':
      return check.late.length === 0 ? words.jsonGood : words.jsonLate(partsList(check.late, words))
    case 'not-json':
      return words.jsonNotUsed(words.jsonNotJson(check.line, check.column))
    case 'not-an-object':
      return words.jsonNotUsed(words.jsonNotObject)
    case 'too-long':
      return words.jsonNotUsed(words.jsonTooLong(longestSchema))
    case 'unsupported':
      return words.jsonNotUsed(words.jsonUnsupported(partsList(check.parts, words)))
  }
}

function partsList(parts: readonly SchemaPart[], words: PresetsDialogsText): string {
  return parts
    .slice(0, 5)
    .map(({ keyword, path }) => words.jsonPart(keyword, path))
    .join(', ')
}
