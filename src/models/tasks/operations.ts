import { addGguf } from '../add/add-gguf.ts'
import { whileTaking } from '../add/taking-lock.ts'
import { downloadModel } from '../download/download.ts'
import type { DownloadEvent } from '../download/events.ts'
import type { Hosts, Wanted } from '../download/source.ts'
import { addPack } from '../pack/add-pack.ts'
import { packModel } from '../pack/pack-model.ts'
import type { Weights } from '../weights/types.ts'
import type { ModelTasks, TaskOptions, TaskProgress } from './tasks.ts'

/** What a download has to be told where it runs. */
export interface DownloadSurroundings {
  readonly hosts: Hosts
  /** What relative addresses are relative to: the page's own, wherever the code runs. */
  readonly baseUrl: string
  readonly signal: AbortSignal
}

/** The tasks where they are done: in the worker, or in the page where that alone has the files. */
export interface TaskOperations extends Omit<ModelTasks, 'download'> {
  download(wanted: Wanted, surroundings: DownloadSurroundings): AsyncIterable<DownloadEvent>
}

/** A screen that is told more often shows no more. */
const progressMs = 100

/** The tasks on these weights. */
export function createOperations(weights: Weights): TaskOperations {
  return {
    download: (wanted, surroundings) =>
      // The only call in Hermit that may leave its own host, and that only in the worker: its policy lets it.
      downloadModel(wanted, weights, { ...surroundings, fetch: (url, init) => fetch(url, init) }),
    verify(card, options) {
      const { signal, onProgress } = throttled(options)
      return weights.verify(card, (bytes, ofBytes) => onProgress?.({ bytes, ofBytes }), signal)
    },
    addGguf: (files, options) => whileTaking(() => addGguf(files, weights, throttled(options))),
    addPack: (file, options) => whileTaking(() => addPack(file, weights, throttled(options))),
    pack: (card, target, options) => packModel(card, weights, target, throttled(options)),
  }
}

/** Tells of progress ten times a second at most, and always of the end. */
function throttled(options: TaskOptions): TaskOptions {
  const { signal, onProgress } = options
  if (!onProgress) return { signal }
  let toldAt = Number.NEGATIVE_INFINITY
  return {
    signal,
    onProgress(progress: TaskProgress) {
      const now = performance.now()
      if (progress.bytes < progress.ofBytes && now - toldAt < progressMs) return
      toldAt = now
      onProgress(progress)
    },
  }
}
