import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { createScrollAnchor } from '../../../ui/scroll-anchor.ts'
import { type Section, sectionAt } from './sections.ts'

/** Sections are drawn so far out of view, in heights of the view. */
const drawnHeights = 1.5

interface DrawnSections {
  /** Numbers of the sections that are drawn. */
  readonly drawn: ReadonlySet<number>
  /** Of one that is not: as it was last, or as it is guessed. A CSS length. */
  heightOf(index: number): string
  /** Draws a section and brings it, or what `selector` finds, into view. */
  goTo(index: number, selector?: string): void
}

interface SectionsOptions {
  readonly sections: readonly Section[]
  readonly scrollerRef: RefObject<HTMLElement | null>
  /** Its children with `data-section` are the sections. */
  readonly contentRef: RefObject<HTMLElement | null>
  /** A place in the text to begin at, and what to bring into view there. */
  readonly startAt: number | undefined
  readonly startSelector: string
}

/** Draws the sections around the view and no others; what one reads stays where it is. */
export function useDrawnSections(options: SectionsOptions): DrawnSections {
  const { sections, scrollerRef, contentRef, startAt, startSelector } = options
  const heights = useRef(new Map<number, number>())
  const first = startAt === undefined ? 0 : sectionAt(sections, startAt)
  const [drawn, setDrawn] = useState<ReadonlySet<number>>(() => around(first))
  const [goal, setGoal] = useState<{ readonly index: number; readonly selector: string | undefined }>(() => ({
    index: first,
    selector: startAt === undefined ? undefined : startSelector,
  }))

  useLayoutEffect(() => {
    const section = contentRef.current?.querySelector(`[data-section="${goal.index}"]`)
    const place = goal.selector && section?.querySelector(goal.selector)
    // A passage is read from its beginning and may be long; a word that was looked for is seen among its neighbours.
    if (place) place.scrollIntoView({ block: place.matches(startSelector) ? 'start' : 'center' })
    else section?.scrollIntoView({ block: 'start' })
  }, [goal, contentRef, startSelector])

  // biome-ignore lint/correctness/useExhaustiveDependencies: other sections are other elements.
  useEffect(() => {
    const [scroller, content] = [scrollerRef.current, contentRef.current]
    if (!scroller || !content) return
    const anchor = createScrollAnchor(scroller, content)
    const observer = new IntersectionObserver(
      entries => {
        anchor.take()
        flushSync(() =>
          setDrawn(before => {
            const next = new Set(before)
            for (const { target, isIntersecting, boundingClientRect } of entries) {
              const index = Number((target as HTMLElement).dataset.section)
              if (isIntersecting) next.add(index)
              else if (next.delete(index)) heights.current.set(index, boundingClientRect.height)
            }
            return next
          }),
        )
        anchor.restore()
      },
      { root: scroller, rootMargin: `${drawnHeights * 100}% 0px` },
    )
    for (const section of content.querySelectorAll(':scope > [data-section]')) observer.observe(section)
    return () => observer.disconnect()
  }, [sections, scrollerRef, contentRef])

  return {
    drawn,
    heightOf(index) {
      const known = heights.current.get(index)
      return known === undefined ? `${(sections[index]?.lines ?? 1) * 1.75}rem` : `${known}px`
    },
    goTo: useCallback((index: number, selector?: string) => {
      setDrawn(before => new Set([...before, ...around(index)]))
      setGoal({ index, selector })
    }, []),
  }
}

const around = (index: number) => new Set([index - 1, index, index + 1])
