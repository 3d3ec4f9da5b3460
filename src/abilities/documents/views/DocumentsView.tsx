import { type ComponentType, useCallback, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useDocumentsText } from '../../../ui/i18n/documents.ts'
import { useText } from '../../../ui/i18n/text.ts'
import { UndoBar } from '../../../ui/UndoBar.tsx'
import type { ViewProps } from '../../ability.ts'
import type { DocumentsDesk } from '../ability.ts'
import { DocumentList } from './DocumentList.tsx'
import { DocumentPage } from './DocumentPage.tsx'
import { parseTarget, type Target } from './marks.ts'
import './documents.css'

/** The view of documents over what it shows. */
export function documentsView(desk: DocumentsDesk): ComponentType<ViewProps> {
  // biome-ignore lint/correctness/noComponentHookFactories: called once, when the view is loaded.
  return function View(props: ViewProps) {
    return <DocumentsView desk={desk} {...props} />
  }
}

/** The library, or one document of it. */
function DocumentsView({ desk, target, onClose }: ViewProps & { readonly desk: DocumentsDesk }) {
  const { library } = desk
  const text = useText()
  const words = useDocumentsText()
  const [place, setPlace] = useState<Target | undefined>(() => parseTarget(target))
  /** The document that was open last, to go back to. */
  const [backTo, setBackTo] = useState<string>()
  const [query, setQuery] = useState('')
  const shownTarget = useRef(target)
  useEffect(() => {
    if (shownTarget.current === target) return
    shownTarget.current = target
    setPlace(parseTarget(target))
  }, [target])
  // Once this is closed nobody could take it back.
  useEffect(() => () => library.forgetRemoved(), [library])

  const deleted = useStore(library.store, state => state.deleted)
  const document = useStore(library.store, ({ documents }) => place && documents.get(place.id))
  const open = useCallback((next: Target) => setPlace(next), [])
  const back = useCallback(() => {
    setBackTo(place?.id)
    setPlace(undefined)
  }, [place])
  return (
    <Dialog title={document?.title ?? text.documents} size="wide" onClose={onClose}>
      <div className="documents">
        {place ? (
          <DocumentPage key={place.id} desk={desk} target={place} onBack={back} />
        ) : (
          <DocumentList desk={desk} query={query} onQuery={setQuery} backTo={backTo} onOpen={open} />
        )}
        {deleted && (
          <div className="documents-undo">
            <UndoBar
              what={deleted}
              sentence={words.removed(deleted.title)}
              onUndo={() => library.undoRemove()}
              onForget={() => library.forgetRemoved()}
            />
          </div>
        )}
      </div>
    </Dialog>
  )
}
