import { type ComponentType, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useSummariseText } from '../../ui/i18n/summarise.ts'
import type { OpenView, ViewProps } from '../ability.ts'
import { Extract } from './Extract.tsx'
import { KeptSummaries } from './KeptSummaries.tsx'
import type { KeptSummary } from './kept-summaries.ts'
import { RunPanel } from './RunPanel.tsx'
import { SummaryForm } from './SummaryForm.tsx'
import { SummaryPage } from './SummaryPage.tsx'
import type { Summaries, SummarySource } from './summaries.ts'
import { documentTarget, draftTarget, type SummariseParts, textTarget } from './summarise-ability.ts'
import type { SummarySettings } from './summary.ts'
import { useExtract } from './use-extract.ts'
import './summarise.css'

/** The view, over what it is given. */
export function createSummariseView(parts: SummariseParts, summaries: Summaries): ComponentType<ViewProps> {
  // biome-ignore lint/correctness/noComponentHookFactories: called once for an opening of the view, by its load().
  return function SummariseView(props: ViewProps) {
    return <SummariseDialog {...props} parts={parts} summaries={summaries} />
  }
}

interface SummariseDialogProps extends ViewProps {
  readonly parts: SummariseParts
  readonly summaries: Summaries
}

/** A document or a text, its key sentences at once, and a summary as it grows. */
function SummariseDialog({ target, openView, onClose, parts, summaries }: SummariseDialogProps) {
  const words = useSummariseText()
  const given = target?.startsWith(textTarget) ? target.slice(textTarget.length) : ''
  const sources = useSources(parts, given)
  const { run } = useStore(summaries.store)
  const [sourceId, setSourceId] = useState(() =>
    firstSource(given === '' ? target : givenId, sources, run?.source.id),
  )
  const [settings, setSettings] = useState<SummarySettings>({ length: 'paragraph', language: 'document' })
  const [shown, setShown] = useState<KeptSummary>()
  const source = sources.find(({ id }) => id === sourceId)
  const extract = useExtract(summaries, source, settings.length)
  const isHere = run !== undefined && run.source.id === sourceId
  const isBusy = run !== undefined && ['preparing', 'writing', 'waiting', 'elsewhere'].includes(run.stage)
  useBegun(summaries, sources, sourceId === '', setSourceId)
  const wayRef = useRef<HTMLDivElement>(null)

  const choose = (id: string) => {
    setSourceId(id)
    setShown(undefined)
  }
  const openPlace = placeOpener(source, openView)
  const putInChat = (text: string) => {
    const draft = parts.chat.draft().trimEnd()
    parts.chat.setDraft(draft === '' ? text : `${draft}\n\n${text}`)
    onClose()
  }
  const begin = (work: () => void) => {
    setShown(undefined)
    work()
    // The button that began it may be gone.
    requestAnimationFrame(() => wayRef.current?.focus())
  }
  const finished = shown?.summary
    ? { summary: shown.summary, modelName: shown.job.modelName, hash: shown.hash, settings: shown.job }
    : isHere && run.stage === 'done' && run.summary
      ? {
          summary: run.summary,
          modelName: run.way === 'extract' ? '' : (run.modelName ?? ''),
          hash: run.hash ?? '',
          settings: run.settings,
        }
      : undefined

  const kept = {
    summaries,
    shownHash: shown?.hash ?? (isHere ? run.hash : undefined),
    onOpen: setShown,
    onResume: (one: KeptSummary) => source && begin(() => summaries.resume(source, one)),
  }
  return (
    <Dialog title={words.title} onClose={onClose}>
      <div className="summarise">
        {sources.length === 0 ? (
          <Nothing openView={openView} />
        ) : (
          <SummaryForm
            sources={sources}
            source={source}
            wantedId={sourceId}
            settings={settings}
            extract={extract.extract}
            facts={parts.model.facts()}
            isBusy={isBusy}
            onSource={choose}
            onSettings={setSettings}
            onWrite={() => source && begin(() => summaries.start(source, settings))}
          />
        )}
        {isBusy && !isHere && (
          <p className="summarise-note">
            {words.busyWith(run.source.title)}{' '}
            <Button kind="text" onClick={() => choose(run.source.id)}>
              {words.showIt}
            </Button>
          </p>
        )}
        <div ref={wayRef} tabIndex={-1} className="summarise-way">
          {isHere && run.stage !== 'done' && !shown && (
            <RunPanel
              run={run}
              onOpenPlace={openPlace}
              onStop={() => summaries.stop()}
              onGoOn={() => begin(() => summaries.goOn())}
            />
          )}
        </div>
        {source && finished && (
          <SummaryPage
            key={finished.hash}
            title={source.title}
            {...finished}
            isNew={!shown}
            onOpenPlace={openPlace}
            onPutInChat={putInChat}
            onStartAnew={() => begin(() => summaries.startAnew(source, finished.settings))}
          />
        )}
        {source && <KeptSummaries which="begun" {...kept} source={source} />}
        {source && !finished && <Extract state={extract} onOpenPlace={openPlace} onPutInChat={putInChat} />}
        {source && <KeptSummaries which="done" {...kept} source={source} />}
      </div>
    </Dialog>
  )
}

function Nothing({ openView }: { readonly openView: OpenView }) {
  const words = useSummariseText()
  return (
    <div className="summarise-nothing">
      <p>{words.nothing}</p>
      <p className="hint">{words.nothingHint}</p>
      <Button kind="primary" onClick={() => openView('documents')}>
        {words.toLibrary}
      </Button>
    </div>
  )
}

/** Opens the document where a statement is from; a text that is no document has nothing to be opened. */
function placeOpener(source: SummarySource | undefined, openView: OpenView) {
  if (!source || !('document' in source)) return undefined
  return ({ start, end }: { readonly start: number; readonly end: number }) =>
    openView('documents', `${source.id}#${start}-${end}`)
}

/** Of the text that the view was opened with. */
const givenId = 'given'

/** What can be summarised: documents of the chat in view first, then the others, and texts: given, and in the message box. */
function useSources(parts: SummariseParts, given: string): readonly SummarySource[] {
  const words = useSummariseText()
  const documents = useSyncExternalStore(parts.documents.subscribe, parts.documents.list)
  // As it was when the view was opened: nobody can write there meanwhile.
  const [draft] = useState(() => parts.chat.draft().trim())
  const [attached] = useState(() => parts.chat.attached())
  return useMemo(() => {
    const ready = documents.filter(({ status }) => status === 'ready' || status === 'indexing')
    const rank = ({ id }: { readonly id: string }) => {
      const at = attached.indexOf(id)
      return at === -1 ? attached.length : at
    }
    return [
      ...(given === '' ? [] : [{ id: givenId, title: words.given, text: given }]),
      ...(draft === '' ? [] : [{ id: draftTarget, title: words.draft, text: draft }]),
      ...ready
        .toSorted((a, b) => rank(a) - rank(b))
        .map(document => ({ id: document.id, title: document.title, document })),
    ]
  }, [documents, attached, draft, given, words])
}

/** So many documents are looked through for a summary that was begun: the newest, or those of the chat. */
const lookedThrough = 30

/** Where nothing was asked for, what was begun and is not done is offered. */
function useBegun(
  summaries: Summaries,
  sources: readonly SummarySource[],
  isWanted: boolean,
  onFound: (id: string) => void,
): void {
  useEffect(() => {
    if (!isWanted) return
    const abort = new AbortController()
    // What cannot be read is not offered.
    summaries.begun(sources.slice(0, lookedThrough), abort.signal).then(
      found => found && !abort.signal.aborted && onFound(found.id),
      () => {},
    )
    return () => abort.abort()
  }, [summaries, sources, isWanted, onFound])
}

function firstSource(
  target: string | undefined,
  sources: readonly SummarySource[],
  runningId: string | undefined,
): string {
  const wanted = sources.find(({ id }) => target === documentTarget(id) || target === id)
  if (wanted) return wanted.id
  if (target !== undefined) return target.replace(/^document\//, '')
  return runningId ?? (sources.length === 1 ? (sources[0]?.id ?? '') : '')
}
