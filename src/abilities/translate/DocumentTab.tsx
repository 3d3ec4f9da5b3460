import { useId, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { fileNameOf } from '../../chat/transfer/file-name.ts'
import { type Fault, toFault } from '../../fault.ts'
import { phaseText } from '../../models/views/phase-text.tsx'
import { Button } from '../../ui/Button.tsx'
import { faultSentence, useText } from '../../ui/i18n/text.ts'
import { useTranslateText } from '../../ui/i18n/translate.ts'
import { saveFile } from '../../ui/save-file.ts'
import { NoTranslator } from './NoTranslator.tsx'
import { ObstacleView } from './ObstacleView.tsx'
import type { TranslateRoom } from './TranslateDialog.tsx'

interface DocumentTabProps {
  readonly room: TranslateRoom
  readonly onModels: () => void
}

/** A document of the library, translated block by block into a Markdown file. */
export function DocumentTab({ room, onModels }: DocumentTabProps) {
  const { translating, job } = room
  const words = useTranslateText()
  const id = useId()
  const chosen = useStore(job.store, state => state.document)
  const cannot = useStore(translating.store, state => state.translator.can === 'no')
  // Its text is there as soon as it is read.
  const listed = useSyncExternalStore(room.documents.subscribe, room.documents.list)
  const documents = listed.filter(({ status }) => status === 'ready' || status === 'indexing')
  if (documents.length === 0) return <p className="hint">{words.noDocuments}</p>
  return (
    <div className="translate-document">
      <div className="labelled-field">
        <label htmlFor={id}>{words.document}</label>
        <select
          id={id}
          className="field"
          value={chosen?.id ?? ''}
          onChange={event => {
            const document = documents.find(one => one.id === event.target.value)
            if (document) void job.choose(document)
          }}
        >
          <option value="" disabled>
            {words.chooseDocument}
          </option>
          {documents.map(document => (
            <option key={document.id} value={document.id}>
              {document.title}
            </option>
          ))}
        </select>
      </div>
      {cannot ? <NoTranslator room={room} onModels={onModels} /> : chosen && <Job room={room} />}
    </div>
  )
}

/** How far it is, and what can be done. */
function Job({ room }: { readonly room: TranslateRoom }) {
  const { job, session, translating } = room
  const text = useText()
  const words = useTranslateText()
  const { status, from, obstacle, progress, ahead = 0, fault, document } = useStore(job.store)
  const to = useStore(translating.store, state => state.to)
  const phase = useStore(session.store, state => state.phase)
  const [saveFault, setSaveFault] = useState<Fault>()
  const { done = 0, of = 0, problems = 0, secondsLeft, sentence } = progress ?? {}
  const fraction = of === 0 ? 0 : done / of
  const isWorking = status === 'working'

  async function save(): Promise<void> {
    setSaveFault(undefined)
    try {
      const name = fileNameOf(document?.title ?? '', words.translation)
      saveFile(words.fileName(name, to), await job.markdown(), 'text/markdown')
    } catch (error) {
      setSaveFault(toFault(error))
    }
  }

  if (status === 'looking') return <p className="hint">{words.opening}</p>
  if (status === 'failed' && fault) {
    return (
      <div className="translate-work" role="alert" title={fault.detail}>
        <p className="field-error">{faultSentence(text, fault)}</p>
        <Button onClick={() => void (progress ? job.start() : document && job.choose(document))}>
          {words.tryAgain}
        </Button>
      </div>
    )
  }
  if (obstacle) return <ObstacleView room={room} obstacle={obstacle} detected={from} />
  return (
    <div className="translate-job">
      <progress className="progress" aria-label={words.progress} max={Math.max(1, of)} value={done} />
      <p className="numbers">
        {status === 'done' ? words.documentDone : words.documentProgress(fraction)}
        {isWorking && secondsLeft !== undefined && ` · ${text.timeLeft(secondsLeft * 1000)}`}
      </p>
      {isWorking && phase.name !== 'ready' && (
        <p className="hint">{words.modelWaits(phaseText(text, phase))}</p>
      )}
      {isWorking && ahead > 0 && <p className="hint">{words.waitsForChat}</p>}
      {isWorking && ahead === 0 && sentence !== undefined && (
        <p className="translate-in-work">
          <span>{words.sentenceInWork}</span> <span lang={from}>{sentence}</span>
        </p>
      )}
      {problems > 0 && <p className="hint">{words.documentProblems(problems)}</p>}
      {!isWorking && status !== 'done' && <p className="hint">{words.documentKept}</p>}
      <div className="translate-deeds">
        {isWorking ? (
          <Button onClick={job.stop}>{words.stop}</Button>
        ) : (
          status !== 'done' && (
            <Button kind="primary" onClick={() => void job.start()}>
              {done > 0 ? words.documentGoOn : words.start}
            </Button>
          )
        )}
        {done > 0 && (
          <Button kind={status === 'done' ? 'primary' : 'plain'} onClick={() => void save()}>
            {status === 'done' ? words.save : words.saveSoFar}
          </Button>
        )}
      </div>
      {saveFault && (
        <p className="field-error" role="alert" title={saveFault.detail}>
          {faultSentence(text, saveFault)}
        </p>
      )}
    </div>
  )
}
