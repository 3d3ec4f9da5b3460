import type { Chat } from '../../chat/chat.ts'
import type { Database } from '../../storage/database.ts'
import type { KeptLater } from '../../storage/kept-later.ts'
import type { DocumentsDesk } from './ability.ts'
import { createAttaching } from './attaching.ts'
import { documentKey } from './document-key.ts'
import { createLibrary } from './library.ts'
import type { DocumentTools, LibraryWorkOptions } from './library-work.ts'
import { hasContents, openContents } from './open-contents.ts'
import { isDocumentName, joinBlocks } from './read/document-text.ts'

/** What documents are given by app.ts. */
export interface DocumentsRoomOptions extends Pick<LibraryWorkOptions, 'locks' | 'now' | 'newId'> {
  readonly chat: Chat
  readonly database: Promise<Database>
  readonly kept: KeptLater
  readonly records: LibraryWorkOptions['records'] & {
    markDirty(key: string): void
    markDeleted(key: string): void
  }
}

/** Documents put together: here is the one place where they get what reads, indexes and searches them. */
export function createDocumentsRoom(options: DocumentsRoomOptions): DocumentsDesk {
  const { chat, database, kept, records, locks, now, newId } = options
  let opening: ReturnType<typeof openContents> | undefined
  const contents = () => {
    opening ??= openContents(locks, async id => (await (await database).get(documentKey(id))) !== undefined)
    return opening
  }

  async function tools(): Promise<DocumentTools> {
    const { readDocument } = await import('./read/open-document.ts')
    return { isDocumentName, read: readDocument, join: joinBlocks, index: async () => ({}) }
  }

  async function search() {
    const { createWordSearch } = await import('./search/word-search.ts')
    const documents = () => library.store.getState().documents.values()
    return createWordSearch({ contents: await contents(), documents })
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
    isDocumentName,
  }
}
