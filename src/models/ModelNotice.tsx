import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { modelBytes } from './model.ts'
import type { Session, SessionPhase } from './session-state.ts'
import './models.css'

/** The way of the model onto this device: asked for, under way, or waiting. Nothing once it is there. */
export function ModelNotice({ session }: { readonly session: Session }) {
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
    <Notice title={text.downloadTitle} words={<DownloadWords phase={phase} />}>
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

function DownloadWords({ phase }: { readonly phase: Extract<SessionPhase, { name: 'downloading' }> }) {
  const text = useText()
  const { bytes, ofBytes, bytesPerSecond, waiting } = phase
  const parts = [text.downloadProgress(bytes, ofBytes)]
  if (waiting === 'offline') parts.push(text.downloadOffline)
  else if (waiting === 'retry') parts.push(text.downloadRetry)
  else if (bytesPerSecond !== undefined && bytesPerSecond > 0) {
    parts.push(text.downloadSpeed(bytesPerSecond), text.timeLeft(((ofBytes - bytes) / bytesPerSecond) * 1000))
  }
  return (
    <>
      {parts.join(' · ')}
      {waiting === undefined && <span className="model-notice-why">{text.downloadWhy}</span>}
    </>
  )
}
