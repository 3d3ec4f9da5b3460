import { Fragment, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { DownIcon } from '../ui/icons.tsx'
import { useStickToBottom } from '../ui/use-stick-to-bottom.ts'
import type { Chat } from './chat.ts'
import { TurnNotes } from './context/TurnNotes.tsx'
import { MessageView } from './MessageView.tsx'
import type { Outline } from './use-outline.ts'

/** How many messages are drawn at first, and how many more at a time. */
const pageSize = 60

interface MessageListProps {
  readonly chat: Chat
  readonly outline: Outline
  readonly modelStatus: ReactNode
  readonly onRetry: (answerId: string) => void
  readonly onContinue: (answerId: string) => void
}

/** The conversation, oldest first; follows its end while the person is there. */
export function MessageList({ chat, outline, modelStatus, onRetry, onContinue }: MessageListProps) {
  const text = useText()
  const { scrollerRef, contentRef, isAtEnd, jumpToEnd } = useStickToBottom()
  const { conversationId, items, contextStartId } = outline
  const isRunning = useStore(chat.store, state => state.running.has(conversationId))
  const canChange = useStore(chat.store, state => state.access === 'full') && !isRunning

  const [shownCount, setShownCount] = useState(pageSize)
  const hiddenCount = Math.max(0, items.length - shownCount)
  const heightBefore = useRef<number>(undefined)
  const showEarlier = () => {
    heightBefore.current = scrollerRef.current?.scrollHeight
    setShownCount(shownCount + pageSize)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when more messages were drawn above those in view.
  useLayoutEffect(() => {
    const scroller = scrollerRef.current
    if (!scroller || heightBefore.current === undefined) return
    scroller.scrollTop += scroller.scrollHeight - heightBefore.current
    heightBefore.current = undefined
  }, [shownCount])

  // A message just sent is followed, wherever the person was reading.
  const lastId = items.at(-1)?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last message is the event.
  useEffect(jumpToEnd, [lastId, jumpToEnd])

  return (
    <div className="conversation">
      <div
        ref={scrollerRef}
        className="conversation-scroller"
        role="log"
        aria-label={text.conversation}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
      >
        <div ref={contentRef} className="column messages">
          {hiddenCount > 0 && (
            <div className="earlier">
              <Button kind="quiet" onClick={showEarlier}>
                {text.showEarlier(hiddenCount)}
              </Button>
            </div>
          )}
          {items.slice(hiddenCount).map(item => (
            <Fragment key={item.id}>
              {item.id === contextStartId && <p className="context-start">{text.contextStart}</p>}
              <TurnNotes chat={chat} conversationId={conversationId} messageId={item.id} />
              <MessageView
                chat={chat}
                conversationId={conversationId}
                item={item}
                isLast={item.id === lastId}
                canChange={canChange}
                modelStatus={modelStatus}
                onRetry={onRetry}
                onContinue={onContinue}
              />
            </Fragment>
          ))}
        </div>
      </div>
      {!isAtEnd && (
        <button type="button" className="button jump" onClick={jumpToEnd}>
          <DownIcon />
          {text.jumpToLatest}
        </button>
      )}
    </div>
  )
}
