import { memo, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { phaseText } from '../../models/views/phase-text.tsx'
import { useAnnounce } from '../../ui/announce.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { faultSentence, useText } from '../../ui/i18n/text.ts'
import { useTranslateText } from '../../ui/i18n/translate.ts'
import { CloseIcon } from '../../ui/icons.tsx'
import { CopyTranslation } from './CopyTranslation.tsx'
import { directionOf } from './languages.ts'
import { NoTranslator } from './NoTranslator.tsx'
import { ObstacleView } from './ObstacleView.tsx'
import { translatedPieces } from './sentences.ts'
import type { TranslateRoom } from './TranslateDialog.tsx'
import type { Line } from './translating.ts'

interface TextTabProps {
  readonly room: TranslateRoom
  readonly onModels: () => void
}

/** What is typed on one side, its translation on the other. */
export function TextTab({ room, onModels }: TextTabProps) {
  const { translating } = room
  const words = useTranslateText()
  const source = useStore(translating.store, state => state.source)
  const detected = useStore(translating.store, state => state.detected)
  const cannot = useStore(translating.store, state => state.translator.can === 'no')
  const boxRef = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    // After the dialog has opened, which takes the focus to its first button. Whoever walks through the tabs stays there.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement?.role !== 'tab') boxRef.current?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  return (
    <div className="translate-panes">
      <div className="translate-pane">
        <textarea
          ref={boxRef}
          className="translate-source"
          aria-label={words.source}
          placeholder={words.sourcePlaceholder}
          value={source}
          lang={detected}
          dir="auto"
          onChange={event => translating.setSource(event.target.value)}
        />
        {source !== '' && (
          <div className="translate-clear">
            <IconButton
              label={words.clear}
              onClick={() => {
                translating.clear()
                boxRef.current?.focus()
              }}
            >
              <CloseIcon />
            </IconButton>
          </div>
        )}
      </div>
      <div className="translate-pane" data-side="target">
        {cannot ? <NoTranslator room={room} onModels={onModels} /> : <Target room={room} />}
      </div>
    </div>
  )
}

/** The translation, with what is being done for it. */
function Target({ room }: { readonly room: TranslateRoom }) {
  const { translating, session } = room
  const words = useTranslateText()
  const announce = useAnnounce()
  const { lines, to, status, obstacle, translator, source } = useStore(translating.store)
  const model = useStore(session.store, state => state.model.name)
  const isBusy = status === 'working' || status === 'typing'
  const wasWorking = useRef(false)
  const isDone = status === 'idle' && lines.some(({ state }) => state === 'done')
  useEffect(() => {
    if (isDone && wasWorking.current) announce(words.done)
    wasWorking.current = status === 'working'
  }, [isDone, status, announce, words])

  const shown = translatedPieces(lines, (_, at) => lines[at]?.translation, to)
  const problems = lines.filter(({ problem }) => problem !== undefined).length
  return (
    <>
      {/* Not live: a screen reader is told when it is done. */}
      <section
        className="translate-target"
        aria-label={words.translation}
        aria-busy={isBusy && lines.length > 0}
        lang={to}
        dir={directionOf(to)}
      >
        {obstacle ? (
          <ObstacleView room={room} obstacle={obstacle} />
        ) : source.trim() === '' ? (
          <p className="translate-empty" lang={undefined}>
            {words.translationEmpty}
          </p>
        ) : (
          lines.map((line, at) => (
            // The text as it is: a line has no other name than its place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above.
            <Sentence key={at} line={line} text={shown[at] ?? ''} />
          ))
        )}
      </section>
      <div className="translate-foot">
        <Work room={room} />
        {problems > 0 && status !== 'working' && <p className="hint">{words.checkIt(problems)}</p>}
        {isDone && problems === 0 && (
          <p className="hint">
            {translator.can === 'completion' ? words.rough(model) : words.byModel(model)}
          </p>
        )}
        <CopyTranslation
          text={translating.translation}
          isEmpty={!lines.some(line => line.state === 'done')}
        />
      </div>
    </>
  )
}

interface SentenceProps {
  readonly line: Line
  readonly text: string
}

/** With every token one sentence changes: the others are not drawn again. */
const Sentence = memo(
  SentenceView,
  (before, { line, text }) =>
    before.text === text &&
    before.line.text === line.text &&
    before.line.state === line.state &&
    before.line.problem === line.problem,
)

function SentenceView({ line, text }: SentenceProps) {
  const words = useTranslateText()
  if (line.kind === 'gap') return text
  const { state, problem } = line
  if (problem !== undefined) {
    // Nothing came: the original stands there, so that it is seen what is missing.
    const shown = text.trim() === '' ? line.text : text
    return (
      <span className="translate-doubtful" title={words.problems[problem]}>
        {shown}
        <span className="visually-hidden"> ({words.problems[problem]})</span>
      </span>
    )
  }
  if (state === 'running') return <mark className="translate-running">{text === '' ? '…' : text}</mark>
  return <span>{text}</span>
}

/** How far it is, what it waits for, what went wrong; with the one thing to do. */
function Work({ room }: { readonly room: TranslateRoom }) {
  const { translating, session } = room
  const text = useText()
  const words = useTranslateText()
  const { lines, status, ahead = 0, fault } = useStore(translating.store)
  const phase = useStore(session.store, state => state.phase)
  const sentences = lines.filter(({ kind }) => kind === 'sentence')
  const done = sentences.filter(({ state }) => state === 'done').length
  if (status === 'failed' && fault) {
    return (
      <div className="translate-work" role="alert" title={fault.detail}>
        <p className="field-error">{faultSentence(text, fault)}</p>
        <Button onClick={translating.goOn}>{words.tryAgain}</Button>
      </div>
    )
  }
  if (status === 'stopped' && done < sentences.length) {
    return (
      <div className="translate-work">
        <p className="hint">{words.stopped(sentences.length - done)}</p>
        <Button onClick={translating.goOn}>{words.goOn}</Button>
      </div>
    )
  }
  if (status !== 'working') return null
  const isReady = phase.name === 'ready'
  const waiting = ahead > 0 ? words.waitsForChat : words.working(done, sentences.length)
  return (
    <div className="translate-work">
      {sentences.length > 3 && (
        <progress className="progress" aria-label={words.progress} max={sentences.length} value={done} />
      )}
      <p className="hint numbers">{isReady ? waiting : words.modelWaits(phaseText(text, phase))}</p>
      <Button onClick={translating.stop}>{words.stop}</Button>
    </div>
  )
}
