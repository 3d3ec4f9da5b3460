import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useStore } from 'zustand'
import type { OpenView } from '../abilities/ability.ts'
import type { DocumentsDesk } from '../abilities/documents/ability.ts'
import type { PastedText } from '../abilities/documents/views/AttachedDocuments.tsx'
import { focusComposer } from '../chat/Composer.tsx'
import { type Chat, draftInView } from '../chat/chat.ts'
import { IconButton } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { ClipIcon } from '../ui/icons.tsx'

const AttachedDocuments = lazy(() =>
  import('../abilities/documents/views/AttachedDocuments.tsx').then(({ AttachedDocuments: view }) => ({
    default: view,
  })),
)

/** Longer texts are attached when they are pasted: nobody reads them in a message box. In characters. */
export const longPaste = 8000

interface Attached {
  /** Adds documents to the library and to the chat in view. */
  attach(files: readonly File[]): void
  /** Takes a long text; false for one that goes into the message. */
  onPasteText(text: string): boolean
  /** What the chat in view uses; nothing where that is nothing. */
  readonly bar: ReactNode
}

/** Documents of the chat in view, as the shell shows and takes them. */
export function useAttached(desk: DocumentsDesk, chat: Chat, openView: OpenView): Attached {
  const { library, attaching } = desk
  const ids = useSyncExternalStore(attaching.subscribe, attaching.inView)
  const hasNews = useStore(library.store, ({ news }) => news.length > 0)
  const chatId = useStore(chat.store, state => state.currentId)
  const [pasted, setPasted] = useState<PastedText & { readonly chatId: string | null }>()

  const add = useCallback(
    async (files: readonly File[], keepFile: boolean) => {
      const where = chat.store.getState().currentId
      const added = await library.add(files, { keepFile })
      // The person may have gone to another chat meanwhile: it goes with them.
      if (added.length > 0) attaching.attach(added)
      return { id: added[0], where }
    },
    [library, attaching, chat],
  )
  const attach = useCallback((files: readonly File[]) => void add(files, true).catch(() => {}), [add])
  const onPasteText = useCallback(
    (text: string) => {
      const { access } = chat.store.getState()
      if (text.length <= longPaste || access !== 'full') return false
      const file = new File([text], `${firstWords(text)}.txt`, { type: 'text/plain' })
      void add([file], false).then(({ id, where }) => id && setPasted({ id, text, chatId: where }))
      return true
    },
    [add, chat],
  )
  const putBack = useCallback(() => {
    if (!pasted) return
    attaching.detach(pasted.id)
    library.discard(pasted.id)
    const draft = draftInView(chat.store.getState())
    chat.setDraft(draft === '' ? pasted.text : `${draft}\n\n${pasted.text}`)
    setPasted(undefined)
    focusComposer()
  }, [attaching, library, chat, pasted])

  const ofThisChat = pasted && pasted.chatId === chatId && ids.includes(pasted.id) ? pasted : undefined
  const bar = useMemo(
    () =>
      (ids.length > 0 || hasNews) && (
        <Suspense>
          <AttachedDocuments
            desk={desk}
            ids={ids}
            pasted={ofThisChat}
            onPutBack={putBack}
            openView={openView}
            onEmpty={focusComposer}
          />
        </Suspense>
      ),
    [desk, ids, hasNews, ofThisChat, putBack, openView],
  )
  return { attach, onPasteText, bar }
}

/** Opens the file chooser; what is chosen is attached. */
export function AttachButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const text = useText()
  const inputRef = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton label={text.attach} onClick={() => inputRef.current?.click()}>
        <ClipIcon />
      </IconButton>
      <input
        ref={inputRef}
        type="file"
        multiple
        hidden
        aria-label={text.attach}
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

/** The beginning of a text as the name of a file. */
function firstWords(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  // Signs that no file system takes, and those that nobody sees.
  const plain = line.replaceAll(/[\p{C}\\/:*?"<>|#]+/gu, ' ').trim()
  return Array.from(plain).slice(0, 48).join('').trim() || 'text'
}
