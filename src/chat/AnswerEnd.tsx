import { Button } from '../ui/Button.tsx'
import { faultSentence, useText } from '../ui/i18n/text.ts'
import { isLengthFault } from './chat.ts'
import type { Message } from './conversation.ts'

interface AnswerEndProps {
  readonly message: Message
  /** Only the newest failure is an alert: old ones must not speak again when a chat is opened. */
  readonly isLast: boolean
  readonly canChange: boolean
  readonly onRetry: () => void
  readonly onShorten: () => void
  readonly onLeaveOut: () => void
}

/** How an answer ended, where it did not simply end: one sentence and at most one thing to do. */
export function AnswerEnd({ message, isLast, canChange, onRetry, onShorten, onLeaveOut }: AnswerEndProps) {
  const text = useText()
  const { status, fault } = message
  if (status === 'stopped') return <p className="answer-note">{text.answerStopped}</p>
  if (status === 'length') return <p className="answer-note">{text.answerLength}</p>
  if (status === 'interrupted') {
    return (
      <p className="answer-note">
        {text.answerInterrupted}{' '}
        <Button kind="text" disabled={!canChange} onClick={onRetry}>
          {text.retry}
        </Button>
      </p>
    )
  }
  if (status !== 'failed') return null

  const known = fault ?? { code: 'crashed' as const }
  const [label, act] = !isLengthFault(known)
    ? [text.retry, onRetry]
    : known.code === 'message-too-long'
      ? [text.faultActions[known.code], onShorten]
      : [text.faultActions[known.code], onLeaveOut]
  return (
    <div className="answer-fault" role={isLast ? 'alert' : undefined} title={known.detail}>
      <p>{faultSentence(text, known)}</p>
      <Button disabled={!canChange} onClick={act}>
        {label}
      </Button>
    </div>
  )
}
