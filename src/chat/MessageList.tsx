import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useStore } from 'zustand'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { DownIcon } from '../ui/icons.tsx'
import { useStickToBottom } from '../ui/use-stick-to-bottom.ts'
import type { AnswerActions } from './answer-actions.ts'
import type { Chat } from './chat.ts'
import { TurnNotes } from './context/TurnNotes.tsx'
import { isBusyIn } from './core.ts'
import { MessageView } from './MessageView.tsx'
import { QuoteButton } from './QuoteButton.tsx'
import { useEndNews } from './use-end-news.ts'
import { useJump } from './use-jump.ts'
import { useMessageWindow } from './use-message-window.ts'
import type { Outline } from './use-outline.ts'
import './messages.css'

interface MessageListProps {
  readonly chat: Chat
  readonly outline: Outline
  readonly modelStatus: ReactNode
  readonly actions: AnswerActions
  /** Edits of messages that were not sent yet, by message id. */
  readonly edits: Map<string, string>
}

/** The conversation, oldest first; follows its end while the person is there, and draws what is near the view. */
export function MessageList({ chat, outline, modelStatus, actions, edits }: MessageListProps) {
  const text = useText()
  const { conversationId, items, contextStartId } = outline
  const count = items.length
  const lastItem = items.at(-1)
  const runningId = useStore(chat.store, state => state.running.get(conversationId)?.messageId)
  const canChange = useStore(chat.store, state => state.access === 'full' && !isBusyIn(state, conversationId))
  useEndNews(chat, conversationId, lastItem)

  const [startIndex] = useState(() => {
    const { jump } = chat.store.getState()
    return jump ? items.findIndex(({ id }) => id === jump.messageId) : -1
  })
  const isAllDrawn = useRef(startIndex < 0)
  const { scrollerRef, contentRef, isAway, jumpToEnd, stopFollowing, keepPlace } = useStickToBottom({
    startsAtEnd: startIndex < 0,
    isAllDrawn: () => isAllDrawn.current,
  })
  const { start, end, aboveRef, belowRef, extend, showStart, showEnd, showAround } = useMessageWindow({
    count,
    startIndex,
    scrollerRef,
    contentRef,
    keepPlace,
  })
  isAllDrawn.current = end >= count

  const jumpToLatest = () => {
    flushSync(showEnd)
    jumpToEnd()
  }
  // An answer that begins is followed, wherever the person was reading.
  useEffect(() => {
    if (runningId === undefined) return
    showEnd()
    jumpToEnd()
  }, [runningId, showEnd, jumpToEnd])

  const foundId = useJump({ chat, items, start, end, scrollerRef, stopFollowing, showAround })

  const goToEnds = (event: KeyboardEvent) => {
    const { key, target } = event
    // A menu in a message has keys of its own.
    if (event.defaultPrevented) return
    const isWriting = target instanceof HTMLElement && target.matches('textarea, input, select')
    if (isWriting || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (key === 'End') jumpToLatest()
    else if (key === 'Home') {
      stopFollowing()
      flushSync(showStart)
      scrollerRef.current?.scrollTo({ top: 0 })
    } else return
    event.preventDefault()
    scrollerRef.current?.focus({ preventScroll: true })
  }

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
        onKeyDown={goToEnds}
      >
        <div ref={contentRef} className="column messages">
          {start > 0 && (
            <div ref={aboveRef} className="more-messages" data-no-anchor="">
              <Button kind="quiet" onClick={() => extend('earlier')}>
                {text.showEarlier(start)}
              </Button>
            </div>
          )}
          {items.slice(start, end).map(item => (
            <div
              key={item.id}
              className="turn"
              data-turn={item.id}
              data-found={item.id === foundId || undefined}
            >
              {item.id === contextStartId && <p className="context-start">{text.contextStart}</p>}
              <TurnNotes chat={chat} conversationId={conversationId} messageId={item.id} />
              <MessageView
                chat={chat}
                conversationId={conversationId}
                item={item}
                isLast={item === lastItem}
                canChange={canChange}
                modelStatus={modelStatus}
                actions={actions}
                edits={edits}
              />
            </div>
          ))}
          {end < count && (
            <div ref={belowRef} className="more-messages" data-no-anchor="">
              <Button kind="quiet" onClick={() => extend('later')}>
                {text.showLater(count - end)}
              </Button>
            </div>
          )}
        </div>
      </div>
      <QuoteButton chat={chat} contentRef={contentRef} />
      {isAway && (
        <button type="button" className="button jump" onClick={jumpToLatest}>
          <DownIcon />
          {text.jumpToLatest}
        </button>
      )}
    </div>
  )
}
