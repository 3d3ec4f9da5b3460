import { Fragment, type KeyboardEvent, memo, type Ref, useEffect } from 'react'
import { useStore } from 'zustand'
import { normalise } from '../../text/words.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { useText } from '../../ui/i18n/text.ts'
import type { Chat } from '../chat.ts'
import { titleOf } from '../conversation.ts'
import type { Finder } from './finder.ts'
import type { ChatHit, MessageHit } from './search-index.ts'
import { type SnippetPart, snippetOf } from './snippet.ts'
import './search-results.css'

interface SearchResultsProps {
  readonly chat: Chat
  readonly finder: Finder
  readonly listRef: Ref<HTMLElement>
  readonly onOpen: (id: string, messageId?: string) => void
  /** Moves between the results, and back to where the query is written. */
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** More than anyone reads; a longer query finds less. */
const mostChats = 30
const mostSnippets = 3
/** Somebody who types hears the number when they pause. */
const announceMs = 700

/** What a search has found: chats, best first, each with the words around its best hits. */
export function SearchResults({ chat, finder, listRef, onOpen, onKeyDown }: SearchResultsProps) {
  const text = useText()
  const announce = useAnnounce()
  const { stage, hits, query } = useStore(finder.store)
  const currentId = useStore(chat.store, state => state.currentId)
  const count = hits.length
  const summary =
    count === 0
      ? text.noMatches
      : count > mostChats
        ? text.bestChats(mostChats, count)
        : text.chatsFound(count)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query is other news, though the number may be the same.
  useEffect(() => {
    if (stage !== 'found') return
    const timer = setTimeout(() => announce(summary), announceMs)
    return () => clearTimeout(timer)
  }, [stage, summary, query, announce])

  return (
    <section
      ref={listRef}
      className="chat-list"
      aria-label={text.searchResults}
      aria-busy={stage !== 'found'}
    >
      <p className="chat-group">{stage === 'found' ? summary : text.searching}</p>
      <ul>
        {hits.slice(0, mostChats).map(hit => (
          <HitView
            key={hit.conversation.id}
            hit={hit}
            isCurrent={hit.conversation.id === currentId}
            onOpen={onOpen}
            onKeyDown={onKeyDown}
          />
        ))}
      </ul>
    </section>
  )
}

interface HitViewProps extends Pick<SearchResultsProps, 'onOpen' | 'onKeyDown'> {
  readonly hit: ChatHit
  readonly isCurrent: boolean
}

const HitView = memo(function HitView({ hit, isCurrent, onOpen, onKeyDown }: HitViewProps) {
  const text = useText()
  const { conversation, titleTerms, messages } = hit
  const { id, isArchived, folder } = conversation
  const title = normalise(titleOf(conversation))
  return (
    <li className="hit">
      <div className="hit-head">
        <button
          type="button"
          className="chat-row-open"
          aria-current={isCurrent ? 'page' : undefined}
          onClick={() => onOpen(id)}
          onKeyDown={onKeyDown}
        >
          <span dir="auto">
            {title === '' ? (
              text.untitled
            ) : (
              <Marked parts={snippetOf(title, titleTerms, Number.POSITIVE_INFINITY)} />
            )}
          </span>
        </button>
        {folder !== undefined && (
          <span className="hit-note" dir="auto">
            {folder}
          </span>
        )}
        {isArchived && <span className="hit-note">{text.archivedChats}</span>}
      </div>
      <ul>
        {messages.slice(0, mostSnippets).map(one => (
          <li key={one.message.id}>
            <button
              type="button"
              className="hit-snippet"
              onClick={() => onOpen(id, one.message.id)}
              onKeyDown={onKeyDown}
            >
              <span className="hit-role">{one.message.role === 'user' ? text.you : text.assistant}</span>{' '}
              <Snippet hit={one} />
            </button>
          </li>
        ))}
      </ul>
    </li>
  )
})

function Snippet({ hit }: { readonly hit: MessageHit }) {
  return (
    <span className="hit-words" dir="auto">
      <Marked parts={snippetOf(hit.text, hit.terms)} />
    </span>
  )
}

function Marked({ parts }: { readonly parts: readonly SnippetPart[] }) {
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, which have no other name than their place.
    <Fragment key={at}>{part.isHit ? <mark>{part.text}</mark> : part.text}</Fragment>
  ))
}
