import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { type Fault, toFault } from '../../../fault.ts'
import { inSlices } from '../../../slices.ts'
import { Button } from '../../../ui/Button.tsx'
import { useDocumentsText } from '../../../ui/i18n/documents.ts'
import { faultSentence, useText } from '../../../ui/i18n/text.ts'
import { PreviousIcon } from '../../../ui/icons.tsx'
import type { DocumentsDesk } from '../ability.ts'
import type { DocumentRecord, DocumentText } from '../document.ts'
import { DocumentMenu } from './DocumentMenu.tsx'
import { DocumentReader } from './DocumentReader.tsx'
import type { Target } from './marks.ts'
import { type Section, sectionsInSteps } from './sections.ts'

interface DocumentPageProps {
  readonly desk: DocumentsDesk
  readonly target: Target
  readonly onBack: () => void
}

type Content =
  | { readonly state: 'opening' | 'none' }
  | { readonly state: 'failed'; readonly fault: Fault }
  | { readonly state: 'open'; readonly text: DocumentText; readonly sections: readonly Section[] }

/** One document: its text to read, by pages, with what was asked for marked. */
export function DocumentPage({ desk, target, onBack }: DocumentPageProps) {
  const { library, attaching } = desk
  const text = useText()
  const words = useDocumentsText()
  const { documents, access } = useStore(library.store)
  const attached = useSyncExternalStore(attaching.subscribe, attaching.inView)
  const document = documents.get(target.id)
  const content = useContent(desk, document)
  const head = (
    <div className="document-head">
      <Button kind="quiet" autoFocus onClick={onBack}>
        <PreviousIcon />
        {words.back}
      </Button>
      {document && (
        <DocumentMenu
          desk={desk}
          document={document}
          isAttached={attached.includes(document.id)}
          canWrite={access === 'full'}
          onRemoved={onBack}
        />
      )}
    </div>
  )
  if (!document) return <Message head={head} words={words.gone} />
  switch (content.state) {
    case 'opening':
      return <Message head={head} words={`${words.opening}…`} />
    case 'none':
      return <Message head={head} words={words.noText} />
    case 'failed': {
      const { fault } = content
      return (
        <Message head={head} words={fault.code === 'crashed' ? words.crashed : faultSentence(text, fault)} />
      )
    }
    case 'open': {
      const { passage } = target
      return (
        <DocumentReader {...{ head, document, passage }} text={content.text} sections={content.sections} />
      )
    }
  }
}

function Message({ head, words }: { readonly head: ReactNode; readonly words: string }) {
  return (
    <>
      {head}
      <p className="documents-note document-message" role="status">
        {words}
      </p>
    </>
  )
}

/** The text of a document, read when it is first shown and when it has been read anew. */
function useContent({ contents }: DocumentsDesk, document: DocumentRecord | undefined): Content {
  const [content, setContent] = useState<Content>({ state: 'opening' })
  const { id, contentKey, characters } = document ?? {}
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another number of letters it has been read anew.
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const show = (next: Content) => !signal.aborted && setContent(next)
    if (!document) return
    contents()
      .then(opened => opened.text(document))
      .then(async (text): Promise<Content> => {
        if (!text) return { state: 'none' }
        return { state: 'open', text, sections: await inSlices(sectionsInSteps(text), signal) }
      })
      .then(show, (error: unknown) => show({ state: 'failed', fault: toFault(error) }))
    return () => leaving.abort()
  }, [contents, id, contentKey, characters])
  return content
}
