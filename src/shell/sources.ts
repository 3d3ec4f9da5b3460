import type { StoreApi } from 'zustand/vanilla'
import type { OpenView } from '../abilities/ability.ts'
import type { SourceActions } from '../chat/passages.ts'

/** The documents that are here, by their ids. */
interface Shelf {
  readonly library: {
    readonly store: Pick<
      StoreApi<{ readonly documents: ReadonlyMap<string, unknown> }>,
      'getState' | 'subscribe'
    >
  }
}

/**
 * What answers may ask of the library: to show a place in a document, as far as the document is here. The library is
 * loaded when the first answer with sources is shown; until then its documents are taken to be here.
 */
export function createSources(shelf: () => Promise<Shelf>, openView: OpenView): SourceActions {
  let store: Shelf['library']['store'] | undefined
  return {
    open: ({ documentId, start, end }) => openView('documents', `${documentId}#${start}-${end}`),
    isHere: documentId => store?.getState().documents.has(documentId) ?? true,
    subscribe(onChange) {
      let isOver = false
      let end = () => {
        isOver = true
      }
      const listen = (opened: Shelf) => {
        store = opened.library.store
        if (isOver) return
        end = store.subscribe(onChange)
        onChange()
      }
      // Without its code the library cannot be shown either: the house says so when it is opened.
      shelf().then(listen, () => {})
      return () => end()
    },
  }
}
