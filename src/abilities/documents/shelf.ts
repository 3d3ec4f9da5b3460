import type { DocumentsDesk } from './ability.ts'
import type { Contents } from './contents.ts'
import type { DocumentRecord } from './document.ts'
import { documentsByTime } from './library-state.ts'

/** The library as other abilities use it. It is loaded when somebody listens. */
export interface DocumentShelf {
  /** The newest first, and the same list until it changes; empty until the library is loaded. */
  list(): readonly DocumentRecord[]
  /** Told when the list has changed; gives what ends the telling. */
  subscribe(listener: () => void): () => void
  contents(): Promise<Contents>
  /** Loads the library, so that the list is what is there. Throws where its code does not come. */
  load(): Promise<void>
}

/** Builds it; nothing is loaded before subscribe() or contents(). */
export function createDocumentShelf(desk: () => Promise<DocumentsDesk>): DocumentShelf {
  let listed: readonly DocumentRecord[] = []
  let of: ReadonlyMap<string, DocumentRecord> | undefined
  let opened: DocumentsDesk | undefined
  return {
    list() {
      const documents = opened?.library.store.getState().documents
      if (documents && documents !== of) {
        of = documents
        listed = documentsByTime(documents)
      }
      return listed
    },
    subscribe(listener) {
      let end: (() => void) | undefined
      let isOver = false
      const listen = (found: DocumentsDesk) => {
        opened = found
        if (isOver) return
        end = found.library.store.subscribe(listener)
        listener()
      }
      // Without its code nothing can be shown of it, and whoever opens it is told why.
      desk().then(listen, () => {})
      return () => {
        isOver = true
        end?.()
      }
    },
    contents: async () => (await desk()).contents(),
    async load() {
      opened = await desk()
    },
  }
}
