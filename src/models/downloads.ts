import type { StoreApi } from 'zustand/vanilla'
import { FaultError, toFault } from '../fault.ts'
import type { Hosts, Wanted } from './download/source.ts'
import type { Download, DownloadState, LibraryState } from './library-state.ts'
import { isLanguageModel } from './model.ts'
import type { ModelTasks } from './tasks/tasks.ts'
import type { Weights } from './weights/types.ts'

interface DownloadsOptions {
  readonly store: StoreApi<LibraryState>
  readonly tasks: ModelTasks
  readonly weights: Promise<Weights>
  readonly hosts: () => Hosts
  readonly mayDownload: () => boolean
  readonly onFetching?: (isFetching: boolean) => void
  readonly onEnd: () => Promise<void>
}

/** Downloads by model id: each runs, is paused, or has failed, and goes on from what is durable. */
export interface Downloads {
  /** Finds those that an earlier tab left. @param inUse A model that the session fetches by itself. */
  start(inUse: string): Promise<void>
  begin(wanted: Wanted): void
  pause(id: string): void
  resume(id: string): void
  cancel(id: string): void
  /** Ends all that run; start() finds them again. */
  suspend(): Promise<void>
}

const waitingFor = {
  'download-offline': 'offline',
  'download-retry': 'retry',
  'download-elsewhere': 'elsewhere',
} as const

/** Builds the downloads over the library's store. */
export function createDownloads(options: DownloadsOptions): Downloads {
  const { store } = options
  /** Those that run: what ends them, and when they have ended. */
  const running = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>()

  const find = (id: string): Download | undefined => store.getState().downloads[id]
  function set(wanted: Wanted, state: DownloadState): void {
    const { downloads } = store.getState()
    store.setState({ downloads: { ...downloads, [wanted.outline.id]: { wanted, state } } })
  }
  function drop(id: string): void {
    const { [id]: _, ...downloads } = store.getState().downloads
    store.setState({ downloads })
  }

  function begin(wanted: Wanted): void {
    const { id } = wanted.outline
    if (running.has(id)) return
    const { isPaused: _, ...going } = wanted
    const stop = new AbortController()
    running.set(id, { stop, ended: run(going, stop.signal).finally(() => ended(id)) })
    options.onFetching?.(true)
  }

  function ended(id: string): void {
    running.delete(id)
    if (running.size === 0) options.onFetching?.(false)
  }

  async function run(wanted: Wanted, signal: AbortSignal): Promise<void> {
    const { id } = wanted.outline
    const before = find(id)?.state
    let shown = { bytes: before?.bytes ?? 0, ofBytes: before?.ofBytes ?? wanted.bytes ?? 0 }
    set(wanted, { name: 'running', ...shown })
    try {
      // The page, in which they would have to be kept, may not speak to other hosts.
      if ((await options.weights).mode === 'memory') throw new FaultError({ code: 'storage-unavailable' })
      for await (const event of options.tasks.download(wanted, options.hosts(), signal)) {
        // Stopped already: what is still on its way here is no news.
        if (signal.aborted) continue
        if (event.type === 'download-end') {
          drop(id)
          await options.onEnd()
        } else if (event.type === 'download-progress') {
          const { type: _, ...progress } = event
          shown = { bytes: progress.bytes, ofBytes: progress.ofBytes }
          set(wanted, { name: 'running', ...progress })
        } else {
          set(wanted, { name: 'running', ...shown, waiting: waitingFor[event.type] })
        }
      }
    } catch (error) {
      if (!signal.aborted) set(wanted, { name: 'failed', ...shown, fault: toFault(error) })
    }
  }

  /** Ends a running download; resolves when nothing of it is written any more. */
  async function halt(id: string): Promise<void> {
    const one = running.get(id)
    one?.stop.abort(new DOMException('the download was stopped', 'AbortError'))
    await one?.ended
  }

  return {
    begin,
    async suspend() {
      await Promise.all([...running.keys()].map(halt))
      store.setState({ downloads: {} })
    },
    async start(inUse) {
      const weights = await options.weights
      const left = (await weights.wanted()).filter(
        ({ outline }) => outline.id !== inUse && isLanguageModel(outline) && !find(outline.id),
      )
      if (left.length === 0) return
      const { byModel } = await weights.usage()
      for (const wanted of left) {
        const { id } = wanted.outline
        const bytes = byModel.get(id) ?? 0
        set(wanted, { name: 'paused', bytes, ofBytes: Math.max(bytes, wanted.bytes ?? 0) })
        if (!wanted.isPaused && options.mayDownload()) begin(wanted)
      }
    },
    pause(id) {
      const download = find(id)
      if (download?.state.name !== 'running') return
      const { wanted, state } = download
      const paused: Wanted = { ...wanted, isPaused: true }
      set(paused, { name: 'paused', bytes: state.bytes, ofBytes: state.ofBytes })
      void halt(id).then(async () => {
        // It may have ended, been given up, or gone on meanwhile.
        if (find(id)?.wanted === paused) await (await options.weights).addWanted(paused)
      })
    },
    resume(id) {
      const download = find(id)
      if (!download) return
      const before = running.get(id)
      if (before) void before.ended.then(() => begin(download.wanted))
      else begin(download.wanted)
    },
    cancel(id) {
      drop(id)
      void halt(id).then(async () => {
        // The last event of what was stopped may have put it back.
        drop(id)
        await (await options.weights).dropWanted(id, true)
        await options.onEnd()
      })
    },
  }
}
