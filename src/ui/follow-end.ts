import { createScrollAnchor } from './scroll-anchor.ts'
import { watchReading } from './watch-reading.ts'

/** How near the end is at it: fractions of a pixel are lost in scrolling. */
const endPx = 2
/** From here on the way back to the end is offered. */
const awayPx = 40

interface FollowOptions {
  readonly startsAtEnd: boolean
  /** Whether the end of what is drawn is the end of all there is. */
  readonly isAllDrawn: () => boolean
  /** Told when the reader is, and is no longer, away from the end. */
  readonly onAway: (isAway: boolean) => void
}

/** Keeps the end of a scroller in view while the person reads along there, and otherwise keeps the reader's place. */
export interface EndFollower {
  jumpToEnd(): void
  /** The person is somewhere else now. */
  stop(): void
  /** Runs what changes the page without moving what is being read, by as much as a pixel. */
  keepPlace(change: () => void): void
  dispose(): void
}

/** Builds it for a scroller and the content whose growth is watched. */
export function createEndFollower(
  scroller: HTMLElement,
  content: HTMLElement,
  { startsAtEnd, isAllDrawn, onAway }: FollowOptions,
): EndFollower {
  const anchor = createScrollAnchor(scroller, content)
  let isFollowing = startsAtEnd
  let lastTop = scroller.scrollTop
  /** A finger, or the mouse on the scrollbar, holds the page: nothing else may move it. */
  let isHeld = false

  const leftBelow = () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
  const tell = () => onAway(!isFollowing && (!isAllDrawn() || leftBelow() > awayPx))

  function scrollToEnd(): void {
    scroller.scrollTop = scroller.scrollHeight
    lastTop = scroller.scrollTop
  }

  function stop(): void {
    isFollowing = false
    anchor.take()
    tell()
  }

  function settle(): void {
    if (isHeld) return
    if (isFollowing) scrollToEnd()
    else {
      anchor.restore()
      lastTop = scroller.scrollTop
    }
    tell()
  }

  function onScroll(): void {
    const top = scroller.scrollTop
    const moved = top - lastTop
    lastTop = top
    const isAtEnd = leftBelow() <= endPx && isAllDrawn()
    // Every move of our own has set lastTop: what differs is the person's.
    if (moved < -1 && !isAtEnd) isFollowing = false
    else if (moved > 0 && isAtEnd) isFollowing = true
    if (!isFollowing) anchor.take()
    tell()
  }

  const stopWatching = watchReading(scroller, content, {
    onRead: () => isFollowing && stop(),
    onHold(held) {
      isHeld = held
      if (!held) settle()
    },
  })
  scroller.addEventListener('scroll', onScroll, { passive: true })
  const observer = new ResizeObserver(settle)
  observer.observe(content)
  observer.observe(scroller)
  settle()

  return {
    jumpToEnd() {
      isFollowing = true
      scrollToEnd()
      tell()
    },
    stop,
    keepPlace(change) {
      anchor.take()
      change()
      anchor.restore()
      lastTop = scroller.scrollTop
      tell()
    },
    dispose() {
      observer.disconnect()
      scroller.removeEventListener('scroll', onScroll)
      stopWatching()
    },
  }
}
