import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/i18n/text.ts'
import type { Library } from '../library-state.ts'
import { modelBytes } from '../model.ts'
import type { Session } from '../session-state.ts'
import { OtherDownloads } from './OtherDownloads.tsx'
import { downloadWords } from './Progress.tsx'
import './notice.css'

interface ModelNoticeProps {
  readonly session: Session
  readonly library: Library
  /** Opens the dialog "Models". */
  readonly onModels: () => void
}

/** The way of the model onto this device: asked for, under way, or waiting; and, in a line, of other models. */
export function ModelNotice({ session, library, onModels }: ModelNoticeProps) {
  return (
    <>
      <OtherDownloads session={session} library={library} onModels={onModels} />
      <SessionNotice session={session} />
    </>
  )
}

/** Nothing once the model in use is there. */
function SessionNotice({ session }: { readonly session: Session }) {
  const text = useText()
  const phase = useStore(session.store, state => state.phase)
  const model = useStore(session.store, state => state.model)
  const [wasPaused, setPaused] = useState(false)

  if (phase.name === 'needs-download') {
    const isPartlyHere = wasPaused || phase.bytes < modelBytes(model)
    return (
      <Notice
        title={isPartlyHere ? text.pausedTitle : text.needsDownloadTitle}
        words={isPartlyHere ? text.pausedWords(phase.bytes) : text.needsDownload(phase.bytes)}
      >
        <Button
          kind="primary"
          onClick={() => {
            setPaused(false)
            session.download()
          }}
        >
          {isPartlyHere ? text.resume : text.download}
        </Button>
      </Notice>
    )
  }
  if (phase.name !== 'downloading') return null
  return (
    <Notice
      title={text.downloadTitle}
      words={
        <>
          {downloadWords(text, { ...phase, name: 'running' })}
          {phase.waiting === undefined && <span className="model-notice-why">{text.downloadWhy}</span>}
        </>
      }
    >
      <Button
        onClick={() => {
          setPaused(true)
          session.cancelDownload()
        }}
      >
        {text.pause}
      </Button>
      <progress
        className="progress"
        max={phase.ofBytes}
        value={phase.bytes}
        aria-label={text.downloadTitle}
      />
    </Notice>
  )
}

interface NoticeProps {
  readonly title: string
  readonly words: ReactNode
  readonly children: ReactNode
}

function Notice({ title, words, children }: NoticeProps) {
  return (
    <section className="model-notice column" aria-label={title}>
      <div className="model-notice-card">
        <div className="model-notice-words">
          <p className="model-notice-title">{title}</p>
          <p className="numbers">{words}</p>
        </div>
        {children}
      </div>
    </section>
  )
}
