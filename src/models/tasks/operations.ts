import { createBook } from '../../privacy/book.ts'
import { createGate } from '../../privacy/gate.ts'
import { openLedger } from '../../privacy/ledger.ts'
import { openNewsLine } from '../../privacy/news.ts'
import { watchFetch } from '../../privacy/watched-fetch.ts'
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

/**
 * The tasks on these weights.
 *
 * @param by Where they are done: a worker writes down itself what it asks the network for.
 */
export function createOperations(weights: Weights, by: 'page' | 'models.worker'): TaskOperations {
  const ledger = openLedger()
  const news = openNewsLine()
  const watched = watchFetch({
    // One of the two calls in Hermit that may leave its own host, and that only in the worker: its policy lets it.
    fetch: (url, init) => fetch(url, init),
    gate: createGate(ledger, news),
    book: by === 'page' ? undefined : createBook(ledger, news),
    by,
    ownOrigin: location.origin,
  })
  return {
    download: (wanted, surroundings) => downloadModel(wanted, weights, { ...surroundings, fetch: watched }),
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
