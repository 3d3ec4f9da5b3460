import type { ReactNode } from 'react'
import { Composer } from './Composer.tsx'
import type { Chat } from './chat.ts'
import { EmptyChat } from './EmptyChat.tsx'
import { MessageList } from './MessageList.tsx'
import { useOutline } from './use-outline.ts'
import './chat.css'

interface ChatViewProps {
  readonly chat: Chat
  /** What the model is busy with, in words; for an answer that waits for it. */
  readonly modelStatus: ReactNode
  /** What the person is asked or told about the model, above the composer. */
  readonly modelNotice: ReactNode
  /** What can be set beside the message box. */
  readonly tools: ReactNode
  /** Answers again; wakes a stopped model first. */
  readonly onRetry: (answerId: string) => void
  /** Goes on with a cut answer; wakes a stopped model first. */
  readonly onContinue: (answerId: string) => void
}

/** One conversation and the place to write. */
export function ChatView({ chat, modelStatus, modelNotice, tools, onRetry, onContinue }: ChatViewProps) {
  const outline = useOutline(chat)
  return (
    <div className="chat">
      {outline && outline.items.length > 0 ? (
        <MessageList
          key={outline.conversationId}
          chat={chat}
          outline={outline}
          modelStatus={modelStatus}
          onRetry={onRetry}
          onContinue={onContinue}
        />
      ) : (
        <EmptyChat chat={chat} />
      )}
      <div className="dock">
        {modelNotice}
        <Composer chat={chat} tools={tools} />
      </div>
    </div>
  )
}
