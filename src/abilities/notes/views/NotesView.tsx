import { type ComponentType, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useNotesText } from '../../../ui/i18n/notes.ts'
import { UndoBar } from '../../../ui/UndoBar.tsx'
import type { ViewProps } from '../../ability.ts'
import { noteTitle } from '../note.ts'
import type { Notes } from '../notes.ts'
import { NoteList } from './NoteList.tsx'
import { NotePage } from './NotePage.tsx'
import './notes.css'

/** The view over what it shows. */
export function notesView(notes: Notes): ComponentType<ViewProps> {
  // biome-ignore lint/correctness/noComponentHookFactories: called once, when the view is loaded.
  return function View(props: ViewProps) {
    return <NotesView notes={notes} {...props} />
  }
}

/** All notes, or one of them. */
function NotesView({ notes, target, onClose }: ViewProps & { readonly notes: Notes }) {
  const words = useNotesText()
  const [openId, setOpenId] = useState(target)
  /** The note that was open last, to go back to. */
  const [backTo, setBackTo] = useState<string>()
  const [query, setQuery] = useState('')
  const deleted = useStore(notes.store, state => state.deleted)
  const shownTarget = useRef(target)
  useEffect(() => {
    if (shownTarget.current === target) return
    shownTarget.current = target
    setOpenId(target)
  }, [target])
  // Once this is closed nobody could take it back.
  useEffect(() => () => notes.forgetRemoved(), [notes])
  // A note in which nothing was written is not kept.
  useEffect(
    () => () => {
      if (openId !== undefined) notes.dropIfEmpty(openId)
    },
    [notes, openId],
  )
  const back = () => {
    setBackTo(openId)
    setOpenId(undefined)
  }
  return (
    <Dialog title={words.title} size="wide" onClose={onClose}>
      <div className="notes">
        {openId === undefined ? (
          <NoteList
            notes={notes}
            query={query}
            onQuery={setQuery}
            backTo={backTo}
            onOpen={setOpenId}
            onNew={() => setOpenId(notes.add('').id)}
          />
        ) : (
          <NotePage key={openId} notes={notes} id={openId} onBack={back} />
        )}
        {deleted && deleted.text.trim() !== '' && (
          <div className="notes-undo">
            <UndoBar
              what={deleted}
              sentence={words.removed(noteTitle(deleted, 60))}
              onUndo={() => notes.undoRemove()}
              onForget={() => notes.forgetRemoved()}
            />
          </div>
        )}
      </div>
    </Dialog>
  )
}
