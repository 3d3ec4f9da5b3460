import { memo, useId, useMemo, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { FoldButton } from '../../ui/FoldButton.tsx'
import { useAskText } from '../../ui/i18n/ask.ts'
import type { Chat } from '../chat.ts'
import type { Message } from '../conversation.ts'
import type { Passage, SourceActions } from '../passages.ts'
import { attributionOf, placeOf } from './answer-sources.ts'
import type { Span } from './sentences.ts'
import { bestSentence } from './support.ts'
import './documents.css'

const noPassages: readonly Passage[] = []
const noMarks: readonly Span[] = []

interface SourceListProps {
  readonly chat: Chat
  readonly conversationId: string
  readonly message: Message
  readonly sources: SourceActions | undefined
}

const itemId = (messageId: string, number: number) => `source-${messageId}-${number}`

/** Brings a source of an answer into view, where there is no document to be opened. */
export function goToSource(messageId: string, number: number): void {
  document.getElementById(itemId(messageId, number))?.focus()
}

/**
 * What an answer is drawn from. It is there before the answer's first word, and stays in its place below it: when the
 * answer has ended it says how much of that is found in it, and marks where.
 */
export function SourceList({ chat, conversationId, message, sources }: SourceListProps) {
  const words = useAskText()
  const { passages = noPassages, parentId } = message
  const question = useStore(
    chat.store,
    state => state.conversations.get(conversationId)?.messages.find(({ id }) => id === parentId)?.text ?? '',
  )
  const attribution = attributionOf(message)
  // Once, not with every word of the answer.
  const extracts = useMemo(
    () => passages.map(passage => [bestSentence(question, passage)]),
    [question, passages],
  )
  const title = message.status === 'streaming' ? words.found : words.sources
  const said = attribution?.sentences.length ?? 0
  return (
    <section className="sources" aria-label={title}>
      <p className="sources-title">{title}</p>
      {attribution && said > 0 && (
        <p className="sources-support numbers" data-none={attribution.supported === 0 || undefined}>
          {words.supported(attribution.supported, said)}
        </p>
      )}
      <ol className="sources-list">
        {passages.map((passage, index) => {
          const marks = attribution?.marks[index] ?? noMarks
          return (
            <Source
              // biome-ignore lint/suspicious/noArrayIndexKey: a source's place is its number.
              key={index}
              id={itemId(message.id, index + 1)}
              number={index + 1}
              passage={passage}
              marks={marks}
              extract={marks.length > 0 ? marks : (extracts[index] ?? noMarks)}
              sources={sources}
            />
          )
        })}
      </ol>
    </section>
  )
}

interface SourceProps {
  readonly id: string
  readonly number: number
  readonly passage: Passage
  /** What the answer says, in it. */
  readonly marks: readonly Span[]
  /** What is shown of it at first. */
  readonly extract: readonly Span[]
  readonly sources: SourceActions | undefined
}

const Source = memo(function Source({ id, number, passage, marks, extract, sources }: SourceProps) {
  const words = useAskText()
  const quoteId = useId()
  const [isWhole, setWhole] = useState(false)
  const isHere = useSyncExternalStore(
    sources?.subscribe ?? noNews,
    () => sources?.isHere(passage.documentId) ?? false,
  )
  const place = placeOf(passage, words)
  const shown = isWhole ? [{ start: 0, end: passage.text.length }] : extract
  const isAll = extract.length === 1 && extract[0]?.start === 0 && extract[0].end === passage.text.length
  return (
    <li id={id} className="source" tabIndex={-1} data-cited={marks.length > 0 || undefined}>
      <span className="source-mark numbers" aria-hidden="true">
        {number}
      </span>
      <div className="source-body">
        {isHere ? (
          <button
            type="button"
            className="source-name"
            dir="auto"
            aria-label={words.source(number, place)}
            onClick={() => sources?.open(passage)}
          >
            {place}
          </button>
        ) : (
          <p className="source-name" dir="auto">
            {place} <span className="source-gone">{words.gone}</span>
          </p>
        )}
        <blockquote id={quoteId} className="source-quote" dir="auto" data-whole={isWhole || undefined}>
          {shown.map(({ start, end }, at) => (
            <span key={start}>
              {betweenParts(passage.text, shown[at - 1]?.end ?? 0, start)}
              <Marked text={passage.text} start={start} end={end} marks={marks} />
            </span>
          ))}
          {(shown.at(-1)?.end ?? 0) < passage.text.length && ' …'}
        </blockquote>
        {!isAll && (
          <FoldButton
            className="source-fold"
            isOpen={isWhole}
            controls={quoteId}
            onToggle={() => setWhole(!isWhole)}
          >
            {words.wholePassage}
          </FoldButton>
        )}
      </div>
    </li>
  )
})

/** What stands for the text between two parts that are shown, or before the first. */
function betweenParts(text: string, from: number, to: number): string {
  if (text.slice(from, to).trim() === '') return text.slice(from, to)
  return from === 0 ? '… ' : ' … '
}

interface MarkedProps extends Span {
  readonly text: string
  readonly marks: readonly Span[]
}

/** A part of a text, with what is marked in it. */
function Marked({ text, start, end, marks }: MarkedProps) {
  const parts = []
  let at = start
  for (const mark of marks) {
    if (mark.end <= at || mark.start >= end) continue
    const from = Math.max(at, mark.start)
    const to = Math.min(end, mark.end)
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>)
    at = to
  }
  return [...parts, text.slice(at, end)]
}

const noNews = () => () => {}
