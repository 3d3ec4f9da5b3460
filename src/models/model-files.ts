import type { ModelFile } from '../engines/engine.ts'
import type { DownloadEvent } from './download/events.ts'
import type { ModelCard } from './model.ts'

/** The files of a model on this device, for a room that runs one itself. */
export interface ModelFiles {
  /** All files in the card's order, as Blobs on disk; undefined while any is missing. Throws FaultError. */
  of(card: ModelCard): Promise<ModelFile[] | undefined>
  /** Fetches and checks what is missing. Throws FaultError; an abort throws the signal's reason. */
  download(card: ModelCard, signal: AbortSignal): AsyncIterable<DownloadEvent>
}
