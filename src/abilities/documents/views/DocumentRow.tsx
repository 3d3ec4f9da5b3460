import { useRef, useState } from 'react'
import { NameBox } from '../../../chat/finding/NameBox.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useDocumentsText } from '../../../ui/i18n/documents.ts'
import { faultSentence, useText } from '../../../ui/i18n/text.ts'
import type { DocumentsDesk } from '../ability.ts'
import type { DocumentRecord } from '../document.ts'
import { canRetry, type DocumentProgress } from '../library-state.ts'
import { DocumentMenu } from './DocumentMenu.tsx'
import type { Target } from './marks.ts'
import { progressFraction, progressText } from './progress-text.ts'

interface DocumentRowProps {
  readonly desk: DocumentsDesk
  readonly document: DocumentRecord
  readonly progress: DocumentProgress | undefined
  readonly isAttached: boolean
  readonly canWrite: boolean
  readonly onOpen: (target: Target) => void
}

/** One document: what it is, how far it is, and what can be done to it. */
export function DocumentRow({ desk, document, progress, isAttached, canWrite, onOpen }: DocumentRowProps) {
  const { library } = desk
  const { id, title, kind } = document
  const words = useDocumentsText()
  const [isNaming, setNaming] = useState(false)
  const openRef = useRef<HTMLButtonElement>(null)
  const canOpen = document.characters !== undefined
  return (
    <li className="document-row">
      <span className="document-kind" data-kind={kind} aria-hidden="true">
        {words.kinds[kind]}
      </span>
      <div className="document-words">
        {isNaming ? (
          <NameBox
            label={words.nameOf(title)}
            name={title}
            onDone={(name, how) => {
              if (name !== undefined) library.rename(id, name)
              setNaming(false)
              if (how === 'key') requestAnimationFrame(() => openRef.current?.focus())
            }}
          />
        ) : (
          <button
            ref={openRef}
            type="button"
            className="document-title"
            dir="auto"
            data-document={id}
            disabled={!canOpen}
            onClick={() => onOpen({ id })}
          >
            {title}
          </button>
        )}
        <Facts document={document} isAttached={isAttached} />
        <State library={library} document={document} progress={progress} canWrite={canWrite} />
      </div>
      {!progress && (
        <DocumentMenu
          desk={desk}
          document={document}
          isAttached={isAttached}
          canWrite={canWrite}
          onOpen={canOpen ? () => onOpen({ id }) : undefined}
          onRename={() => setNaming(true)}
        />
      )}
    </li>
  )
}

function Facts({ document, isAttached }: Pick<DocumentRowProps, 'document' | 'isAttached'>) {
  const { kind, pages, bytes, addedAt, scannedPages } = document
  const { formats } = useText()
  const words = useDocumentsText()
  const facts = [
    ...(pages === undefined ? [] : [words.pages(pages)]),
    // A file of a few letters is not nothing.
    formats.bytes(Math.max(bytes, 1000)),
    formats.date(addedAt),
  ]
  return (
    <>
      <p className="document-facts numbers">
        <span className="document-facts-kind">{words.kinds[kind]} · </span>
        {facts.join(' · ')}
        {isAttached && <span className="document-badge">{words.inThisChat}</span>}
      </p>
      {document.status === 'ready' && scannedPages !== undefined && (
        <p className="document-caution">{words.scanned(scannedPages, pages ?? scannedPages)}</p>
      )}
    </>
  )
}

type StateProps = Pick<DocumentRowProps, 'document' | 'progress' | 'canWrite'> &
  Pick<DocumentsDesk, 'library'>

function State({ library, document, progress, canWrite }: StateProps) {
  const { id, title, status, fault } = document
  const text = useText()
  const words = useDocumentsText()
  const fileRef = useRef<HTMLInputElement>(null)
  const working = progressText(words, document, progress)
  if (working !== undefined) {
    const fraction = progressFraction(progress)
    return (
      <div className="document-work">
        <p className="numbers">{working}</p>
        {progress && (
          <div className="document-bar">
            <progress
              className="progress"
              aria-label={working}
              {...(fraction === undefined ? {} : { value: fraction, max: 1 })}
            />
            <Button kind="text" aria-label={words.cancel(title)} onClick={() => library.cancel(id)}>
              {words.stop}
            </Button>
          </div>
        )}
      </div>
    )
  }
  if (status !== 'failed') return null
  // Read again, there would be no text in it either.
  const canTry = canWrite && fault?.code !== 'document-scanned' && fault?.code !== 'document-empty'
  return (
    <p className="document-failed">
      {fault && faultSentence(text, fault)}{' '}
      {canTry && canRetry(document) && (
        <Button kind="text" onClick={() => library.retry(id)}>
          {words.retry}
        </Button>
      )}
      {canTry && !canRetry(document) && (
        <>
          <Button kind="text" onClick={() => fileRef.current?.click()}>
            {words.addAgain}
          </Button>
          <input
            ref={fileRef}
            type="file"
            hidden
            aria-label={words.fileOf(title)}
            onChange={event => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) library.retry(id, file)
            }}
          />
        </>
      )}
    </p>
  )
}
