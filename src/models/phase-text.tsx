import { useStore } from 'zustand'
import { type Text, useText } from '../ui/i18n/text.ts'
import type { Session, SessionPhase } from './session.ts'

/** Where the model is, in a few words. */
export function phaseText(text: Text, phase: SessionPhase): string {
  switch (phase.name) {
    case 'starting':
      return text.starting
    case 'needs-download':
      return text.notDownloaded
    case 'downloading':
      if (phase.waiting === 'offline') return text.waitingOffline
      if (phase.waiting === 'retry') return text.waitingRetry
      return text.downloading(phase.bytes / phase.ofBytes)
    case 'loading':
      return text.loading(phase.fraction)
    case 'ready':
      return text.ready
    case 'elsewhere':
      return text.elsewhere
    case 'stopped':
      return text.stopped(text.faultNames[phase.fault.code])
  }
}

/** What keeps an answer waiting; nothing once the model is ready. */
export function WaitingFor({ session }: { readonly session: Session }) {
  const text = useText()
  const words = useStore(session.store, ({ phase }) =>
    phase.name === 'ready' || phase.name === 'starting' ? '' : phaseText(text, phase),
  )
  return <span className="numbers">{words}</span>
}
