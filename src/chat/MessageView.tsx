import { memo, type ReactNode, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useAnnounce } from '../ui/announce.tsx'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { RichText } from '../ui/markdown/RichText.tsx'
import { AnswerEnd } from './AnswerEnd.tsx'
import type { Chat } from './chat.ts'
import { type Message, type MessageStatus, wasCut } from './conversation.ts'
import { Samples } from './harder/Samples.tsx'
import { JsonAnswer } from './json/JsonAnswer.tsx'
import { MessageFooter } from './MessageFooter.tsx'
import { RunningLine } from './RunningLine.tsx'
import { ThoughtPane } from './thinking/ThoughtPane.tsx'
import type { OutlineItem } from './use-outline.ts'

/** Longer settled texts are cut at first: a megabyte on one line takes seconds to lay out. */
const wholeTextLimit = 20_000

interface MessageViewProps {
  readonly chat: Chat
  readonly conversationId: string
  readonly item: OutlineItem
  readonly isLast: boolean
  /** Nothing is running here and this tab may write. */
  readonly canChange: boolean
  readonly modelStatus: ReactNode
  readonly onRetry: (answerId: string) => void
  readonly onContinue: (answerId: string) => void
}

/** One message. It alone redraws when its text grows. */
export const MessageView = memo(function MessageView(props: MessageViewProps) {
  const { chat, conversationId, item, isLast, canChange, modelStatus, onRetry, onContinue } = props
  const text = useText()
  const message = useStore(chat.store, state => state.conversations.get(conversationId)?.messages[item.index])
  const stage = useStore(chat.store, state => {
    const running = state.running.get(conversationId)
    return running?.messageId === item.id ? running.stage : undefined
  })
  useEndNews(message?.status)
  if (!message) return null

  const isStreaming = message.status === 'streaming'
  const isAnswer = message.role === 'assistant'
  const canContinue = isLast && wasCut(message)
  return (
    <article
      className="message"
      data-role={message.role}
      aria-label={isAnswer ? text.assistant : text.you}
      aria-busy={isStreaming ? true : undefined}
    >
      {message.thought && (
        <ThoughtPane
          message={message}
          isThinking={isStreaming && !message.thought.isClosed}
          onAnswerNow={() => chat.answerNow()}
        />
      )}
      {message.text === '' ? (
        message.status === 'done' && <p className="answer-note">{text.answerEmpty}</p>
      ) : (
        <MessageText message={message} isWriting={isStreaming && stage === 'writing'} />
      )}
      {message.harder && <Samples message={message} />}
      {isStreaming &&
        ((message.text === '' && !message.thought) || (stage !== undefined && stage !== 'writing')) && (
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
          onContinue={() => onContinue(message.id)}
          onRetry={() => onRetry(message.id)}
          onShorten={() => void chat.shorten(message.id)}
          onLeaveOut={() => void chat.leaveOutOldest(message.id)}
        />
      )}
      <MessageFooter
        message={message}
        versions={item.versions}
        canChange={canChange}
        canContinue={canContinue}
        onRetry={() => onRetry(message.id)}
        onShowVersion={id => chat.showVersion(id)}
      />
    </article>
  )
})

function MessageText({ message, isWriting }: { readonly message: Message; readonly isWriting: boolean }) {
  const text = useText()
  const [isWhole, setWhole] = useState(false)
  if (message.jsonSchema !== undefined && !isWriting) return <JsonAnswer message={message} />
  const isCut = !isWhole && !isWriting && message.text.length > wholeTextLimit
  return (
    <>
      {message.role === 'user' || isCut ? (
        <div className="message-text" dir="auto">
          {isCut ? `${message.text.slice(0, wholeTextLimit)}…` : message.text}
        </div>
      ) : (
        <RichText text={message.text} isWriting={isWriting} />
      )}
      {isCut && (
        <Button kind="text" onClick={() => setWhole(true)}>
          {text.showWhole(message.text.length)}
        </Button>
      )}
    </>
  )
}

/** One polite sentence when an answer ends; a failure speaks for itself as an alert. */
function useEndNews(status: MessageStatus | undefined): void {
  const text = useText()
  const announce = useAnnounce()
  const before = useRef(status)
  useEffect(() => {
    const wasStreaming = before.current === 'streaming'
    before.current = status
    if (!wasStreaming) return
    if (status === 'done') announce(text.answerDone)
    if (status === 'stopped') announce(text.answerStopped)
    if (status === 'length') announce(text.answerLength)
  }, [status, text, announce])
}
