import {
  type DragEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useStore } from 'zustand'
import { useAnnounce } from '../../../ui/announce.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useDocumentsText } from '../../../ui/i18n/documents.ts'
import { DocumentIcon, PlusIcon } from '../../../ui/icons.tsx'
import { SearchBox } from '../../../ui/SearchBox.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import type { DocumentsDesk } from '../ability.ts'
import { documentsByTime, type LibraryState } from '../library-state.ts'
import { AddNewsNotes } from './AddNewsNotes.tsx'
import { DocumentRow } from './DocumentRow.tsx'
import type { Target } from './marks.ts'
import { SearchedBy } from './SearchedBy.tsx'
import { SearchHits } from './SearchHits.tsx'

interface DocumentListProps {
  readonly desk: DocumentsDesk
  readonly query: string
  readonly onQuery: (query: string) => void
  /** The document that was open last. */
  readonly backTo: string | undefined
  readonly onOpen: (target: Target) => void
}

/** All documents, and what is found in them. */
export function DocumentList({ desk, query, onQuery, backTo, onOpen }: DocumentListProps) {
  const { library } = desk
  const words = useDocumentsText()
  const { documents, access } = useStore(library.store)
  const [keepFile, setKeepFile] = useState(true)
  const listRef = useRef<HTMLUListElement>(null)
  const byTime = useMemo(() => documentsByTime(documents), [documents])
  const canWrite = access === 'full'
  const isSearching = query.trim() !== ''
  const add = (files: readonly File[]) => void library.add(files, { keepFile })
  useDoneNews(documents)

  useEffect(() => {
    if (backTo === undefined) return
    const rows = [...(listRef.current?.querySelectorAll<HTMLElement>('[data-document]') ?? [])]
    rows.find(({ dataset }) => dataset.document === backTo)?.focus()
  }, [backTo])

  const takeDrop = (event: DragEvent) => {
    const files = [...event.dataTransfer.files]
    if (files.length === 0 || !canWrite) return
    // Here they are added, and not attached to the chat behind.
    event.preventDefault()
    add(files)
  }
  return (
    <section className="documents-front" aria-label={words.list} onDrop={takeDrop}>
      {documents.size > 0 && (
        <div className="documents-tools">
          <SearchBox label={words.search} clearLabel={words.clear} query={query} onQuery={onQuery} />
          <AddButton disabled={!canWrite} onFiles={add} />
        </div>
      )}
      <div className="documents-scroller">
        {access === 'read-only' && <p className="documents-note">{words.readOnly}</p>}
        <AddNewsNotes library={library} keepFile={keepFile} />
        <Unreadable library={library} />
        {documents.size === 0 ? (
          <Empty>
            <AddButton disabled={!canWrite} onFiles={add} />
          </Empty>
        ) : isSearching ? (
          <SearchHits desk={desk} query={query} onOpen={onOpen} />
        ) : (
          <>
            <Rows desk={desk} listRef={listRef} rows={byTime} onOpen={onOpen} />
            <Foot embedder={desk.embedder} rows={byTime} keepFile={keepFile} onKeepFile={setKeepFile} />
          </>
        )}
      </div>
    </section>
  )
}

interface RowsProps {
  readonly desk: DocumentsDesk
  readonly listRef: { readonly current: HTMLUListElement | null }
  readonly rows: ReturnType<typeof documentsByTime>
  readonly onOpen: (target: Target) => void
}

function Rows({ desk, listRef, rows, onOpen }: RowsProps) {
  const words = useDocumentsText()
  const { progress, access } = useStore(desk.library.store)
  const attached = useSyncExternalStore(desk.attaching.subscribe, desk.attaching.inView)
  return (
    <ul ref={listRef} className="documents-rows" aria-label={words.list}>
      {rows.map(document => (
        <DocumentRow
          key={document.id}
          desk={desk}
          document={document}
          progress={progress.get(document.id)}
          isAttached={attached.includes(document.id)}
          canWrite={access === 'full'}
          onOpen={onOpen}
        />
      ))}
    </ul>
  )
}

interface FootProps {
  readonly embedder: DocumentsDesk['embedder']
  readonly rows: ReturnType<typeof documentsByTime>
  readonly keepFile: boolean
  readonly onKeepFile: (keepFile: boolean) => void
}

function Foot({ embedder, rows, keepFile, onKeepFile }: FootProps) {
  const words = useDocumentsText()
  const bytes = rows.reduce((sum, document) => sum + document.bytes, 0)
  return (
    <footer className="documents-foot">
      <p className="numbers">
        {words.summary(rows.length, bytes)}
        <br />
        {words.emptyPrivate}
        <br />
        <SearchedBy embedder={embedder} />
      </p>
      <Switch label={words.keepFiles} hint={words.keepFilesHint} isOn={keepFile} onChange={onKeepFile} />
    </footer>
  )
}

function Empty({ children }: { readonly children: ReactNode }) {
  const words = useDocumentsText()
  return (
    <div className="documents-empty">
      <span className="documents-empty-sign">
        <DocumentIcon />
      </span>
      <h3>{words.empty}</h3>
      <p>{words.emptyWords}</p>
      {children}
      <p className="documents-empty-drop">{words.emptyDrop}</p>
      <p className="documents-empty-private">{words.emptyPrivate}</p>
    </div>
  )
}

interface AddButtonProps {
  readonly disabled: boolean
  readonly onFiles: (files: readonly File[]) => void
}

function AddButton({ disabled, onFiles }: AddButtonProps) {
  const words = useDocumentsText()
  const id = useId()
  const ref = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button kind="primary" disabled={disabled} aria-controls={id} onClick={() => ref.current?.click()}>
        <PlusIcon />
        {words.add}
      </Button>
      <input
        ref={ref}
        id={id}
        type="file"
        multiple
        hidden
        aria-label={words.addFiles}
        onChange={event => {
          const files = [...(event.target.files ?? [])]
          // The same file again is a change again.
          event.target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </>
  )
}

function Unreadable({ library }: Pick<DocumentsDesk, 'library'>) {
  const words = useDocumentsText()
  const number = useStore(library.store, ({ unreadable }) => unreadable.length)
  return number > 0 && <p className="documents-note">{words.unreadable(number)}</p>
}

/** Tells those who do not see the rows when a document is ready, or has failed. */
function useDoneNews(documents: LibraryState['documents']): void {
  const words = useDocumentsText()
  const announce = useAnnounce()
  const before = useRef(documents)
  useEffect(() => {
    for (const { id, title, status } of documents.values()) {
      const was = before.current.get(id)?.status
      if (was === undefined || was === status) continue
      if (status === 'ready') announce(words.isDone(title))
      if (status === 'failed') announce(words.hasFailed(title))
    }
    before.current = documents
  }, [documents, announce, words])
}
