import { createStore, type StoreApi } from 'zustand/vanilla'
import { unlessAborted } from '../../../abort.ts'
import type { Embedder } from '../../../embedding/embedder.ts'
import type { PortLink } from '../../../engines/port/connection.ts'
import type { Watchdog } from '../../../engines/port/watch.ts'
import { type Fault, FaultError, toFault } from '../../../fault.ts'
import type { Contents } from '../contents.ts'
import type { DocumentRecord } from '../document.ts'
import type { IndexQuery } from './passage-index.ts'
import { type IndexLink, openIndex } from './port-index.ts'
import { isMostlyForeign } from './question.ts'
import type { DocumentSearch } from './search.ts'

export interface DocumentSearchState {
  /** While documents are taken into the index: how many of how many. */
  readonly building?: { readonly documents: number; readonly of: number }
  /** Why the last search went by words alone though there are vectors; 'model-missing' where the model is not here. */
  readonly wordsOnly?: Fault
  /** Documents whose contents could not be read, by id: they are not searched. */
  readonly unreadable: Readonly<Record<string, Fault>>
}

/** The search of a library, and what it is told of changes there. */
export interface LibrarySearch extends DocumentSearch {
  readonly store: StoreApi<DocumentSearchState>
  /**
   * A document is there, or its contents are others now. Not needed for a change that its record shows (its status, its
   * title, its chunks or what embedded them): that is seen at the next search.
   */
  add(documentId: string): void
  /** A document is gone; what no record is of any more goes at the next search. */
  remove(documentId: string): void
  /** Frees the index; the next search builds it again. */
  rest(): void
}

export interface LibrarySearchOptions {
  readonly contents: Contents
  /** The records as they are now. */
  readonly documents: () => readonly DocumentRecord[]
  readonly embedder: Embedder
  /** Makes the worker; tests bring a port. */
  readonly connect?: () => PortLink
  readonly watchdog?: Watchdog
}

/** Builds the search; nothing is read before the first one. */
export function createDocumentSearch(options: LibrarySearchOptions): LibrarySearch {
  const { contents, documents, embedder, connect = makeWorker } = options
  const store = createStore<DocumentSearchState>(() => ({ unreadable: {} }))
  /** What is in the index, by document: how its record was when it was taken in. */
  const taken = new Map<string, string>()
  let link: IndexLink | undefined
  let last: Promise<unknown> = Promise.resolve()

  function connected(): IndexLink {
    if (link && !link.isClosed()) return link
    taken.clear()
    link = openIndex(connect(), options.watchdog)
    return link
  }

  function note(documentId: string, fault: Fault | undefined): void {
    const { [documentId]: before, ...others } = store.getState().unreadable
    if (before === undefined && fault === undefined) return
    store.setState({ unreadable: fault ? { ...others, [documentId]: fault } : others })
  }

  async function take(index: IndexLink, record: DocumentRecord): Promise<void> {
    try {
      const [text, chunks, vectors] = await Promise.all([
        contents.text(record),
        contents.chunks(record),
        contents.vectors(record),
      ])
      note(record.id, undefined)
      if (!text || !chunks) return await index.remove(record.id)
      const { id, title } = record
      await index.add({ id, title, text: text.text, chunks, ...(vectors && { vectors }) })
    } catch (error) {
      if (index.isClosed()) throw error
      // One damaged document must not keep the others from being found.
      note(record.id, toFault(error))
    }
  }

  /** Brings the index to what the records are now. */
  async function update(): Promise<IndexLink> {
    const index = connected()
    const records = documents().filter(({ status }) => status === 'indexing' || status === 'ready')
    const known = new Set(records.map(({ id }) => id))
    for (const id of [...taken.keys()]) {
      if (known.has(id)) continue
      taken.delete(id)
      note(id, undefined)
      await index.remove(id)
    }
    const changed = records.filter(record => taken.get(record.id) !== stampOf(record))
    let done = 0
    try {
      for (const record of changed) {
        store.setState({ building: { documents: done++, of: changed.length } })
        // Before it is read: what changes meanwhile shows itself by another stamp.
        taken.set(record.id, stampOf(record))
        await take(index, record)
      }
    } finally {
      const { building: _, ...state } = store.getState()
      store.setState(state, true)
    }
    return index
  }

  /** One at a time: two would take in the same document. */
  function updated(): Promise<IndexLink> {
    const next = last.then(update)
    last = next.catch(() => {})
    return next
  }

  /** The question by meaning; undefined where words alone are searched, and the state says why. */
  async function vectorOf(query: string, signal: AbortSignal | undefined): Promise<IndexQuery['vector']> {
    const hasVectors = documents().some(({ embeddedBy }) => embeddedBy === embedder.model)
    const { wordsOnly: _, ...state } = store.getState()
    if (!hasVectors || isMostlyForeign(query)) {
      store.setState(state, true)
      return undefined
    }
    try {
      const [values] = await embedder.embed([query], signal)
      store.setState(state, true)
      return values && { model: embedder.model, values }
    } catch (error) {
      signal?.throwIfAborted()
      store.setState({ wordsOnly: toFault(error) })
      return undefined
    }
  }

  return {
    store,
    async search(query, { documentIds, limit }, signal) {
      signal?.throwIfAborted()
      if (query.trim() === '') return []
      const [index, vector] = await Promise.all([
        unlessAborted(updated(), signal),
        vectorOf(query, signal),
      ]).catch((error: unknown) => {
        throw signal?.aborted || error instanceof FaultError ? error : new FaultError(toFault(error))
      })
      const question: IndexQuery = {
        text: query.slice(0, mostLetters),
        limit,
        ...(vector && { vector }),
        ...(documentIds && { documentIds }),
      }
      return unlessAborted(index.search(question), signal)
    },
    add(documentId) {
      taken.delete(documentId)
    },
    remove(documentId) {
      // In its turn: it may be on its way in.
      last = last.then(async () => {
        if (taken.delete(documentId) && link && !link.isClosed()) await link.remove(documentId)
      })
      last = last.catch(() => {})
    },
    rest() {
      link?.close()
      link = undefined
      taken.clear()
    },
  }
}

/** A question of a page is searched by its beginning: each word costs time, and meaning is not read further either. */
const mostLetters = 2000

/** What of a record says that its contents may be others. */
function stampOf({ status, title, chunks, embeddedBy, characters }: DocumentRecord): string {
  return JSON.stringify([status, title, chunks, embeddedBy, characters])
}

function makeWorker(): PortLink {
  const worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' })
  return { port: worker, terminate: () => worker.terminate() }
}
