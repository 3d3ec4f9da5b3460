import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react'
import { detectLanguage } from '../../text/language.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/i18n/text.ts'
import { useTranslateText } from '../../ui/i18n/translate.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import type { ViewProps } from '../ability.ts'
import { documentTarget, type TranslateViewParts } from './ability.ts'
import { DocumentTab } from './DocumentTab.tsx'
import { createDocumentJob, type DocumentJob } from './document-job.ts'
import { LanguageBar } from './LanguageBar.tsx'
import { TextTab } from './TextTab.tsx'
import { createTranslating, type Translating } from './translating.ts'
import './translate.css'

/** What the parts of the view share. */
export interface TranslateRoom extends TranslateViewParts {
  readonly translating: Translating
  readonly job: DocumentJob
}

/** Makes the view over stores that live as long as the tab. */
export function makeTranslateView(parts: TranslateViewParts): ComponentType<ViewProps> {
  const translating = createTranslating({ ...parts, detect: detectLanguage })
  const room: TranslateRoom = {
    ...parts,
    translating,
    job: createDocumentJob({
      ...parts,
      contents: {
        text: async document => (await parts.documents.contents()).text(document),
        part: async (...asked) => (await parts.documents.contents()).part(...asked),
        putPart: async (...given) => (await parts.documents.contents()).putPart(...given),
      },
      way: translating.store,
      detect: detectLanguage,
      now: () => performance.now(),
    }),
  }
  // biome-ignore lint/correctness/noComponentHookFactories: called once for a tab, which keeps what it gives.
  return function TranslateView(props: ViewProps) {
    return <TranslateDialog room={room} {...props} />
  }
}

/** A text, or a document of the library, in another language. */
function TranslateDialog(props: ViewProps & { readonly room: TranslateRoom }) {
  const { room, target, openModels, onClose } = props
  const text = useText()
  const words = useTranslateText()
  const { translating, job } = room
  const documentId = target?.startsWith(documentTarget) ? target.slice(documentTarget.length) : undefined
  const [tab, setTab] = useState<'text' | 'document'>(documentId === undefined ? 'text' : 'document')
  const { language } = text.formats

  useEffect(() => translating.setHome(language === 'en' ? 'en' : 'zh'), [translating, language])
  useEffect(() => {
    if (target !== undefined && documentId === undefined) translating.setSource(target)
  }, [translating, target, documentId])
  const listed = useSyncExternalStore(room.documents.subscribe, room.documents.list)
  const document = listed.find(({ id }) => id === documentId)
  useEffect(() => {
    if (document && job.store.getState().document?.id !== document.id) void job.choose(document)
  }, [job, document])

  return (
    <Dialog title={words.translate} size="wide" onClose={onClose}>
      <Tabs
        label={words.translate}
        tabs={[
          ['text', words.textTab],
          ['document', words.documentTab],
        ]}
        selected={tab}
        onSelect={setTab}
      >
        <div className="translate">
          <LanguageBar room={room} canSwap={tab === 'text'} />
          {tab === 'text' ? (
            <TextTab room={room} onModels={openModels} />
          ) : (
            <DocumentTab room={room} onModels={openModels} />
          )}
        </div>
      </Tabs>
    </Dialog>
  )
}
