import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useAnnounce } from '../../../ui/announce.tsx'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { useNotesText } from '../../../ui/i18n/notes.ts'
import { BinIcon, CheckIcon, CopyIcon, DownIcon, PreviousIcon } from '../../../ui/icons.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { noteFile } from '../markdown.ts'
import type { Note } from '../note.ts'
import type { Notes } from '../notes.ts'

interface NotePageProps {
  readonly notes: Notes
  readonly id: string
  readonly onBack: () => void
}

/** One note to be read and written; what is typed is kept as it is typed. */
export function NotePage({ notes, id, onBack }: NotePageProps) {
  const words = useNotesText()
  const note = useStore(notes.store, state => state.notes.get(id))
  const access = useStore(notes.store, state => state.access)
  const ref = useRef<HTMLTextAreaElement>(null)
  const isNew = note?.text === ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where the page is opened on an empty note.
  useEffect(() => {
    if (isNew) ref.current?.focus()
  }, [])
  return (
    <section className="note-page" aria-label={words.text}>
      <div className="note-bar">
        <Button kind="quiet" onClick={onBack}>
          <PreviousIcon />
          {words.back}
        </Button>
        {note && <Actions notes={notes} note={note} canWrite={access === 'full'} onGone={onBack} />}
      </div>
      {note ? (
        <textarea
          ref={ref}
          className="note-text"
          dir="auto"
          aria-label={words.text}
          placeholder={words.placeholder}
          readOnly={access !== 'full'}
          value={note.text}
          onChange={event => notes.write(id, event.target.value)}
        />
      ) : (
        <p className="notes-note note-gone">{words.gone}</p>
      )}
    </section>
  )
}

interface ActionsProps {
  readonly notes: Notes
  readonly note: Note
  readonly canWrite: boolean
  readonly onGone: () => void
}

function Actions({ notes, note, canWrite, onGone }: ActionsProps) {
  const words = useNotesText()
  const announce = useAnnounce()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = () =>
    navigator.clipboard.writeText(note.text).then(
      () => {
        setCopied(true)
        announce(words.copied)
      },
      () => announce(words.copyFailed),
    )
  const save = () => {
    const { name, text } = noteFile(note, words.title)
    saveFile(name, text, 'text/markdown')
  }
  const isEmpty = note.text.trim() === ''
  return (
    <div className="note-actions">
      <IconButton label={isCopied ? words.copied : words.copy} disabled={isEmpty} onClick={() => void copy()}>
        {isCopied ? <CheckIcon /> : <CopyIcon />}
      </IconButton>
      <IconButton label={words.export} disabled={isEmpty} onClick={save}>
        <DownIcon />
      </IconButton>
      {canWrite && (
        <IconButton
          label={words.remove}
          onClick={() => {
            notes.remove(note.id)
            onGone()
          }}
        >
          <BinIcon />
        </IconButton>
      )}
    </div>
  )
}
