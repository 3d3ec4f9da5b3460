import { use, useRef, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { focusComposer } from '../../../chat/Composer.tsx'
import type { Chat } from '../../../chat/chat.ts'
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

interface AttachedDocumentsProps {
  readonly desk: () => Promise<DocumentsDesk>
  readonly chat: Pick<Chat, 'store'>
  readonly openView: OpenView
}

/** The documents of the chat in view, above the message box; nothing where it uses none, and there is no news. */
export function AttachedDocuments({ desk, chat, openView }: AttachedDocumentsProps) {
  const { library, attaching } = use(desk())
  const ids = useSyncExternalStore(attaching.subscribe, attaching.inView)
  const chatId = useStore(chat.store, state => state.currentId)
  const last = useStore(attaching.store, state => state.pasted)
  const isPasted = last !== undefined && last.chatId === chatId && ids.includes(last.id)
  const hasNews = useStore(library.store, ({ news }) => news.length > 0)
  const words = useDocumentsText()
  const { documents, progress } = useStore(library.store)
  const listRef = useRef<HTMLUListElement>(null)
  // One that was deleted may come back: its id stays.
  const shown = ids.flatMap(id => documents.get(id) ?? [])
  const putBack = () => {
    attaching.putBack()
    focusComposer()
  }
  const detach = (id: string) => {
    attaching.detach(id)
    if (library.store.getState().progress.has(id)) library.cancel(id)
    const next = [...(listRef.current?.querySelectorAll('button') ?? [])].find(
      button => button.closest('li')?.dataset.id !== id,
    )
    if (next) next.focus()
    else focusComposer()
  }
  if (shown.length === 0 && !hasNews) return null
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
      {isPasted && (
        <p className="attached-note" role="status">
          {words.pasted}{' '}
          <Button kind="text" onClick={putBack}>
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
