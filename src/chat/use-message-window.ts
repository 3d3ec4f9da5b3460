import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { endWindow, extended, type MessageWindow, mostCount, windowAround, within } from './message-window.ts'

/** How far out of view messages are drawn, in heights of the view; those twice as far away may go. */
const drawnHeights = 1

interface WindowOptions {
  readonly count: number
  /** A message to begin at instead of the end. */
  readonly startIndex: number
  readonly scrollerRef: RefObject<HTMLElement | null>
  /** Its children with `data-turn` are the drawn messages. */
  readonly contentRef: RefObject<HTMLElement | null>
  /** Runs a change of the page without moving what is being read. */
  readonly keepPlace: (change: () => void) => void
}

interface DrawnWindow {
  readonly start: number
  readonly end: number
  /** For what stands above and below the drawn messages: near it, more are drawn. */
  readonly aboveRef: RefObject<HTMLDivElement | null>
  readonly belowRef: RefObject<HTMLDivElement | null>
  extend(to: 'earlier' | 'later'): void
  showStart(): void
  showEnd(): void
  showAround(index: number): void
}

/** Draws the messages around the view and no others: a chat of thousands costs what a short one does. */
export function useMessageWindow(options: WindowOptions): DrawnWindow {
  const { count, startIndex, scrollerRef, contentRef, keepPlace } = options
  const [shown, setShown] = useState<MessageWindow>(() =>
    startIndex < 0 ? endWindow(count) : windowAround(startIndex, count),
  )
  const { start, end } = within(shown, count)
  const aboveRef = useRef<HTMLDivElement>(null)
  const belowRef = useRef<HTMLDivElement>(null)
  const latest = useRef({ shown, count })
  useLayoutEffect(() => {
    latest.current = { shown, count }
  })

  const extend = useCallback(
    (to: 'earlier' | 'later') => {
      const scroller = scrollerRef.current
      const content = contentRef.current
      if (!scroller || !content) return
      const now = latest.current
      const spare = countSpare(scroller, content, to)
      keepPlace(() => flushSync(() => setShown(extended(now.shown, to, now.count, spare))))
    },
    [scrollerRef, contentRef, keepPlace],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: with another window it is asked again what is near.
  useEffect(() => {
    const observer = new IntersectionObserver(
      entries => {
        const near = entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target)
        if (aboveRef.current && near.includes(aboveRef.current)) extend('earlier')
        else if (belowRef.current && near.includes(belowRef.current)) extend('later')
      },
      { root: scrollerRef.current, rootMargin: `${drawnHeights * 100}% 0px` },
    )
    for (const { current } of [aboveRef, belowRef]) if (current) observer.observe(current)
    return () => observer.disconnect()
  }, [start, end, count, extend, scrollerRef])

  return {
    start,
    end,
    aboveRef,
    belowRef,
    extend,
    showStart: useCallback(() => setShown(windowAround(0, latest.current.count)), []),
    showEnd: useCallback(() => {
      const { shown: now, count: all } = latest.current
      // What is drawn stays where it is not too much: less to draw, and nothing that is open closes.
      setShown(all - now.start <= mostCount ? { start: now.start, end: 'last' } : endWindow(all))
    }, []),
    showAround: useCallback((index: number) => setShown(windowAround(index, latest.current.count)), []),
  }
}

/** How many messages on the side that one moves away from are far out of view, and in nobody's hands. */
function countSpare(scroller: HTMLElement, content: HTMLElement, to: 'earlier' | 'later'): number {
  const view = scroller.getBoundingClientRect()
  const far = 2 * drawnHeights * view.height
  const turns = [...content.querySelectorAll(':scope > [data-turn]')]
  if (to === 'earlier') turns.reverse()
  const selection = document.getSelection()
  const inHands = [document.activeElement, selection?.anchorNode, selection?.focusNode]
  const spare = turns.findIndex(turn => {
    const { top, bottom } = turn.getBoundingClientRect()
    const isFar = to === 'earlier' ? top > view.bottom + far : bottom < view.top - far
    return !isFar || inHands.some(node => node && turn.contains(node))
  })
  return spare < 0 ? turns.length : spare
}
