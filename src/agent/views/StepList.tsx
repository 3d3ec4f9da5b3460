import { useStore } from 'zustand'
import type { Chat } from '../../chat/chat.ts'
import type { Message } from '../../chat/conversation.ts'
import { Button } from '../../ui/Button.tsx'
import { useAgentText } from '../../ui/i18n/agent.ts'
import type { AgentDesk } from '../desk.ts'
import { StepCard } from './StepCard.tsx'
import { useDesk } from './use-desk.ts'
import './agent.css'

interface StepListProps {
  readonly chat: Chat
  readonly conversationId: string
  readonly message: Message
  readonly load: (() => Promise<AgentDesk>) | undefined
  readonly canChange: boolean
  readonly onAnswerWithout: () => void
}

/** What tools did for an answer. */
export function StepList(props: StepListProps) {
  const { chat, conversationId, message, load, canChange, onAnswerWithout } = props
  const words = useAgentText()
  const desk = useDesk(load)
  const { id: answerId, steps = [], status } = message
  /** The steps of other answers that go on with one of these, as one name for all. */
  const later = useStore(chat.store, ({ conversations }) => {
    const others = conversations.get(conversationId)?.messages.filter(({ id }) => id !== answerId) ?? []
    const ids = new Set(others.flatMap(other => other.steps?.map(({ id }) => id) ?? []))
    return steps.flatMap(({ id }) => (ids.has(id) ? [id] : [])).join(' ')
  })
  const answeredLater = new Set(later.split(' '))
  return (
    <div className="steps">
      {desk
        ? steps.map(step => (
            <StepCard
              key={step.id}
              desk={desk}
              answerId={answerId}
              step={step}
              canChange={canChange}
              isAnsweredLater={step.status === 'missing' && answeredLater.has(step.id)}
              onStop={() => chat.stop()}
            />
          ))
        : steps.map(step => (
            <p key={step.id} className="step step-row">
              {step.title} <span className="step-state">{words.states[step.status]}</span>
            </p>
          ))}
      {status !== 'streaming' && !steps.some(step => step.status === 'done') && (
        <Button kind="text" disabled={!canChange} onClick={onAnswerWithout}>
          {words.answerWithout}
        </Button>
      )}
    </div>
  )
}
