import { createStore } from 'zustand/vanilla'
import type { DocumentRecord } from './document.ts'
import { documentKey, documentPrefix } from './document-key.ts'
import { type DocumentLibrary, documentBytes, type LibraryState } from './library-state.ts'
import type { LibraryWork, LibraryWorkOptions } from './library-work.ts'
import { mergeDocument, parseDocument } from './record.ts'

export type LibraryOptions = Omit<LibraryWorkOptions, 'store' | 'put' | 'drop'> & {
  readonly records: LibraryWorkOptions['records'] & {
    markDirty(key: string): void
    markDeleted(key: string): void
  }
}

/** Builds the library; what works on documents is loaded when it is first asked for. */
export function createLibrary(options: LibraryOptions): DocumentLibrary {
  const { records } = options
  const store = createStore<LibraryState>(() => ({
    access: 'loading',
    documents: new Map(),
    progress: new Map(),
    news: [],
    unreadable: [],
  }))
  const get = store.getState
  let loading: Promise<LibraryWork> | undefined

  function put(document: DocumentRecord): void {
    store.setState({ documents: new Map(get().documents).set(document.id, document) })
    records.markDirty(documentKey(document.id))
  }

  function drop(id: string): void {
    const documents = new Map(get().documents)
    documents.delete(id)
    store.setState({ documents })
    records.markDeleted(documentKey(id))
  }

  const work = async () => {
    loading ??= import('./library-work.ts').then(({ createLibraryWork }) =>
      createLibraryWork({ ...options, store, put, drop }),
    )
    return loading
  }
  /** Files may be opened with the app before the records have been read. */
  const whenRead = () =>
    new Promise<void>(resolve => {
      const look = ({ access }: LibraryState) => {
        if (access === 'loading') return
        unsubscribe()
        resolve()
      }
      const unsubscribe = store.subscribe(look)
      look(get())
    })
  /** What is asked is done once the code is here. */
  const later = (deed: (work: LibraryWork) => unknown) =>
    void work()
      .then(deed)
      .catch(() => {})

  return {
    store,
    kept: {
      owns: key => key.startsWith(documentPrefix),
      snapshot: key => get().documents.get(key.slice(documentPrefix.length)),
      takeIn(entries, access) {
        const documents = new Map(get().documents)
        const unreadable = new Set(get().unreadable)
        for (const [key, value] of entries) {
          const document = parseDocument(key, value)
          if (document) documents.set(document.id, document)
          else documents.delete(key.slice(documentPrefix.length))
          if (value !== undefined && !document) unreadable.add(key)
        }
        store.setState({ access, documents, unreadable: [...unreadable] })
        if (access !== 'full') return
        // Of another tab, or of one that has died.
        const isUnfinished = ({ id, status }: DocumentRecord) =>
          (status === 'reading' || status === 'indexing') && !get().progress.has(id)
        if ([...documents.values()].some(isUnfinished)) later(({ watchUnfinished }) => watchUnfinished())
      },
      merge: (_key, versions) => mergeDocument(versions),
    },
    async add(files, how) {
      const [{ add }] = await Promise.all([work(), whenRead()])
      return add(files, how)
    },
    dismissNews: () => store.setState({ news: [] }),
    cancel: id => later(({ cancel }) => cancel(id)),
    retry: (id, file) => later(({ retry }) => retry(id, file)),
    reindex: id => later(({ reindex }) => reindex(id)),
    rename(id, title) {
      const document = get().documents.get(id)
      const name = title.trim()
      if (document && name !== '' && get().access === 'full') put({ ...document, title: name })
    },
    remove: id => later(({ remove }) => remove(id)),
    discard: id => later(({ discard }) => discard(id)),
    undoRemove: () => later(({ undoRemove }) => undoRemove()),
    forgetRemoved: () => later(({ forgetRemoved }) => forgetRemoved()),
    guard: async ids => (await work()).guard(ids),
    takeRestored(restored, removed) {
      const before = get().documents
      const documents = new Map(before)
      for (const document of restored) documents.set(document.id, document)
      for (const id of removed) documents.delete(id)
      store.setState({ documents })
      // Not every backup has what searching needs.
      for (const { id, chunks } of restored) if (chunks === undefined) later(({ reindex }) => reindex(id))
      return () => {
        for (const { id } of restored) {
          const earlier = before.get(id)
          if (earlier) put(earlier)
          else later(({ discard }) => discard(id))
        }
        for (const id of removed) {
          const earlier = before.get(id)
          if (earlier) put(earlier)
        }
      }
    },
    bytes: () => documentBytes(get().documents),
    sweep: async () => (await work()).sweep(),
    async suspend() {
      store.setState({ access: 'read-only' })
      await (await loading)?.stopAll()
    },
  }
}
