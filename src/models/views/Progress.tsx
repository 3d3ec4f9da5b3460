import type { ReactNode } from 'react'
import { type Text, useText } from '../../ui/i18n/text.ts'
import type { DownloadState } from '../library-state.ts'

/** How far a download is, in one line: bytes, speed and time left, or what it waits for. */
export function downloadWords(text: Text, state: DownloadState): string {
  const parts = [text.downloadProgress(state.bytes, state.ofBytes)]
  if (state.name === 'paused') parts.push(text.downloadPaused)
  if (state.name !== 'running') return parts.join(' · ')
  const { bytes, ofBytes, bytesPerSecond, waiting } = state
  if (waiting !== undefined) return [...parts, text.downloadWaits[waiting]].join(' · ')
  if (bytesPerSecond !== undefined && bytesPerSecond > 0) {
    parts.push(text.downloadSpeed(bytesPerSecond), text.timeLeft(((ofBytes - bytes) / bytesPerSecond) * 1000))
  }
  return parts.join(' · ')
}

interface DownloadProgressProps {
  readonly name: string
  readonly state: DownloadState
  /** At the end of the line. */
  readonly children?: ReactNode
}

/** The bar of a download and its line. Neither is live: a screen reader is told of the end only. */
export function DownloadProgress({ name, state, children }: DownloadProgressProps) {
  const text = useText()
  return (
    <div className="download-progress">
      <progress
        className="progress"
        aria-label={text.downloadingModel(name)}
        max={Math.max(1, state.ofBytes)}
        value={state.bytes}
        data-state={state.name}
      />
      <div className="row-actions">
        <p className="numbers">{downloadWords(text, state)}</p>
        {children}
      </div>
    </div>
  )
}
