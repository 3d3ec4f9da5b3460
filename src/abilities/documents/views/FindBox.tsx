import { IconButton } from '../../../ui/Button.tsx'
import { useDocumentsText } from '../../../ui/i18n/documents.ts'
import { DownIcon, SearchIcon, UpIcon } from '../../../ui/icons.tsx'

interface FindBoxProps {
  readonly query: string
  readonly matches: number
  /** Which match one is at, from 0. */
  readonly at: number
  readonly onQuery: (query: string) => void
  readonly onGo: (match: number) => void
}

/** Finds words in the document that is open. Enter goes to the next match, Shift+Enter to the one before. */
export function FindBox({ query, matches, at, onQuery, onGo }: FindBoxProps) {
  const words = useDocumentsText()
  const isFinding = query.trim() !== ''
  const go = (by: number) => matches > 0 && onGo((at + by + matches) % matches)
  return (
    <div className="document-find">
      <div className="search">
        <SearchIcon />
        <input
          type="search"
          className="field"
          dir="auto"
          aria-label={words.find}
          placeholder={words.find}
          value={query}
          onChange={event => onQuery(event.target.value)}
          onKeyDown={event => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
            else if (event.key === 'Escape' && query !== '') onQuery('')
            else return
            event.preventDefault()
          }}
        />
      </div>
      {isFinding && (
        <>
          <p className="document-matches numbers" role="status">
            {matches === 0 ? words.noMatches : words.matches(at + 1, matches)}
          </p>
          <IconButton label={words.findPrevious} disabled={matches === 0} onClick={() => go(-1)}>
            <UpIcon />
          </IconButton>
          <IconButton label={words.findNext} disabled={matches === 0} onClick={() => go(1)}>
            <DownIcon />
          </IconButton>
        </>
      )}
    </div>
  )
}
