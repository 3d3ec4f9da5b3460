import { useEffect, useMemo } from 'react'
import { snippetOf } from '../../../chat/finding/snippet.ts'
import { cutWords } from '../../../text/words.ts'
import { useAnnounce } from '../../../ui/announce.tsx'
import { useDocumentsText } from '../../../ui/i18n/documents.ts'
import { faultSentence, useText } from '../../../ui/i18n/text.ts'
import type { DocumentsDesk } from '../ability.ts'
import type { SearchHit } from '../search/search.ts'
import type { Target } from './marks.ts'
import { useDocumentSearch } from './use-document-search.ts'

interface SearchHitsProps {
  readonly desk: DocumentsDesk
  readonly query: string
  readonly onOpen: (target: Target) => void
}

/** Characters of a passage that are shown of it. */
const snippetLength = 320

/** Passages of all documents that a search found, best first. */
export function SearchHits({ desk, query, onOpen }: SearchHitsProps) {
  const text = useText()
  const words = useDocumentsText()
  const announce = useAnnounce()
  const { hits, fault, isSearching, query: found } = useDocumentSearch(desk.search, query)
  const terms = useMemo(() => new Set(cutWords(found).map(({ term }) => term)), [found])
  const news = isSearching || !hits ? undefined : hits.length > 0 ? words.found(hits.length) : words.nothing
  useEffect(() => {
    if (news) announce(news)
  }, [news, announce])
  if (fault) {
    return (
      <p className="documents-note" role="alert">
        {fault.code === 'crashed' ? words.crashed : faultSentence(text, fault)}
      </p>
    )
  }
  if (!hits) return <p className="documents-note">{words.searching}…</p>
  if (hits.length === 0 && !isSearching) {
    return (
      <div className="documents-nothing">
        <p>{words.nothing}</p>
        <p>{words.nothingHint}</p>
      </div>
    )
  }
  const isByWords = hits.every(({ similarity }) => similarity === undefined)
  return (
    <>
      <p className="documents-note" data-busy={isSearching ? '' : undefined}>
        {words.found(hits.length)}
        {isByWords && <> · {words.byWords}</>}
      </p>
      <ul className="document-hits" aria-label={words.results}>
        {hits.map(hit => (
          <li key={`${hit.documentId}/${hit.start}`}>
            <Hit hit={hit} terms={terms} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface HitProps {
  readonly hit: SearchHit
  readonly terms: ReadonlySet<string>
  readonly onOpen: (target: Target) => void
}

function Hit({ hit, terms, onOpen }: HitProps) {
  const { documentId: id, title, start, end, page } = hit
  const words = useDocumentsText()
  const parts = useMemo(() => {
    const isShort = hit.text.length <= snippetLength
    return snippetOf(hit.text, terms, isShort ? Number.POSITIVE_INFINITY : snippetLength)
  }, [hit, terms])
  return (
    <button type="button" className="document-hit" onClick={() => onOpen({ id, passage: { start, end } })}>
      <span className="document-hit-head">
        <span className="document-hit-title" dir="auto">
          {title}
        </span>
        {page !== undefined && <span className="document-hit-page numbers">{words.page(page)}</span>}
      </span>
      <span className="document-hit-words" dir="auto">
        {parts.map((part, index) =>
          part.isHit ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, in its order.
            <mark key={index}>{part.text}</mark>
          ) : (
            part.text
          ),
        )}
      </span>
    </button>
  )
}
