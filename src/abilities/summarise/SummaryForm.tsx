import { useId } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { useSummariseText } from '../../ui/i18n/summarise.ts'
import type { SourceExtract, SummarySource } from './summaries.ts'
import { type SummarySettings, summaryLengths } from './summary.ts'
import { canWrite, languagesOf, type ModelFacts, wayFor } from './summary-model.ts'

interface SummaryFormProps {
  readonly sources: readonly SummarySource[]
  readonly source: SummarySource | undefined
  /** Of the one that was asked for, though it may not be there any more. */
  readonly wantedId: string
  readonly settings: SummarySettings
  readonly extract: SourceExtract | undefined
  readonly facts: ModelFacts
  readonly isBusy: boolean
  readonly onSource: (id: string) => void
  readonly onSettings: (settings: SummarySettings) => void
  readonly onWrite: () => void
}

/** What is summarised, how long, in which language. */
export function SummaryForm(props: SummaryFormProps) {
  const { sources, source, wantedId, settings, extract, facts, isBusy } = props
  const words = useSummariseText()
  const id = useId()
  const isLost = wantedId !== '' && !source
  const wanted = settings.language === 'document' ? extract?.language : settings.language
  const refusal = extract && refusalOf(extract, settings, facts, words)
  const canStart = source !== undefined && extract !== undefined && refusal === undefined && !isBusy
  return (
    <form
      className="summarise-form"
      onSubmit={event => {
        event.preventDefault()
        if (canStart) props.onWrite()
      }}
    >
      <div className="labelled-field">
        <label htmlFor={`${id}-what`}>{words.what}</label>
        <select
          id={`${id}-what`}
          className="summarise-select"
          value={source?.id ?? ''}
          onChange={event => props.onSource(event.target.value)}
        >
          {!source && <option value="">{words.choose}</option>}
          {sources.map(one => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
        {isLost && <p className="field-error">{words.notHere}</p>}
      </div>
      <Choice
        label={words.length}
        value={settings.length}
        options={summaryLengths.map(length => [length, words.lengths[length]] as const)}
        onChange={length => props.onSettings({ ...settings, length })}
      />
      <div className="labelled-field">
        <label htmlFor={`${id}-language`}>{words.language}</label>
        <select
          id={`${id}-language`}
          className="summarise-select"
          value={settings.language}
          aria-describedby={`${id}-hint`}
          onChange={event => props.onSettings({ ...settings, language: event.target.value })}
        >
          {['document', ...languagesOf(facts)].map(code => (
            <option key={code} value={code}>
              {code === 'document' ? words.documentLanguage : words.languageOf(code)}
            </option>
          ))}
        </select>
        <p id={`${id}-hint`} className="hint">
          {refusal ??
            (extract && wanted !== extract.language && settings.language !== 'document'
              ? words.onlyNumbers
              : '')}
        </p>
      </div>
      {source && refusal === undefined && !isBusy && (
        <div className="summarise-actions">
          <Button kind="primary" type="submit" disabled={!canStart}>
            {words.write}
          </Button>
        </div>
      )}
    </form>
  )
}

/** Why the model cannot write this summary; then there is the extract. */
function refusalOf(
  { language }: SourceExtract,
  settings: SummarySettings,
  facts: ModelFacts,
  words: ReturnType<typeof useSummariseText>,
): string | undefined {
  const summary = settings.language === 'document' ? language : settings.language
  if (wayFor(facts, Number.POSITIVE_INFINITY, { document: language, summary }) !== 'extract') return undefined
  const known = language === 'und' ? undefined : language
  return canWrite(facts, language)
    ? words.cannotTranslate(facts.name, summary)
    : words.cannotWrite(facts.name, languagesOf(facts), known)
}
