import type { DownloadEvent } from '../download/events.ts'
import type { Hosts, Wanted } from '../download/source.ts'
import type { ModelCard } from '../model.ts'
import type { Damage } from '../weights/types.ts'

/** How far a task is. */
export interface TaskProgress {
  readonly bytes: number
  readonly ofBytes: number
}

/** How a task is followed and stopped. */
export interface TaskOptions {
  readonly signal: AbortSignal
  readonly onProgress?: (progress: TaskProgress) => void
}

/**
 * The long work on models: fetching, checking, bringing in, packing up. It runs in a worker of its own,
 * which may speak to hosts of models, so that the page stays free and its policy closed. Each throws
 * FaultError, and the signal's reason when aborted; what was durable by then stays.
 */
export interface ModelTasks {
  /** Fetches what is missing, checks it, and writes the model down as being on this device. */
  download(wanted: Wanted, hosts: Hosts, signal: AbortSignal): AsyncIterable<DownloadEvent>
  /** Weights.verify, away from the page. */
  verify(card: ModelCard, options: TaskOptions): Promise<Damage[]>
  /** Takes in the parts of one GGUF from files of the person's. Nothing stays when it fails. */
  addGguf(files: readonly File[], options: TaskOptions): Promise<ModelCard>
  /** Takes in a `.hermitpack`. Nothing stays when it fails. */
  addPack(file: Blob, options: TaskOptions): Promise<ModelCard>
  /** Writes a model as a `.hermitpack`: into `target`, or into a Blob on disk where none is given. */
  pack(
    card: ModelCard,
    target: FileSystemFileHandle | undefined,
    options: TaskOptions,
  ): Promise<Blob | undefined>
}
