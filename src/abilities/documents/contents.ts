import type { Chunk, DocumentRecord, DocumentText } from './document.ts'

/** Vectors of a document's chunks: `dimensions` signed bytes a chunk, each unit vector times 127, in order. */
export interface ChunkVectors {
  readonly model: string
  readonly dimensions: number
  readonly values: Int8Array
}

/**
 * What documents hold, apart from their records: too large to be read at a start. Sealed with the key in the document's
 * record. Throws only FaultError.
 */
export interface Contents {
  text(document: DocumentRecord): Promise<DocumentText | undefined>
  chunks(document: DocumentRecord): Promise<readonly Chunk[] | undefined>
  vectors(document: DocumentRecord): Promise<ChunkVectors | undefined>
  /** The file as it was added, where it was kept. */
  file(document: DocumentRecord): Promise<Blob | undefined>
  /** Plain JSON that belongs to a document under a name of the caller's own: parts of a summary, of a translation. */
  part(document: DocumentRecord, name: string): Promise<unknown>
  putText(document: DocumentRecord, text: DocumentText): Promise<void>
  putChunks(document: DocumentRecord, chunks: readonly Chunk[], vectors?: ChunkVectors): Promise<void>
  putFile(document: DocumentRecord, file: Blob): Promise<void>
  putPart(document: DocumentRecord, name: string, value: unknown): Promise<void>
  /** Names of the parts that are here and begin with `prefix`. */
  partNames(document: DocumentRecord, prefix: string): Promise<readonly string[]>
  removePart(document: DocumentRecord, name: string): Promise<void>
  /** Everything of a document. */
  remove(documentId: string): Promise<void>
  /** What belongs to none of these documents is deleted. */
  sweep(knownIds: readonly string[]): Promise<void>
}
