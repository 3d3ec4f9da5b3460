import type { Chat } from '../../chat/chat.ts'
import type { PassageFinder } from '../../chat/passages.ts'
import { createEmbedder } from '../../embedding/device-embedder.ts'
import type { ModelFiles } from '../../models/model-files.ts'
import type { Database } from '../../storage/database.ts'
import type { KeptLater } from '../../storage/kept-later.ts'
import type { DocumentsDesk } from './ability.ts'
import { createAttaching } from './attaching.ts'
import { documentKey } from './document-key.ts'
import { createLibrary } from './library.ts'
import type { DocumentTools, LibraryWorkOptions } from './library-work.ts'
import { hasContents, openContents } from './open-contents.ts'
import { isDocumentName } from './read/document-name.ts'
import type { LibrarySearch } from './search/document-search.ts'
import { questionLanguage } from './search/question-language.ts'
import { whenSearchable } from './when-searchable.ts'

/** What documents are given by app.ts. */
export interface DocumentsRoomOptions extends Pick<LibraryWorkOptions, 'locks' | 'now' | 'newId'> {
  readonly chat: Chat
  readonly database: Promise<Database>
  /** Where the embedding model comes from. */
  readonly files: ModelFiles
  /** Has these files kept for the next start without a network. */
  readonly keepEngine: (urls: readonly string[]) => void
  readonly kept: KeptLater
  readonly records: LibraryWorkOptions['records'] & {
    markDirty(key: string): void
    markDeleted(key: string): void
  }
}

/** Documents put together: here is the one place where they get what reads, indexes and searches them. */
export function createDocumentsRoom(options: DocumentsRoomOptions): DocumentsDesk {
  const { chat, database, files, keepEngine, kept, records, locks, now, newId } = options
  const embedder = createEmbedder({ files, keepEngine })
  let opening: ReturnType<typeof openContents> | undefined
  const contents = () => {
    opening ??= openContents(locks, async id => (await (await database).get(documentKey(id))) !== undefined)
    return opening
  }

  async function tools(): Promise<DocumentTools> {
    const [{ readDocument }, { joinInSteps }, { inSlices }, { indexDocument }] = await Promise.all([
      import('./read/open-document.ts'),
      import('./read/document-text.ts'),
      import('../../slices.ts'),
      import('./search/index-document.ts'),
    ])
    return {
      isDocumentName,
      read: readDocument,
      join: (blocks, signal) => inSlices(joinInSteps(blocks), signal),
      async index(document, text, how) {
        const { fault: _, ...indexed } = await indexDocument(document, text, {
          ...{ contents: await contents(), embedder, fetchModel: embedder.fetch },
          ...how,
        })
        return indexed
      },
    }
  }

  let searching: Promise<LibrarySearch> | undefined
  const search = () => {
    searching ??= openSearch()
    return searching
  }
  async function openSearch(): Promise<LibrarySearch> {
    const { createDocumentSearch } = await import('./search/document-search.ts')
    const documents = () => [...library.store.getState().documents.values()]
    return createDocumentSearch({ contents: await contents(), documents, embedder })
  }

  async function passages(): Promise<PassageFinder> {
    const [{ createPassageFinder }, { isRelevant }] = await Promise.all([
      import('./ask/passage-finder.ts'),
      import('./search/relevance.ts'),
    ])
    return createPassageFinder({
      load: async () => ({
        search: await search(),
        isRelevant: (hit, question) => isRelevant(hit, questionLanguage(question)),
      }),
      whenRead: (ids, signal) => whenSearchable(library.store, ids, signal),
    })
  }

  const library = createLibrary({ contents, tools, records, locks, now, newId })
  kept.handOver(library.kept)
  const sweep = async () => {
    // Who never had a document needs no database of theirs.
    if (library.store.getState().documents.size > 0 || (await hasContents())) await library.sweep()
  }
  return {
    library: { ...library, sweep },
    attaching: createAttaching(chat, library),
    contents,
    search,
    passages,
    embedder,
    isDocumentName,
  }
}
