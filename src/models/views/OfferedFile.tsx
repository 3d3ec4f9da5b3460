import { useEffect, useId, useRef } from 'react'
import { useStore } from 'zustand'
import { useAnnounce } from '../../ui/announce.tsx'
import { Button } from '../../ui/Button.tsx'
import { focusHeir } from '../../ui/focus-heir.ts'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import { faultSentence } from '../../ui/i18n/text.ts'
import { focusSelectedTab } from '../../ui/Tabs.tsx'
import type { Library, LibraryState, Offered } from '../library-state.ts'
import { Facts, Licence, useLanguageNames } from './Facts.tsx'

/** Files of the person's: what they are, before anything of them is taken in; then how far that is. */
export function OfferedFile({ library }: { readonly library: Library }) {
  const offered = useStore(library.store, state => state.offered)
  const adding = useStore(library.store, state => state.adding)
  if (adding) return <Adding adding={adding} library={library} />
  return offered ? <Question key={nameOf(offered)} offered={offered} library={library} /> : null
}

interface QuestionProps {
  readonly offered: Offered
  readonly library: Library
}

function Question({ offered, library }: QuestionProps) {
  const text = useModelsText()
  const nameId = useId()
  const ref = useRef<HTMLElement>(null)
  useEffect(() => {
    // It answers what the person did elsewhere: here it is, and what to do next. After the dialog has opened, which
    // takes the focus to its first button.
    const frame = requestAnimationFrame(() => ref.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  const isRefused = offered.kind === 'refused'
  return (
    <section ref={ref} className="offered" tabIndex={-1} aria-labelledby={nameId}>
      <h3 id={nameId}>{nameOf(offered)}</h3>
      {offered.kind === 'gguf' && <Description offered={offered} />}
      {offered.kind === 'pack' && (
        <>
          <p>{text.packFile}</p>
          <Facts rows={[[text.size, text.formats.bytes(offered.bytes)]]} />
        </>
      )}
      {isRefused && (
        <p className="field-error" role="alert" title={offered.fault.detail}>
          {faultSentence(text, offered.fault)}
        </p>
      )}
      <div ref={focusHeir(focusSelectedTab)} className="models-actions">
        {!isRefused && (
          <Button kind="primary" onClick={() => library.add()}>
            {text.add}
          </Button>
        )}
        <Button onClick={() => library.cancelAdding()}>{isRefused ? text.ok : text.cancel}</Button>
      </div>
    </section>
  )
}

function Description({ offered }: { readonly offered: Extract<Offered, { kind: 'gguf' }> }) {
  const text = useModelsText()
  const { description, files } = offered
  const { licence, licenceUrl, trainedContextTokens, contextTokens, parametersM } = description
  const languages = useLanguageNames(description.languages)
  return (
    <Facts
      rows={[
        [text.files, text.filesOf(files[0]?.name ?? '', files.length)],
        [text.size, text.sizeValue(description.bytes, description.quantisation)],
        [text.architecture, description.architecture],
        [text.parameters, text.parametersValue(parametersM)],
        [
          text.context,
          trainedContextTokens > contextTokens
            ? text.contextTrained(contextTokens, trainedContextTokens)
            : text.tokens(contextTokens),
        ],
        [text.memory, text.memoryAbout(description.memoryBytes)],
        [text.chatTemplate, description.hasChatTemplate ? text.hasTemplate : text.noTemplate],
        [text.languages, languages],
        [
          text.licence,
          licence === '' ? text.noLicence : <Licence key="licence" name={licence} url={licenceUrl} />,
        ],
      ]}
    />
  )
}

interface AddingProps {
  readonly adding: NonNullable<LibraryState['adding']>
  readonly library: Library
}

function Adding({ adding, library }: AddingProps) {
  const text = useModelsText()
  const announce = useAnnounce()
  const { name, fraction } = adding
  useEffect(() => {
    announce(text.addingModel(name))
  }, [announce, text, name])
  return (
    <section className="offered" aria-label={text.addingModel(name)}>
      <h3>{text.addingModel(name)}</h3>
      <div className="download-progress">
        <progress className="progress" value={fraction} aria-label={text.addingModel(name)} />
        <p className="numbers">{text.formats.percent(fraction)}</p>
      </div>
      <div className="models-actions">
        <Button onClick={() => library.cancelAdding()}>{text.cancel}</Button>
      </div>
    </section>
  )
}

/** What the card is called: a model's own name, else its file's. */
function nameOf(offered: Offered): string {
  return offered.kind === 'gguf' ? offered.description.name : offered.name
}
