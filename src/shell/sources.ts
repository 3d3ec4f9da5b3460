import type { StoreApi } from 'zustand/vanilla'
import type { OpenView } from '../abilities/ability.ts'
import type { SourceActions } from '../chat/passages.ts'

/** The documents that are here, by their ids. */
type DocumentStore = Pick<
  StoreApi<{ readonly documents: ReadonlyMap<string, unknown> }>,
  'getState' | 'subscribe'
>

/** What answers may ask of the library: to show a place in a document, as far as the document is here. */
export function sourcesIn(store: DocumentStore, openView: OpenView): SourceActions {
  return {
    open: ({ documentId, start, end }) => openView('documents', `${documentId}#${start}-${end}`),
    isHere: documentId => store.getState().documents.has(documentId),
    subscribe: onChange => store.subscribe(onChange),
  }
}
