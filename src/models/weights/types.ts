import type { ModelFile } from '../../engines/engine.ts'
import type { Wanted } from '../download/source.ts'
import type { ModelCard, ModelFileCard } from '../model.ts'

/** Bytes of a piece; the last one of a file may be shorter. */
export const pieceBytes = 16 * 1024 * 1024

/** Pieces of a file of so many bytes: an empty file has one, an empty one. */
export function pieceCount(bytes: number, ofBytes = pieceBytes): number {
  return Math.max(1, Math.ceil(bytes / ofBytes))
}

export interface WeightsState {
  /** Bytes on this device, those of unfinished files included. */
  readonly present: number
  readonly of: number
  readonly missing: readonly ModelFileCard[]
}

/** A file that is not whole yet, as it lies on the device. */
export interface Part {
  /** Names it before its hash is known: the expected SHA-256, or the address it comes from. */
  readonly key: string
  /** Id of the model for which it is fetched. */
  readonly owner: string
  /** Length of the whole file, once it is known. */
  readonly bytes?: number
  /** By place in the file: `pieceChecksum` (hash.ts) of each piece that is durable, null where it is missing. */
  readonly pieces: readonly (string | null)[]
  /** What the host called this version of the file: a strong ETag. Where it has changed, the file starts again. */
  readonly validator?: string
  /** A SHA-256 over the first `hashedPieces` pieces, to be gone on with (hash-wasm's own format). */
  readonly hash?: { readonly state: Uint8Array; readonly hashedPieces: number }
}

/** A model that is on this device whole. Written last, so that its being there says so. */
export interface InstalledModel {
  readonly card: ModelCard
  /** Milliseconds since the epoch. */
  readonly addedAt: number
}

/** A file of a model that a check found bad, and what of it was good and is kept. */
export interface Damage {
  readonly file: ModelFileCard
  readonly goodBytes: number
}

/**
 * The files of models on this device, each kept once under the hash of its content, in pieces. Throws only
 * FaultError, and an abort signal's reason.
 */
export interface Weights {
  /** 'memory': the browser gives no storage, and files are gone with the tab. */
  readonly mode: 'disk' | 'memory'
  /** What is here and readable; a file that is cut short is taken apart into its good pieces and counts as missing. */
  state(card: ModelCard): Promise<WeightsState>
  /** All files in the card's order, or undefined while any is missing. Blobs on disk: nothing is read into memory. */
  files(card: ModelCard): Promise<ModelFile[] | undefined>

  /** What is here of an unfinished file; undefined if nothing. Pieces that cannot be read are not counted. */
  part(key: string): Promise<Part | undefined>
  /**
   * Keeps a piece and what `part` says, in one transaction: when this resolves, both survive the end of the tab.
   * Where it does not fit: 'storage-full' with the numbers.
   */
  putPiece(part: Part, index: number, piece: Blob): Promise<void>
  /** The bytes of the pieces that are here, in order, from the first missing one on nothing. */
  readPart(key: string): Promise<Blob>
  dropPart(key: string): Promise<void>
  /** The part is whole and its hash has been checked by the caller: it becomes the file of that hash. */
  finish(key: string, sha256: string): Promise<void>
  /** Whether a file of this hash is here and readable. */
  has(sha256: string): Promise<boolean>

  /** Every model that is on this device whole, oldest first; a record that is not one is left out. */
  models(): Promise<InstalledModel[]>
  /** Writes down that a model is here whole, and no longer wanted. One that was here keeps its age. */
  addModel(card: ModelCard): Promise<void>
  /** Deletes a model and its files, parts too, but none that another model on this device has. Bytes freed. */
  deleteModel(card: ModelCard): Promise<number>

  /** Downloads that were begun and not ended. */
  wanted(): Promise<Wanted[]>
  addWanted(wanted: Wanted): Promise<void>
  /** @param forgetParts Deletes what was fetched as well. */
  dropWanted(id: string, forgetParts: boolean): Promise<void>

  /**
   * Reads everything of a model again, compiled libraries and adapters too where they are here. Of a damaged file only the damaged pieces are deleted; the rest is a part
   * again, so that a download fetches no more than is bad.
   */
  verify(
    card: ModelCard,
    onProgress?: (bytes: number, ofBytes: number) => void,
    signal?: AbortSignal,
  ): Promise<Damage[]>
  /**
   * Deletes what belongs to nothing: parts of no wanted model, files of no model. Bytes freed. Not while something
   * is brought in that is not wanted(), here or in another tab: it belongs to nothing until addModel.
   */
  sweep(known: readonly ModelCard[]): Promise<number>
  /** Bytes on this device: in all, and by model id of `models()` and `wanted()` (a shared file counts for each). */
  usage(): Promise<{ readonly bytes: number; readonly byModel: ReadonlyMap<string, number> }>
  /** Room left by the browser's own estimate, where it gives one and it matters: an upper bound (Chromium pads it). */
  freeBytes(): Promise<number | undefined>
  close(): void
}
