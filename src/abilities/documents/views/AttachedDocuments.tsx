import { useRef } from 'react'
import { useStore } from 'zustand'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { useDocumentsText } from '../../../ui/i18n/documents.ts'
import { useText } from '../../../ui/i18n/text.ts'
import { CloseIcon, DocumentIcon } from '../../../ui/icons.tsx'
import type { OpenView } from '../../ability.ts'
import { type DocumentsDesk, documentsId } from '../ability.ts'
import type { DocumentRecord } from '../document.ts'
import { AddNewsNotes } from './AddNewsNotes.tsx'
import { progressFraction, progressText } from './progress-text.ts'
import './attached.css'

/** A long text that was attached when it was pasted, and can go back into the message. */
export interface PastedText {
  /** Of the document. */
  readonly id: string
  readonly text: string
}

interface AttachedDocumentsProps {
  readonly desk: DocumentsDesk
  /** What the chat in view uses. */
  readonly ids: readonly string[]
  readonly pasted: PastedText | undefined
  readonly onPutBack: () => void
  readonly openView: OpenView
  /** What had the focus is gone. */
  readonly onEmpty: () => void
}

/** The documents of the chat in view, above the message box. */
export function AttachedDocuments(props: AttachedDocumentsProps) {
  const { desk, ids, pasted, onPutBack, openView, onEmpty } = props
  const { library, attaching } = desk
  const words = useDocumentsText()
  const { documents, progress } = useStore(library.store)
  const listRef = useRef<HTMLUListElement>(null)
  // One that was deleted may come back: its id stays.
  const shown = ids.flatMap(id => documents.get(id) ?? [])
  const detach = (id: string) => {
    attaching.detach(id)
    if (library.store.getState().progress.has(id)) library.cancel(id)
    const next = [...(listRef.current?.querySelectorAll('button') ?? [])].find(
      button => button.closest('li')?.dataset.id !== id,
    )
    if (next) next.focus()
    else onEmpty()
  }
  return (
    <div className="attached">
      {shown.length > 0 && (
        <ul ref={listRef} aria-label={words.attached}>
          {shown.map(document => {
            const { id, title } = document
            const working = progressText(words, document, progress.get(id))
            const fraction = progressFraction(progress.get(id))
            return (
              <li key={id} className="attached-chip" data-id={id} data-status={document.status}>
                <button
                  type="button"
                  className="attached-open"
                  aria-label={words.openOne(title)}
                  title={title}
                  onClick={() => openView(documentsId, document.characters === undefined ? undefined : id)}
                >
                  <DocumentIcon />
                  <span className="attached-words">
                    <span className="attached-title" dir="auto">
                      {title}
                    </span>
                    <Note working={working} document={document} />
                  </span>
                </button>
                <IconButton label={words.detach(title)} onClick={() => detach(id)}>
                  <CloseIcon />
                </IconButton>
                {working !== undefined && (
                  <progress
                    className="progress"
                    aria-label={`${title}: ${working}`}
                    {...(fraction === undefined ? {} : { value: fraction, max: 1 })}
                  />
                )}
              </li>
            )
          })}
        </ul>
      )}
      {pasted && (
        <p className="attached-note" role="status">
          {words.pasted}{' '}
          <Button kind="text" onClick={onPutBack}>
            {words.putBack}
          </Button>
        </p>
      )}
      <AddNewsNotes library={library} keepFile onAdded={added => attaching.attach(added)} />
    </div>
  )
}

function Note({
  working,
  document,
}: {
  readonly working: string | undefined
  readonly document: DocumentRecord
}) {
  const text = useText()
  const words = useDocumentsText()
  const { kind, pages, status, fault } = document
  const facts = [words.kinds[kind], ...(pages === undefined ? [] : [words.pages(pages)])].join(' · ')
  const failed = status === 'failed' && fault ? text.faultNames[fault.code] : undefined
  return <span className="attached-state numbers">{working ?? failed ?? facts}</span>
}
