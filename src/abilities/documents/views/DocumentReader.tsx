import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useDocumentsText } from '../../../ui/i18n/documents.ts'
import type { DocumentRecord, DocumentText } from '../document.ts'
import { FindBox } from './FindBox.tsx'
import { type Mark, matchesIn, type Stretch } from './marks.ts'
import { PageBox } from './PageBox.tsx'
import { SectionText } from './SectionText.tsx'
import { type Section, sectionAt, sectionOfPage } from './sections.ts'
import { useDrawnSections } from './use-drawn-sections.ts'

interface DocumentReaderProps {
  /** The way back, and what can be done to it. */
  readonly head: ReactNode
  readonly document: DocumentRecord
  readonly text: DocumentText
  /** Of this text. */
  readonly sections: readonly Section[]
  /** What is marked and brought into view. */
  readonly passage: Stretch | undefined
}

const passageMark = '[data-mark="passage"]'
const currentMark = '[data-mark="current"]'

/** The text of a document. Of thousands of pages only those around the view are drawn. */
export function DocumentReader({ head, document, text, sections, passage }: DocumentReaderProps) {
  const words = useDocumentsText()
  const scrollerRef = useRef<HTMLDivElement>(null)
  const contentRef = useRef<HTMLElement>(null)
  const { drawn, heightOf, goTo } = useDrawnSections({
    ...{ sections, scrollerRef, contentRef },
    ...{ startAt: passage?.start, startSelector: passageMark },
  })
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const searched = useDeferredValue(query)
  const matches = useMemo(() => matchesIn(text.text, searched), [text, searched])
  const marks = useMemo(() => {
    const found = matches.map(
      (match, index): Mark => ({ ...match, kind: index === at ? 'current' : 'match' }),
    )
    return passage ? [{ ...passage, kind: 'passage' as const }, ...found] : found
  }, [matches, at, passage])

  const showMatch = useCallback(
    (index: number) => {
      const match = matches[index]
      setAt(index)
      if (match) goTo(sectionAt(sections, match.start), currentMark)
    },
    [matches, sections, goTo],
  )
  useEffect(() => {
    if (matches.length > 0) showMatch(0)
  }, [matches, showMatch])
  // A new passage of the same document.
  const shown = useRef(passage)
  useEffect(() => {
    if (passage && passage !== shown.current) goTo(sectionAt(sections, passage.start), passageMark)
    shown.current = passage
  }, [passage, sections, goTo])

  const page = useCurrentPage(sections, scrollerRef, contentRef)
  const { pages } = document
  return (
    <>
      <div className="document-bar-row">
        {head}
        <FindBox
          query={query}
          matches={matches.length}
          at={at}
          onQuery={words_ => {
            setAt(0)
            setQuery(words_)
          }}
          onGo={showMatch}
        />
        {pages !== undefined && pages > 1 && (
          <PageBox page={page} pages={pages} onGo={one => goTo(sectionOfPage(sections, one))} />
        )}
      </div>
      <section
        ref={scrollerRef}
        className="document-scroller"
        aria-label={words.textOf(document.title)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keys.
        tabIndex={0}
      >
        <article ref={contentRef} className="document-text" dir="auto">
          {sections.map((section, index) => (
            <DrawnSection
              key={section.start}
              index={index}
              section={section}
              text={text.text}
              marks={drawn.has(index) ? within(marks, section) : none}
              height={drawn.has(index) ? undefined : heightOf(index)}
            />
          ))}
        </article>
      </section>
    </>
  )
}

const none: readonly Mark[] = []

const within = (marks: readonly Mark[], { start, end }: Section) =>
  marks.length === 0 ? none : marks.filter(mark => mark.start < end && mark.end > start)

interface DrawnSectionProps {
  readonly index: number
  readonly section: Section
  readonly text: string
  readonly marks: readonly Mark[]
  /** Where it is not drawn. */
  readonly height: string | undefined
}

function DrawnSection({ index, section, text, marks, height }: DrawnSectionProps) {
  const words = useDocumentsText()
  return (
    <div data-section={index} style={height === undefined ? undefined : { height }}>
      {height === undefined && (
        <>
          {section.page !== undefined && (
            <p className="document-page-number numbers">{words.page(section.page)}</p>
          )}
          <SectionText text={text} section={section} marks={marks} />
        </>
      )}
    </div>
  )
}

/** The page at the top of the view. */
function useCurrentPage(
  sections: readonly Section[],
  scrollerRef: { readonly current: HTMLElement | null },
  contentRef: { readonly current: HTMLElement | null },
): number {
  const [page, setPage] = useState(1)
  useEffect(() => {
    const [scroller, content] = [scrollerRef.current, contentRef.current]
    if (!scroller || !content) return
    let isAsked = false
    const look = () => {
      isAsked = false
      const top = scroller.getBoundingClientRect().top + 8
      let [low, high] = [0, content.children.length - 1]
      while (low < high) {
        const middle = Math.ceil((low + high) / 2)
        const isAbove = (content.children[middle]?.getBoundingClientRect().top ?? 0) <= top
        if (isAbove) low = middle
        else high = middle - 1
      }
      const found = sections.slice(0, low + 1).findLast(section => section.page !== undefined)
      setPage(found?.page ?? 1)
    }
    const ask = () => {
      if (!isAsked) requestAnimationFrame(look)
      isAsked = true
    }
    ask()
    scroller.addEventListener('scroll', ask, { passive: true })
    return () => scroller.removeEventListener('scroll', ask)
  }, [sections, scrollerRef, contentRef])
  return page
}
