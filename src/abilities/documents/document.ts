import type { Fault } from '../../fault.ts'

/** What a file was read as. */
export type DocumentKind = 'pdf' | 'docx' | 'epub' | 'html' | 'markdown' | 'text' | 'csv' | 'code'

/** One piece of a document as its reader finds it, in reading order. */
export interface Block {
  readonly kind: 'heading' | 'paragraph' | 'list-item' | 'table' | 'code'
  /** Of a heading, 1 to 6. */
  readonly level?: number
  /** Plain text; rows of a table are lines, its cells are parted by tabs. Never empty. */
  readonly text: string
  /** Page of a PDF or chapter of an EPUB, from 1; absent where the format has none. */
  readonly page?: number
}

/** What a reader tells as it goes: every page once, in order, an empty one with no blocks. */
export type ReadEvent =
  | {
      readonly type: 'read-page'
      /** From 1; formats without pages are one page. */
      readonly page: number
      readonly of: number
      readonly blocks: readonly Block[]
      /** A picture without text: it would need text recognition. */
      readonly isScanned?: boolean
    }
  | { readonly type: 'read-end'; readonly kind: DocumentKind; readonly title?: string }

/**
 * The text of a document: blocks joined by blank lines ("\n\n"), and where each lies. All places in a document
 * (chunks, passages, citations) are offsets into `text`, in UTF-16 units.
 */
export interface DocumentText {
  readonly text: string
  readonly blocks: readonly PlacedBlock[]
}

export interface PlacedBlock {
  readonly kind: Block['kind']
  readonly level?: number
  readonly page?: number
  readonly start: number
  readonly end: number
}

/** A part of a document of about 200 tokens, cut where its structure allows: what is searched and cited. */
export interface Chunk {
  /** In the document, from 0. */
  readonly index: number
  readonly start: number
  readonly end: number
  /** Where it begins. */
  readonly page?: number
  /** The headings it stands under, outermost first. */
  readonly headings: readonly string[]
}

/** How far a document has come: read, then cut and embedded. A 'failed' one says why. */
export type DocumentStatus = 'reading' | 'indexing' | 'ready' | 'failed'

/** A document as the library lists it: the record `document/<id>`. Its content lies elsewhere (contents.ts). */
export interface DocumentRecord {
  readonly id: string
  /** The person's name for it; at first the document's own title or its file's name. */
  readonly title: string
  readonly fileName: string
  readonly kind: DocumentKind
  /** Of the file, in bytes. */
  readonly bytes: number
  /** Milliseconds since the epoch. */
  readonly addedAt: number
  readonly status: DocumentStatus
  readonly fault?: Fault
  /** Of the formats that have them. */
  readonly pages?: number
  /** Pages that are pictures without text. */
  readonly scannedPages?: number
  /** Of the text, in UTF-16 units. */
  readonly characters?: number
  readonly chunks?: number
  /** The model that its vectors are of; absent where it is searched by words alone. */
  readonly embeddedBy?: string
  /** Whether the file itself is kept too. */
  readonly hasFile: boolean
  /** The key that its content is sealed with, base64: where the vault seals this record, the content is sealed too. */
  readonly contentKey: string
}

/** A place in a document that something is drawn from. */
export interface Passage {
  readonly documentId: string
  /** The document's title when it was found. */
  readonly title: string
  readonly start: number
  readonly end: number
  readonly page?: number
  readonly text: string
}
