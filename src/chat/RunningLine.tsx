import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useAskText } from '../ui/i18n/ask.ts'
import { useText } from '../ui/i18n/text.ts'
import type { Chat } from './chat.ts'

interface RunningLineProps {
  readonly chat: Chat
  readonly conversationId: string
  readonly messageId: string
  readonly modelStatus: ReactNode
}

/** What happens before the first word: waiting for the model or for its turn, or how much of the prompt is read. */
export function RunningLine({ chat, conversationId, messageId, modelStatus }: RunningLineProps) {
  const text = useText()
  const words = useAskText()
  const documents = useStore(
    chat.store,
    state => state.conversations.get(conversationId)?.settings?.documents?.length ?? 0,
  )
  const running = useStore(chat.store, state => {
    const found = state.running.get(conversationId)
    return found?.messageId === messageId ? found : undefined
  })
  if (!running || running.stage === 'waiting') {
    return (
      <p className="running numbers">
        <span className="running-dot" />
        {text.waitingForModel} {modelStatus}
      </p>
    )
  }
  if (running.stage === 'searching') {
    return (
      <p className="running">
        <span className="running-dot" />
        {words.lookingIn(documents)}
      </p>
    )
  }
  if (running.stage === 'queued') {
    return (
      <p className="running numbers" aria-live="polite">
        <span className="running-dot" />
        {text.queuedBehind(running.ahead ?? 1)}
      </p>
    )
  }
  if (running.stage === 'summarising') {
    return (
      <p className="running">
        <span className="running-dot" />
        {text.summarising}
      </p>
    )
  }
  if (running.stage === 'writing') return <p className="running">{text.writing}</p>
  const { readTokens, ofTokens } = running
  return (
    <div className="running numbers">
      <p>{text.reading(readTokens, ofTokens)}</p>
      {ofTokens > 0 && (
        <progress
          className="progress"
          max={ofTokens}
          value={readTokens}
          aria-label={text.reading(readTokens, ofTokens)}
        />
      )}
    </div>
  )
}
