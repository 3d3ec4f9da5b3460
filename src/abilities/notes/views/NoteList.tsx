import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { snippetOf } from '../../../chat/finding/snippet.ts'
import { normalise } from '../../../text/words.ts'
import { useAnnounce } from '../../../ui/announce.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useNotesText } from '../../../ui/i18n/notes.ts'
import { NoteIcon, PlusIcon } from '../../../ui/icons.tsx'
import { SearchBox } from '../../../ui/SearchBox.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { findNotes } from '../find-notes.ts'
import { notesFile } from '../markdown.ts'
import { type Note, noteRest, notesByTime, noteTitle } from '../note.ts'
import type { Notes } from '../notes.ts'

interface NoteListProps {
  readonly notes: Notes
  readonly query: string
  readonly onQuery: (query: string) => void
  /** The note that was open last. */
  readonly backTo: string | undefined
  readonly onOpen: (id: string) => void
  readonly onNew: () => void
}

const noTerms: ReadonlySet<string> = new Set()
/** Somebody who types hears the number when they pause. */
const announceMs = 700

/** All notes, those changed last first, or those that have what is searched for. */
export function NoteList({ notes, query, onQuery, backTo, onOpen, onNew }: NoteListProps) {
  const words = useNotesText()
  const { notes: all, access, unreadable } = useStore(notes.store)
  const listRef = useRef<HTMLUListElement>(null)
  const isSearching = query.trim() !== ''
  const rows = useMemo(
    () =>
      isSearching
        ? findNotes(query, all.values())
        : notesByTime(all.values()).map(note => ({ note, terms: noTerms })),
    [isSearching, query, all],
  )
  const canWrite = access === 'full'
  useFoundNews(isSearching ? query : '', rows.length)
  useEffect(() => {
    if (backTo === undefined) return
    const buttons = [...(listRef.current?.querySelectorAll<HTMLElement>('[data-note]') ?? [])]
    buttons.find(({ dataset }) => dataset.note === backTo)?.focus()
  }, [backTo])
  const add = (
    <Button kind="primary" disabled={!canWrite} onClick={onNew}>
      <PlusIcon />
      {words.add}
    </Button>
  )
  return (
    <section className="notes-front" aria-label={words.list}>
      {all.size > 0 && (
        <div className="notes-tools">
          <SearchBox label={words.search} clearLabel={words.clear} query={query} onQuery={onQuery} />
          {add}
        </div>
      )}
      <div className="notes-scroller">
        {access === 'read-only' && <p className="notes-note">{words.readOnly}</p>}
        {unreadable.length > 0 && <p className="notes-note">{words.unreadable(unreadable.length)}</p>}
        {all.size === 0 ? (
          <Empty>{add}</Empty>
        ) : rows.length === 0 ? (
          <div className="notes-nothing">
            <p>{words.nothing}</p>
            <p>{words.nothingHint}</p>
          </div>
        ) : (
          <ul ref={listRef} className="notes-rows" aria-label={words.list}>
            {rows.map(({ note, terms }) => (
              <li key={note.id}>
                <Row note={note} terms={terms} onOpen={() => onOpen(note.id)} />
              </li>
            ))}
          </ul>
        )}
        {all.size > 0 && !isSearching && (
          <footer className="notes-foot">
            <p className="numbers">
              {words.summary(all.size)} · {words.private}
            </p>
            <Button
              kind="text"
              onClick={() =>
                saveFile(
                  'hermit-notes.md',
                  notesFile(notesByTime(all.values()), words.changed),
                  'text/markdown',
                )
              }
            >
              {words.exportAll}
            </Button>
          </footer>
        )}
      </div>
    </section>
  )
}

interface RowProps {
  readonly note: Note
  readonly terms: ReadonlySet<string>
  readonly onOpen: () => void
}

function Row({ note, terms, onOpen }: RowProps) {
  const words = useNotesText()
  const title = noteTitle(note)
  const rest =
    terms.size > 0 ? snippetOf(normalise(note.text), terms) : [{ text: noteRest(note), isHit: false }]
  return (
    <button type="button" className="note-row" data-note={note.id} onClick={onOpen}>
      <span className="note-row-head">
        <span className="note-row-title" dir="auto">
          {title === '' ? words.untitled : title}
        </span>
        <span className="note-row-day numbers">{words.changed(note.updatedAt)}</span>
      </span>
      <span className="note-row-rest" dir="auto">
        {rest.map((part, at) =>
          part.isHit ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, in its order.
            <mark key={at}>{part.text}</mark>
          ) : (
            part.text
          ),
        )}
      </span>
    </button>
  )
}

function useFoundNews(query: string, found: number): void {
  const words = useNotesText()
  const announce = useAnnounce()
  useEffect(() => {
    if (query === '') return
    const timer = setTimeout(() => announce(found === 0 ? words.nothing : words.found(found)), announceMs)
    return () => clearTimeout(timer)
  }, [query, found, words, announce])
}

function Empty({ children }: { readonly children: ReactNode }) {
  const words = useNotesText()
  return (
    <div className="notes-empty">
      <span className="notes-empty-sign">
        <NoteIcon />
      </span>
      <h3>{words.empty}</h3>
      <p>{words.emptyWords}</p>
      {children}
      <p className="notes-empty-private">{words.private}</p>
    </div>
  )
}
