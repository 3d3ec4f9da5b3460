import type { StoreApi } from 'zustand/vanilla'
import type { Access, Kept } from '../../storage/kept.ts'
import type { DocumentRecord } from './document.ts'

/** How far the work on a document has come, in this tab. */
export type DocumentProgress =
  | { readonly step: 'waiting' }
  /** `page` of `of`, once the reader has told; bytes are not counted. */
  | { readonly step: 'reading'; readonly page?: number; readonly of?: number; readonly msLeft?: number }
  /** `fraction` is 0 to 1. */
  | { readonly step: 'indexing'; readonly fraction: number; readonly msLeft?: number }

/** What became of files that were to be added, other than that they are being read. */
export type AddNews =
  /** A file of this name and size is here already; `file` can be added all the same. */
  | { readonly kind: 'known'; readonly id: string; readonly file: File }
  /** Of no kind that Hermit reads. */
  | { readonly kind: 'refused'; readonly fileName: string }

export interface LibraryState {
  /** 'loading' until the records have been read; 'read-only' where they are of newer code. */
  readonly access: 'loading' | Access
  readonly documents: ReadonlyMap<string, DocumentRecord>
  /** By document id: what is being worked on in this tab. */
  readonly progress: ReadonlyMap<string, DocumentProgress>
  /** The document deleted last, as long as that can be undone. */
  readonly deleted?: DocumentRecord
  /** Until it is dismissed. */
  readonly news: readonly AddNews[]
  /** Keys of records that could not be read; they are left on disk as they are. */
  readonly unreadable: readonly string[]
}

/** How files are added. */
export interface AddOptions {
  /** Keeps the files themselves beside their text. */
  readonly keepFile: boolean
  /** Adds a file even where one of its name and size is here. */
  readonly isAgain?: boolean
}

/** All documents of this device, and what a person can do with them. */
export interface DocumentLibrary {
  readonly store: StoreApi<LibraryState>
  /** How the records are kept, and follow what other tabs change. */
  readonly kept: Kept
  /**
   * Adds files, one after the other; gives the ids of those that are taken, of one that is here already its own. What
   * fails later is in the document's record. Never rejects.
   */
  add(files: readonly File[], options: AddOptions): Promise<readonly string[]>
  dismissNews(): void
  /** Ends the work on a document. One that was being read goes; one that was being indexed anew is as before. */
  cancel(id: string): void
  /** Reads one that failed once more. @param file Where the file was not kept. */
  retry(id: string, file?: File): void
  /** Cuts and embeds it anew. */
  reindex(id: string): void
  rename(id: string, title: string): void
  /** Its content stays until the deletion can no longer be undone. */
  remove(id: string): void
  /** Takes a document away at once, whether it is being read or not; there is no way back. */
  discard(id: string): void
  undoRemove(): void
  forgetRemoved(): void
  /** Deletes contents that belong to no document any more. Never rejects. */
  sweep(): Promise<void>
  /**
   * Holds the locks of documents whose content is about to be written by a restore, or may yet come back. Gives what
   * lets go of them. Never waits for another tab.
   */
  guard(ids: readonly string[]): Promise<() => void>
  /** Shows records that a restore has written, and no longer those that it removed. Gives what takes that back. */
  takeRestored(documents: readonly DocumentRecord[], removed: readonly string[]): () => void
  /** About what all documents take on the disk. */
  bytes(): number
  /** Ends all work and refuses more; resolves when nothing runs any more. */
  suspend(): Promise<void>
}

/** Whether a failed document can be read again from what is kept of it. */
export function canRetry({ status, hasFile, characters, fault }: DocumentRecord): boolean {
  const hasText = characters !== undefined && fault?.code !== 'document-content-damaged'
  return status === 'failed' && (hasFile || hasText)
}

/** About what documents take on the disk, in bytes: the files that were kept, and text twice (with its chunks). */
export function documentBytes(documents: ReadonlyMap<string, DocumentRecord>): number {
  let sum = 0
  for (const { bytes, hasFile, characters = 0 } of documents.values())
    sum += (hasFile ? bytes : 0) + 2 * characters
  return sum
}

/** Documents by when they were added, the newest first. */
export function documentsByTime(documents: ReadonlyMap<string, DocumentRecord>): DocumentRecord[] {
  return [...documents.values()].toSorted((a, b) => b.addedAt - a.addedAt || (a.id < b.id ? -1 : 1))
}
