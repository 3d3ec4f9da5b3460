import { createStore, type StoreApi } from 'zustand/vanilla'
import { unlessAborted } from '../abort.ts'
import type { PortLink } from '../engines/port/connection.ts'
import type { Watchdog } from '../engines/port/watch.ts'
import { type Fault, FaultError, toFault } from '../fault.ts'
import type { ModelFiles } from '../models/model-files.ts'
import type { Embedder } from './embedder.ts'
import { embeddingDimensions, embeddingModel, embeddingModelName } from './embedding-model.ts'
import { type EmbedderLink, openEmbedder } from './port-embedder.ts'
import { runtimeFiles } from './runtime-files.ts'

/** Whether the model is on this device. */
export type EmbedderPhase =
  /** Nobody has looked yet: see `look`. */
  | { readonly name: 'unknown' }
  | { readonly name: 'absent' }
  | {
      readonly name: 'fetching'
      /** From 0 to 1. */
      readonly fraction: number
      /** Set while it waits to go on by itself. */
      readonly waiting?: 'offline' | 'retry' | 'elsewhere'
    }
  | { readonly name: 'ready' }
  /** The last try to fetch it; another one goes on where it was. */
  | { readonly name: 'failed'; readonly fault: Fault }

export interface EmbedderState {
  readonly phase: EmbedderPhase
  /** Measured over the last texts, loading left out; absent before the first. */
  readonly speed?: { readonly tokensPerSecond: number; readonly textsPerSecond: number }
}

/** The Embedder of this device, and how its model is got. */
export interface DeviceEmbedder extends Embedder {
  readonly store: StoreApi<EmbedderState>
  /** Looks whether the model is here, without fetching it. False as well where storage cannot be read. */
  look(): Promise<boolean>
  /**
   * Fetches the model where it is missing; all who ask wait for one download, which ends when all of them have
   * aborted, and what has come by then stays. Throws FaultError; an abort throws the signal's reason.
   */
  fetch(signal?: AbortSignal): Promise<void>
}

export interface DeviceEmbedderOptions {
  readonly files: ModelFiles
  /** Has the runtime kept for the next start without a network (the service worker's keepEngine). */
  readonly keepEngine?: (urls: readonly string[]) => void
  /** Makes the worker; tests bring a port. */
  readonly connect?: () => PortLink
  /** The worker is ended, and its 100 MB are free, when it had nothing to do for so long. */
  readonly idleMs?: number
  readonly watchdog?: Watchdog
}

const defaultIdleMs = 60_000
/** So much of the measured speed is of the last text. */
const freshShare = 0.1

const waitingFor = {
  'download-offline': 'offline',
  'download-retry': 'retry',
  'download-elsewhere': 'elsewhere',
} as const

/** Builds the embedder; nothing is read or loaded before it is asked for. */
export function createEmbedder(options: DeviceEmbedderOptions): DeviceEmbedder {
  const { files, connect = makeWorker, idleMs = defaultIdleMs } = options
  const store = createStore<EmbedderState>(() => ({ phase: { name: 'unknown' } }))
  const setPhase = (phase: EmbedderPhase) => store.setState({ phase })
  let loading: Promise<EmbedderLink> | undefined
  let link: EmbedderLink | undefined
  let calls = 0
  let idle: ReturnType<typeof setTimeout> | undefined
  let fetching: Fetching | undefined

  async function here(): Promise<readonly Blob[] | undefined> {
    const found = await files.of(embeddingModel)
    // A download in progress shows itself.
    if (!fetching) setPhase({ name: found ? 'ready' : 'absent' })
    return found?.map(({ blob }) => blob)
  }

  async function load(): Promise<EmbedderLink> {
    const blobs = await here()
    if (!blobs) throw new FaultError({ code: 'model-missing', detail: embeddingModel.name })
    const made = openEmbedder(connect(), options.watchdog)
    link = made
    try {
      await made.load(blobs)
    } catch (error) {
      made.close()
      throw error
    }
    options.keepEngine?.([new URL(runtimeFiles.wasmUrl, globalThis.document?.baseURI).href])
    return made
  }

  function loaded(): Promise<EmbedderLink> {
    if (link?.isClosed()) loading = undefined
    loading ??= load().catch(error => {
      loading = undefined
      throw error
    })
    return loading
  }

  function measure(tokens: number, ms: number): void {
    const { speed } = store.getState()
    const seconds = Math.max(ms, 0.1) / 1000
    const mix = (before: number | undefined, now: number) =>
      before === undefined ? now : 1 / ((1 - freshShare) / before + freshShare / now)
    store.setState({
      speed: {
        tokensPerSecond: mix(speed?.tokensPerSecond, tokens / seconds),
        textsPerSecond: mix(speed?.textsPerSecond, 1 / seconds),
      },
    })
  }

  async function download(signal: AbortSignal): Promise<void> {
    let fraction = 0
    setPhase({ name: 'fetching', fraction })
    for await (const event of files.download(embeddingModel, signal)) {
      if (signal.aborted) continue
      if (event.type === 'download-progress') {
        fraction = event.ofBytes > 0 ? event.bytes / event.ofBytes : 0
        setPhase({ name: 'fetching', fraction })
      } else if (event.type !== 'download-end') {
        setPhase({ name: 'fetching', fraction, waiting: waitingFor[event.type] })
      }
    }
  }

  function begin(): Fetching {
    const stop = new AbortController()
    const ended = download(stop.signal).then(
      () => {
        if (fetching?.stop === stop) fetching = undefined
        setPhase({ name: 'ready' })
      },
      (error: unknown) => {
        if (fetching?.stop === stop) fetching = undefined
        // Another one may have begun since this was given up: then that is what is to be seen.
        if (!fetching) {
          setPhase(stop.signal.aborted ? { name: 'absent' } : { name: 'failed', fault: toFault(error) })
        }
        throw error instanceof FaultError || stop.signal.aborted ? error : new FaultError(toFault(error))
      },
    )
    ended.catch(() => {})
    return { stop, ended, waiting: 0 }
  }

  return {
    model: embeddingModelName,
    dimensions: embeddingDimensions,
    languages: embeddingModel.languages,
    store,
    async look() {
      return (await here().catch(() => undefined)) !== undefined
    },
    async fetch(signal) {
      signal?.throwIfAborted()
      if (!fetching && (await here())) return
      signal?.throwIfAborted()
      fetching ??= begin()
      const mine = fetching
      mine.waiting++
      const leave = () => {
        mine.waiting--
        if (mine.waiting > 0) return
        mine.stop.abort(signal?.reason)
        // The next who asks begins anew; this one is on its way out.
        if (fetching === mine) fetching = undefined
      }
      await unlessAborted(mine.ended, signal, leave)
    },
    async embed(texts, signal) {
      signal?.throwIfAborted()
      if (texts.length === 0) return []
      calls++
      clearTimeout(idle)
      try {
        const ready = await unlessAborted(loaded(), signal)
        const vectors: Float32Array[] = []
        await ready.embed(
          texts,
          ({ vector, tokens, ms }) => {
            vectors.push(vector)
            measure(tokens, ms)
          },
          signal,
        )
        return vectors
      } finally {
        calls--
        if (calls === 0) idle = setTimeout(rest, idleMs)
      }
    },
    rest,
  }

  function rest(): void {
    clearTimeout(idle)
    link?.close()
    link = undefined
    loading = undefined
  }
}

interface Fetching {
  readonly stop: AbortController
  readonly ended: Promise<void>
  /** Those who wait for it. */
  waiting: number
}

function makeWorker(): PortLink {
  const worker = new Worker(new URL('./embedding.worker.ts', import.meta.url), { type: 'module' })
  return { port: worker, terminate: () => worker.terminate() }
}
