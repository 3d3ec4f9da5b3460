import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { createEndFollower, type EndFollower } from './follow-end.ts'

interface StickOptions {
  readonly startsAtEnd: boolean
  /** Whether the end of what is drawn is the end of all there is. */
  readonly isAllDrawn: () => boolean
}

interface StickToBottom {
  readonly scrollerRef: RefObject<HTMLDivElement | null>
  readonly contentRef: RefObject<HTMLDivElement | null>
  /** The person reads somewhere above the end. */
  readonly isAway: boolean
  jumpToEnd(): void
  /** The person is somewhere else now: the end is no longer followed. */
  stopFollowing(): void
  /** Runs what changes the page without moving what is being read, by as much as a pixel. */
  keepPlace(change: () => void): void
}

/**
 * Keeps the end of growing content in view until the person does anything that looks like reading: a wheel or a
 * finger upwards, a key, the scrollbar, a selection, something opened. From then on nothing moves, whatever grows
 * above or below; only scrolling to the very end, or jumpToEnd(), follows again.
 * The scroller must have `overflow-anchor: none`.
 */
export function useStickToBottom({ startsAtEnd, isAllDrawn }: StickOptions): StickToBottom {
  const scrollerRef = useRef<HTMLDivElement>(null)
  const contentRef = useRef<HTMLDivElement>(null)
  const follower = useRef<EndFollower>(undefined)
  const [isAway, setAway] = useState(false)
  const [options] = useState({ startsAtEnd, isAllDrawn, onAway: setAway })

  useLayoutEffect(() => {
    const scroller = scrollerRef.current
    const content = contentRef.current
    if (!scroller || !content) return
    const made = createEndFollower(scroller, content, options)
    follower.current = made
    return () => {
      follower.current = undefined
      made.dispose()
    }
  }, [options])

  const jumpToEnd = useCallback(() => follower.current?.jumpToEnd(), [])
  const stopFollowing = useCallback(() => follower.current?.stop(), [])
  const keepPlace = useCallback((change: () => void) => follower.current?.keepPlace(change), [])
  return { scrollerRef, contentRef, isAway, jumpToEnd, stopFollowing, keepPlace }
}
