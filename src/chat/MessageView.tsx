import { lazy, memo, type ReactNode, Suspense, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../ui/Button.tsx'
import { useAskText } from '../ui/i18n/ask.ts'
import { useText } from '../ui/i18n/text.ts'
import { RichText } from '../ui/markdown/RichText.tsx'
import { PlainText } from '../ui/PlainText.tsx'
import { AnswerEnd } from './AnswerEnd.tsx'
import type { AnswerActions } from './answer-actions.ts'
import type { Chat } from './chat.ts'
import { type Message, wasCut } from './conversation.ts'
import { EditMessage } from './EditMessage.tsx'
import { Samples } from './harder/Samples.tsx'
import { JsonAnswer } from './json/JsonAnswer.tsx'
import { MessageFooter } from './MessageFooter.tsx'
import { RunningLine } from './RunningLine.tsx'
import { ThoughtPane } from './thinking/ThoughtPane.tsx'
import type { OutlineItem } from './use-outline.ts'

const CitedText = lazy(async () => ({ default: (await import('./documents/views.ts')).CitedText }))
const SourceList = lazy(async () => ({ default: (await import('./documents/views.ts')).SourceList }))
const NothingFound = lazy(async () => ({ default: (await import('./documents/views.ts')).NothingFound }))
const StepList = lazy(async () => ({
  default: (await import('../agent/views/StepList.tsx')).StepList,
}))

interface MessageViewProps {
  readonly chat: Chat
  readonly conversationId: string
  readonly item: OutlineItem
  readonly isLast: boolean
  /** Nothing is being written in this chat. */
  readonly canChange: boolean
  readonly modelStatus: ReactNode
  readonly actions: AnswerActions
  /** Edits of messages that were not sent yet, by message id. */
  readonly edits: Map<string, string>
}

/** One message. It alone redraws when its text grows. */
export const MessageView = memo(function MessageView(props: MessageViewProps) {
  const { chat, conversationId, item, isLast, canChange, modelStatus, actions, edits } = props
  const text = useText()
  const words = useAskText()
  const message = useStore(chat.store, state => {
    const found = state.conversations.get(conversationId)?.messages[item.index]
    // Where a branch was deleted, another one may have its place until the list is drawn anew.
    return found?.id === item.id ? found : undefined
  })
  const stage = useStore(chat.store, state => {
    const running = state.running.get(conversationId)
    return running?.messageId === item.id ? running.stage : undefined
  })
  const isElsewhere = useStore(chat.store, state => state.elsewhere.get(conversationId) === item.id)
  const [isEditing, setEditing] = useState(edits.has(item.id))
  const articleRef = useRef<HTMLElement>(null)
  if (!message) return null

  const isStreaming = message.status === 'streaming'
  const isAnswer = message.role === 'assistant'
  const canContinue = isLast && wasCut(message)
  // One of several answers is shown, and the model is at another of them: Samples tells of it.
  const isWritingOther = (message.harder?.picked ?? null) !== null
  const endEditing = () => {
    setEditing(false)
    // The button that began it is there again, in place of the box that had the focus.
    requestAnimationFrame(() =>
      articleRef.current?.querySelector<HTMLElement>('[data-edit]')?.focus({ preventScroll: true }),
    )
  }
  return (
    <>
      <article
        ref={articleRef}
        className="message"
        data-role={message.role}
        aria-label={isAnswer ? text.assistant : text.you}
        aria-busy={isStreaming ? true : undefined}
        tabIndex={-1}
      >
        {isEditing ? (
          <EditMessage
            messageId={message.id}
            words={message.text}
            edits={edits}
            canSend={canChange}
            onSend={words => actions.edit(message.id, words)}
            onEnd={endEditing}
          />
        ) : (
          <>
            {message.thought && (
              <ThoughtPane
                message={message}
                isThinking={isStreaming && !message.thought.isClosed}
                onAnswerNow={() => chat.answerNow()}
              />
            )}
            {message.steps && (
              <Suspense>
                <StepList
                  chat={chat}
                  conversationId={conversationId}
                  message={message}
                  load={actions.agent}
                  canChange={canChange}
                  onAnswerWithout={() => actions.retry(message.id, { withoutTools: true })}
                />
              </Suspense>
            )}
            {message.documents === 'nothing-found' ? (
              <Suspense>
                <NothingFound
                  canChange={canChange}
                  onAnswerWithout={() => actions.retry(message.id, { withoutDocuments: true })}
                />
              </Suspense>
            ) : message.text === '' ? (
              message.status === 'done' && !message.steps && <p className="answer-note">{text.answerEmpty}</p>
            ) : (
              <MessageText
                message={message}
                sources={actions.sources}
                isWriting={isStreaming && (isElsewhere || stage === 'writing') && !isWritingOther}
              />
            )}
            {message.harder && <Samples chat={chat} message={message} canChange={canChange} />}
            {isElsewhere && <p className="answer-note">{text.writtenElsewhere}</p>}
            {isStreaming &&
              !isElsewhere &&
              !message.steps?.some(({ status }) => status === 'running') &&
              ((message.text === '' && !message.thought) ||
                (stage !== undefined && stage !== 'writing' && !isWritingOther)) && (
                <RunningLine
                  chat={chat}
                  conversationId={conversationId}
                  messageId={message.id}
                  modelStatus={modelStatus}
                />
              )}
            {isAnswer && !isStreaming && (
              <AnswerEnd
                message={message}
                isLast={isLast}
                canChange={canChange}
                canContinue={canContinue}
                onContinue={() => actions.continueAnswer(message.id)}
                onRetry={() => actions.retry(message.id)}
                onShorten={() => void chat.shorten(message.id)}
                onLeaveOut={() => chat.leaveOutOldest(message.id)}
                onSummarise={() => chat.summariseOldest(message.id)}
              />
            )}
            {message.documents === 'not-used' && !isStreaming && (
              <p className="answer-note">{words.notUsed}</p>
            )}
            {message.tools === 'not-used' && !isStreaming && (
              <p className="answer-note">{words.toolsNotUsed}</p>
            )}
            {message.passages && message.passages.length > 0 && (
              <Suspense>
                <SourceList
                  chat={chat}
                  conversationId={conversationId}
                  message={message}
                  sources={actions.sources}
                />
              </Suspense>
            )}
            <MessageFooter
              chat={chat}
              message={message}
              versions={item.versions}
              canChange={canChange}
              canContinue={canContinue}
              actions={actions}
              onEdit={() => setEditing(true)}
            />
          </>
        )}
      </article>
      {isLast && !isAnswer && !isEditing && (
        <p className="answer-note">
          {text.unanswered}{' '}
          <Button kind="text" disabled={!canChange} onClick={() => actions.retry(message.id)}>
            {text.answerIt}
          </Button>
        </p>
      )}
    </>
  )
})

interface MessageTextProps {
  readonly message: Message
  readonly isWriting: boolean
  readonly sources: AnswerActions['sources']
}

function MessageText({ message, isWriting, sources }: MessageTextProps) {
  if (message.role === 'user') return <PlainText words={message.text} />
  if (message.jsonSchema !== undefined) return <JsonAnswer message={message} />
  const plain = <RichText text={message.text} isWriting={isWriting} />
  if (!message.passages) return plain
  return (
    <Suspense fallback={plain}>
      <CitedText message={message} isWriting={isWriting} sources={sources} />
    </Suspense>
  )
}
