import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { focusHeir } from '../ui/focus-heir.ts'
import { faultSentence, type Text, useText } from '../ui/i18n/text.ts'
import { focusComposerGently } from './Composer.tsx'
import { isLengthFault, type Message } from './conversation.ts'

interface AnswerEndProps {
  readonly message: Message
  /** Only the newest failure is an alert: old ones must not speak again when a chat is opened. */
  readonly isLast: boolean
  readonly canChange: boolean
  /** The model can go on with it where it was cut. */
  readonly canContinue: boolean
  readonly onContinue: () => void
  readonly onRetry: () => void
  readonly onShorten: () => void
  /** False where leaving out the oldest turns does not make room. */
  readonly onLeaveOut: () => Promise<boolean>
  readonly onSummarise: () => void
}

/** How an answer ended, where it did not simply end: one sentence and what there is to do. */
export function AnswerEnd(props: AnswerEndProps) {
  const { message, isLast, canChange, canContinue, onContinue, onRetry, onShorten, onLeaveOut, onSummarise } =
    props
  const text = useText()
  const [isFull, setFull] = useState(false)
  const { status, fault } = message
  const [again, actAgain] = canContinue ? [text.continue, onContinue] : [text.retry, onRetry]
  if (status === 'stopped' || status === 'length' || status === 'interrupted') {
    return (
      <p ref={focusHeir(focusComposerGently)} className="answer-note">
        {notes(text)[status]}{' '}
        {(canContinue || status === 'interrupted') && (
          <Button kind="text" disabled={!canChange} onClick={actAgain}>
            {again}
          </Button>
        )}
      </p>
    )
  }
  if (status !== 'failed') return null

  const known = fault ?? { code: 'crashed' as const }
  const leaveOut = async () => setFull(!(await onLeaveOut()))
  const [label, act] = !isLengthFault(known)
    ? [again, actAgain]
    : [text.faultActions[known.code], known.code === 'message-too-long' ? onShorten : () => void leaveOut()]
  return (
    <div
      ref={focusHeir(focusComposerGently)}
      className="answer-fault"
      role={isLast ? 'alert' : undefined}
      title={known.detail}
    >
      <p>{isFull ? text.noRoomLeft : faultSentence(text, known)}</p>
      <Button disabled={!canChange} onClick={act}>
        {label}
      </Button>
      {known.code === 'chat-too-long' && (
        <Button disabled={!canChange} onClick={onSummarise}>
          {text.summariseOldest}
        </Button>
      )}
    </div>
  )
}

function notes(text: Text) {
  return { stopped: text.answerStopped, length: text.answerLength, interrupted: text.answerInterrupted }
}
