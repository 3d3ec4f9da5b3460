import { useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { toFault } from '../../fault.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { Button } from '../../ui/Button.tsx'
import { FoldButton } from '../../ui/FoldButton.tsx'
import { focusHeir } from '../../ui/focus-heir.ts'
import { useAgentText } from '../../ui/i18n/agent.ts'
import { faultSentence, useText } from '../../ui/i18n/text.ts'
import type { AgentDesk } from '../desk.ts'
import type { Step } from '../step.ts'
import { ConsentForm } from './ConsentForm.tsx'
import { MissingQuestion } from './MissingQuestion.tsx'
import { StepDetails } from './StepDetails.tsx'
import { useTool } from './use-desk.ts'

interface StepCardProps {
  readonly desk: AgentDesk
  readonly answerId: string
  readonly step: Step
  /** Nothing is being written in this chat. */
  readonly canChange: boolean
  /** What it asked for was answered by a later message, which goes on with it. */
  readonly isAnsweredLater: boolean
  readonly onStop: () => void
}

/** One step of an answer: what it is, how it stands, and what the person can do about it. */
export function StepCard({ desk, answerId, step, canChange, isAnsweredLater, onStop }: StepCardProps) {
  const words = useAgentText()
  const text = useText()
  const tool = useTool(desk, step.tool, step.source)
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const cardRef = useRef<HTMLElement>(null)
  const { status, fault, refusedBy, ms, source } = step
  const title = tool?.title[text.formats.language] ?? step.title
  const isWaiting = (status === 'asking' || status === 'missing') && !isAnsweredLater
  const focusCard = () => cardRef.current?.querySelector<HTMLElement>('.step-button')?.focus()
  const place = { answerId, step }
  const canRetry = (status === 'failed' || status === 'stopped' || status === 'refused') && tool !== undefined
  const standing = useStore(desk.consents.store, () => desk.consents.standing({ name: step.tool, source }))
  const isForbidden = refusedBy === 'person' && standing === 'never'
  const retry = () => {
    // What is never allowed would only be refused again: the one way on is to be asked.
    if (isForbidden) desk.consents.set({ name: step.tool, source, title }, undefined)
    desk.retry(place)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and most cards have none.
    <section ref={cardRef} className="step" role="group" aria-label={words.step(title)} data-status={status}>
      <div className="step-row">
        <FoldButton className="step-button" isOpen={isOpen} controls={id} onToggle={() => setOpen(!isOpen)}>
          {title}
        </FoldButton>
        <span className="step-state numbers">
          {[
            ...(source === undefined ? [] : [words.from(source)]),
            step.isUndone ? words.undone : step.isReading ? words.reading : words.states[status],
            ...(ms === undefined ? [] : [words.seconds(ms)]),
          ].join(' · ')}
        </span>
        <span className="step-actions" ref={focusHeir(focusCard)}>
          {(status === 'running' || step.isReading) && (
            <Button kind="text" onClick={onStop}>
              {words.stop}
            </Button>
          )}
          {canRetry && (
            <Button kind="text" disabled={!canChange} onClick={retry}>
              {isForbidden ? words.askAgainShort : words.retry}
            </Button>
          )}
          {status === 'done' && step.undo !== undefined && !step.isUndone && tool?.undo && (
            <UndoButton desk={desk} step={step} canChange={canChange} />
          )}
        </span>
      </div>
      {refusedBy !== undefined && (
        <p className="step-note">{isForbidden ? words.refusedForGood : words.refusedBy[refusedBy]}</p>
      )}
      {status === 'failed' && (
        <p className="step-note">{faultSentence(text, fault ?? { code: 'tool-failed' })}</p>
      )}
      {isWaiting && (
        <div ref={focusHeir(focusCard)}>
          {!tool ? (
            <p className="step-note">{words.toolGone}</p>
          ) : status === 'asking' ? (
            <ConsentForm {...{ desk, answerId, step, tool, canChange }} />
          ) : (
            <MissingQuestion {...{ desk, answerId, step, tool, canChange }} />
          )}
        </div>
      )}
      {isOpen && <StepDetails id={id} step={step} tool={tool} />}
    </section>
  )
}

interface UndoButtonProps {
  readonly desk: AgentDesk
  readonly step: Step
  readonly canChange: boolean
}

/** Undoes a call, and says where that does not work. */
export function UndoButton({ desk, step, canChange }: UndoButtonProps) {
  const words = useAgentText()
  const text = useText()
  const announce = useAnnounce()
  const [state, setState] = useState<'idle' | 'running' | string>('idle')
  const undo = async () => {
    setState('running')
    try {
      await desk.undo(step)
      setState('idle')
      announce(words.undone)
    } catch (error) {
      const fault = toFault(error)
      const sentence = faultSentence(text, fault.code === 'crashed' ? { code: 'tool-failed' } : fault)
      setState(sentence)
      announce(sentence)
    }
  }
  return (
    <>
      <Button kind="text" disabled={!canChange || state === 'running'} onClick={() => void undo()}>
        {state === 'running' ? words.undoing : words.undo}
      </Button>
      {state !== 'idle' && state !== 'running' && <span className="step-note">{state}</span>}
    </>
  )
}
