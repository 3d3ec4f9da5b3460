import type { DocumentRecord } from '../abilities/documents/document.ts'
import type { SealedStore } from '../abilities/documents/sealed-store.ts'
import { newContentKey } from '../abilities/documents/sealed-store.ts'
import type { BackupContent } from './document-content.ts'
import type { ReadBackup } from './read-backup.ts'
import type { RestoreWay } from './restore-plan.ts'

/** What a restore changes of documents. */
export interface DocumentsPlan {
  /** Those that come in, under a key of their own: whoever made the backup must not know it. */
  readonly added: readonly DocumentRecord[]
  /** Those that are here and get their name back. */
  readonly changed: readonly DocumentRecord[]
  /** Ids of those that go. */
  readonly removed: readonly string[]
}

/**
 * What is here stays as it is: a document never changes, so the one with its id has the same text. Only 'replace' takes
 * names over, and takes away what is not in the backup.
 * @param isBusy Whether a document is being read: it is left alone.
 */
export function planDocuments(
  theirs: readonly DocumentRecord[],
  here: ReadonlyMap<string, DocumentRecord>,
  way: RestoreWay,
  isBusy: (id: string) => boolean,
): DocumentsPlan {
  const added = theirs
    .filter(({ id }) => !here.has(id))
    .map(document => ({ ...document, contentKey: newContentKey() }))
  if (way === 'merge') return { added, changed: [], removed: [] }
  const ids = new Set(theirs.map(({ id }) => id))
  const changed = theirs.flatMap(({ id, title }) => {
    const mine = here.get(id)
    return mine && mine.title !== title && !isBusy(id) ? [{ ...mine, title }] : []
  })
  return { added, changed, removed: [...here.keys()].filter(id => !ids.has(id) && !isBusy(id)) }
}

/**
 * Writes what documents of a backup hold to the disk, sealed with the keys of `documents`. Throws what reading a backup
 * and writing throw; then nothing of them has stayed.
 */
export async function restoreContents(
  backup: Pick<ReadBackup, 'contents' | 'pieces'>,
  documents: readonly DocumentRecord[],
  store: SealedStore,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress?: (fraction: number) => void },
): Promise<void> {
  const wanted = new Map(documents.map(document => [document.id, document]))
  const contents = backup.contents.filter(({ documentId }) => wanted.has(documentId))
  const ofBytes = contents.reduce((sum, { bytes }) => sum + bytes, 0)
  let doneBytes = 0
  const write = async (content: BackupContent, document: DocumentRecord) => {
    await store.write(document, [[content.name, backup.pieces(content, signal)]])
    doneBytes += content.bytes
    onProgress?.(ofBytes === 0 ? 1 : doneBytes / ofBytes)
  }
  try {
    for (const content of contents) {
      signal.throwIfAborted()
      const document = wanted.get(content.documentId)
      if (document) await write(content, document)
    }
  } catch (error) {
    for (const id of wanted.keys()) await store.remove(id).catch(() => {})
    throw error
  }
}
