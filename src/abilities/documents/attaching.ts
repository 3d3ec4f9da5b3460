import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Chat, draftInView, settingsInView } from '../../chat/chat.ts'
import type { DocumentLibrary } from './library-state.ts'

/** A long text that was attached when it was pasted, and can go back into the message. */
export interface PastedText {
  /** Of the document. */
  readonly id: string
  readonly text: string
  /** Where it was pasted; null in a new chat. */
  readonly chatId: string | null
}

/** Which documents the chat in view uses. */
export interface Attaching {
  readonly store: StoreApi<{ readonly pasted?: PastedText }>
  /** Ids in the order in which they were attached; the same array until they change. */
  inView(): readonly string[]
  subscribe(listener: () => void): () => void
  attach(ids: readonly string[]): void
  detach(id: string): void
  /** Adds files to the library, and to the chat in view. Never rejects: what fails is in the documents' records. */
  attachFiles(files: readonly File[]): Promise<void>
  /** The same for a text that was pasted. */
  attachText(text: string): Promise<void>
  /** Takes the text that was pasted last back into the message; its document goes. */
  putBack(): void
}

const none: readonly string[] = []

/** Attaching over the settings of chats. */
export function createAttaching(
  chat: Pick<Chat, 'store' | 'configure' | 'setDraft'>,
  library: Pick<DocumentLibrary, 'add' | 'discard'>,
): Attaching {
  const store = createStore<{ readonly pasted?: PastedText }>(() => ({}))
  const inView = () => settingsInView(chat.store.getState())?.documents ?? none
  const set = (ids: readonly string[]) => chat.configure({ documents: ids.length > 0 ? ids : undefined })
  const attach = (ids: readonly string[]) => {
    if (ids.length > 0) set([...new Set([...inView(), ...ids])])
  }
  const detach = (id: string) => set(inView().filter(one => one !== id))
  return {
    store,
    inView,
    subscribe: listener => chat.store.subscribe(listener),
    attach,
    detach,
    async attachFiles(files) {
      attach(await library.add(files, { keepFile: true }))
    },
    async attachText(text) {
      const file = new File([text], `${firstWords(text)}.txt`, { type: 'text/plain' })
      const [id] = await library.add([file], { keepFile: false, isAgain: true })
      if (id === undefined) return
      attach([id])
      store.setState({ pasted: { id, text, chatId: chat.store.getState().currentId } })
    },
    putBack() {
      const { pasted } = store.getState()
      if (!pasted) return
      store.setState({}, true)
      detach(pasted.id)
      library.discard(pasted.id)
      const draft = draftInView(chat.store.getState())
      chat.setDraft(draft === '' ? pasted.text : `${draft}\n\n${pasted.text}`)
    },
  }
}

/** The beginning of a text as the name of a file. */
function firstWords(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  // Signs that no file system takes, and those that nobody sees.
  const plain = line.replaceAll(/[\p{C}\\/:*?"<>|#]+/gu, ' ').trim()
  return Array.from(plain).slice(0, 48).join('').trim() || 'text'
}
