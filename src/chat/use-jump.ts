import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Chat } from './chat.ts'
import type { OutlineItem } from './use-outline.ts'

/** How long a message that was jumped to stands out, in milliseconds. */
const foundMs = 2000
/** What is kept free above a message that is higher than the view, in pixels. */
const abovePx = 24

interface JumpOptions {
  readonly chat: Chat
  readonly items: readonly OutlineItem[]
  readonly start: number
  readonly end: number
  readonly scrollerRef: RefObject<HTMLElement | null>
  readonly stopFollowing: () => void
  readonly showAround: (index: number) => void
}

/** Goes where `ChatState.jump` says: the message is drawn, scrolled into view and focused. Its id while it stands out. */
export function useJump(options: JumpOptions): string | undefined {
  const { chat, items, start, end, scrollerRef, stopFollowing, showAround } = options
  const jump = useStore(chat.store, state => state.jump)
  const done = useRef<object>(undefined)
  const [foundId, setFoundId] = useState<string>()

  useLayoutEffect(() => {
    const scroller = scrollerRef.current
    if (!jump || !scroller || done.current === jump) return
    const index = items.findIndex(({ id }) => id === jump.messageId)
    if (index < 0) return
    // Comes back here when it is drawn.
    if (index < start || index >= end) return showAround(index)
    done.current = jump
    const article = scroller.querySelector<HTMLElement>(
      `[data-turn="${CSS.escape(jump.messageId)}"] > article`,
    )
    if (!article) return
    const view = scroller.getBoundingClientRect()
    const { top, height } = article.getBoundingClientRect()
    scroller.scrollTop += top - view.top - Math.max(abovePx, (view.height - height) / 2)
    stopFollowing()
    article.focus({ preventScroll: true })
    setFoundId(jump.messageId)
  }, [jump, items, start, end, scrollerRef, stopFollowing, showAround])

  useEffect(() => {
    if (foundId === undefined) return
    const timer = setTimeout(() => setFoundId(undefined), foundMs)
    return () => clearTimeout(timer)
  }, [foundId])
  return foundId
}
