import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/** How near the end counts as being there. */
const nearPx = 40

interface StickToBottom {
  readonly scrollerRef: RefObject<HTMLDivElement | null>
  readonly contentRef: RefObject<HTMLDivElement | null>
  /** False once the person scrolled up to read. */
  readonly isAtEnd: boolean
  jumpToEnd(): void
}

/** Keeps the end of growing content in view, until the person scrolls up; from then on nothing moves. */
export function useStickToBottom(): StickToBottom {
  const scrollerRef = useRef<HTMLDivElement>(null)
  const contentRef = useRef<HTMLDivElement>(null)
  const isFollowing = useRef(true)
  const [isAtEnd, setAtEnd] = useState(true)

  const jumpToEnd = useCallback(() => {
    isFollowing.current = true
    setAtEnd(true)
    const scroller = scrollerRef.current
    if (scroller) scroller.scrollTop = scroller.scrollHeight
  }, [])

  useEffect(() => {
    const scroller = scrollerRef.current
    const content = contentRef.current
    if (!scroller || !content) return
    let lastTop = scroller.scrollTop
    const onScroll = () => {
      const top = scroller.scrollTop
      const isNear = scroller.scrollHeight - scroller.clientHeight - top <= nearPx
      // Growing content also fires scroll events; only a move upwards is the person's own.
      if (isNear) isFollowing.current = true
      else if (top < lastTop - 1) isFollowing.current = false
      lastTop = top
      setAtEnd(isFollowing.current || isNear)
    }
    const follow = () => {
      if (isFollowing.current) scroller.scrollTop = scroller.scrollHeight
    }
    const observer = new ResizeObserver(follow)
    observer.observe(content)
    observer.observe(scroller)
    scroller.addEventListener('scroll', onScroll, { passive: true })
    follow()
    return () => {
      observer.disconnect()
      scroller.removeEventListener('scroll', onScroll)
    }
  }, [])

  return { scrollerRef, contentRef, isAtEnd, jumpToEnd }
}
