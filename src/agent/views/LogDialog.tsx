import type { ComponentType } from 'react'
import { useStore } from 'zustand'
import type { ViewProps } from '../../abilities/ability.ts'
import type { Chat } from '../../chat/chat.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { type AgentText, useAgentText } from '../../ui/i18n/agent.ts'
import { useText } from '../../ui/i18n/text.ts'
import { RichText } from '../../ui/markdown/RichText.tsx'
import type { AgentDesk } from '../desk.ts'
import { type Call, mostCalls } from '../log.ts'
import { UndoButton } from './StepCard.tsx'
import { useTool } from './use-desk.ts'
import './agent.css'

interface LogDialogProps {
  readonly desk: AgentDesk
  readonly chat: Pick<Chat, 'store' | 'open'>
  readonly onClose: () => void
}

/** The view of the log over an agent. */
export function makeLogView(desk: AgentDesk, chat: Pick<Chat, 'store' | 'open'>): ComponentType<ViewProps> {
  return ({ onClose }) => <LogDialog desk={desk} chat={chat} onClose={onClose} />
}

/** Every call that was made, newest first, with what takes it back. */
function LogDialog({ desk, chat, onClose }: LogDialogProps) {
  const words = useAgentText()
  const calls = useStore(desk.log.store, state => state.calls)
  const conversations = useStore(chat.store, state => state.conversations)
  const open = (id: string) => {
    chat.open(id)
    onClose()
  }
  return (
    <Dialog title={words.log} onClose={onClose}>
      {calls.length === 0 ? (
        <p>{words.logEmpty}</p>
      ) : (
        <>
          <p className="hint">{words.logHint(mostCalls)}</p>
          <ol className="calls" aria-label={words.calls}>
            {calls.toReversed().map(call => (
              <CallRow
                key={call.id}
                call={call}
                desk={desk}
                words={words}
                onOpen={conversations.has(call.conversationId) ? open : undefined}
              />
            ))}
          </ol>
          <Button kind="danger" onClick={() => desk.log.clear()}>
            {words.clearLog}
          </Button>
        </>
      )}
    </Dialog>
  )
}

interface CallRowProps {
  readonly call: Call
  readonly desk: AgentDesk
  readonly words: AgentText
  /** Absent where its chat is gone. */
  readonly onOpen: ((conversationId: string) => void) | undefined
}

function CallRow({ call: { step, conversationId }, desk, words, onOpen }: CallRowProps) {
  const { language } = useText().formats
  const tool = useTool(desk, step.tool, step.source)
  const moment = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  return (
    <li className="call">
      <div className="step-row">
        <strong>{tool?.title[language] ?? step.title}</strong>
        <span className="step-state numbers">
          {[
            ...(step.source === undefined ? [] : [words.from(step.source)]),
            step.isUndone ? words.undone : words.states[step.status],
            ...(step.startedAt === undefined ? [] : [moment.format(step.startedAt)]),
          ].join(' · ')}
        </span>
        <span className="step-actions">
          {onOpen && (
            <Button kind="text" onClick={() => onOpen(conversationId)}>
              {words.openChat}
            </Button>
          )}
          {step.status === 'done' && step.undo !== undefined && !step.isUndone && tool?.undo && (
            <UndoButton desk={desk} step={step} canChange={true} />
          )}
        </span>
      </div>
      {step.said && (
        <div className="call-said">
          <RichText text={step.said} isWriting={false} />
        </div>
      )}
    </li>
  )
}
