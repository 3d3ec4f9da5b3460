import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine, GenerateEvent, GenerateRequest, PromptMessage } from '../engines/engine.ts'
import { cancelledEnd } from '../engines/usage.ts'
import { type Fault, FaultError, toFault } from '../fault.ts'
import type { DownloadEvent } from './download.ts'
import { type ModelCard, type ModelFileCard, modelBytes } from './model.ts'
import type { Weights } from './weights.ts'

/** Where the model is on its way from the network to an answer. */
export type SessionPhase =
  | { readonly name: 'starting' }
  /** The person is asked first: a metered connection, or the model was deleted. */
  | { readonly name: 'needs-download'; readonly bytes: number }
  | {
      readonly name: 'downloading'
      readonly bytes: number
      readonly ofBytes: number
      readonly bytesPerSecond?: number
      /** Set while the download waits to go on by itself. */
      readonly waiting?: 'offline' | 'retry'
    }
  | { readonly name: 'loading'; readonly fraction: number }
  | { readonly name: 'ready'; readonly contextTokens: number; readonly threads: number }
  | { readonly name: 'stopped'; readonly fault: Fault }
  /** Another tab runs the model. */
  | { readonly name: 'elsewhere' }

export interface SessionState {
  readonly phase: SessionPhase
  readonly model: ModelCard
  /** Fraction of the files checked by hash, while a check runs. */
  readonly checking?: number
  /** How the last check by hand ended. */
  readonly checked?: 'whole' | 'damaged'
}

export interface SessionOptions {
  readonly engine: Engine
  readonly model: ModelCard
  readonly weights: Promise<Weights>
  readonly download: (
    model: ModelCard,
    weights: Weights,
    options: { signal: AbortSignal },
  ) => AsyncIterable<DownloadEvent>
  /** Says before anything is fetched why this device cannot run the engine at all. */
  readonly refusal: () => Promise<Fault | undefined>
  /** Whether a download may begin without asking (false on a metered connection). */
  readonly mayDownload: () => boolean
  /** What to read into the KV cache right after loading. */
  readonly warmUp: readonly PromptMessage[]
  /** Whether the files should be hashed again after this start; the answer of the check is reported back. */
  readonly checkIsDue?: () => Promise<boolean>
  /** Called when files have been hashed: after a check, and after a download, which hashes what comes in. */
  readonly onChecked?: () => void
}

/** The one model in use: downloads it, loads it, heals it, and answers through it. */
export interface Session {
  readonly store: StoreApi<SessionState>
  start(): void
  /** Frees the engine, for another tab to run it; start() takes it back. */
  suspend(): Promise<void>
  /** Consent to download. */
  download(): void
  cancelDownload(): void
  /** After 'stopped': fetches what is missing or damaged and loads again. */
  retry(): void
  /** Hashes the files on this device; damaged ones are dropped and the session stops with 'model-damaged'. */
  checkFiles(): Promise<void>
  deleteModel(): Promise<void>
  /** Engine.generate, after the model is ready. Throws FaultError. */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerateEvent>
  /** Engine.countTokens, after the model is ready. Throws FaultError; the signal's reason when aborted. */
  countTokens(messages: readonly PromptMessage[], signal: AbortSignal): Promise<number>
}

/** Crashes in a row that are healed silently before the person is asked. */
const crashLimit = 2

/** Builds a session; nothing happens until start(). */
export function createSession(options: SessionOptions): Session {
  const { engine, model } = options
  const store = createStore<SessionState>(() => ({ phase: { name: 'starting' }, model }))
  let running: AbortController | undefined
  let crashes = 0
  /** Calls of generate() that have not ended. */
  let open = 0
  const setPhase = (phase: SessionPhase) => store.setState({ phase })

  /** Runs one attempt at getting ready; a newer attempt or a cancel ends it quietly. */
  async function attempt(mayDownload: boolean): Promise<void> {
    running?.abort()
    const controller = new AbortController()
    running = controller
    const { signal } = controller
    try {
      setPhase({ name: 'starting' })
      const refusal = await options.refusal()
      if (refusal) throw new FaultError(refusal)
      const weights = await options.weights
      const { missing } = await weights.state(model)
      if (signal.aborted) return
      if (missing.length > 0) {
        if (!mayDownload) return setPhase({ name: 'needs-download', bytes: bytesOf(missing) })
        await fetchFiles(weights, signal)
        options.onChecked?.()
      }
      await loadFiles(weights, signal)
      warmUp(signal)
    } catch (error) {
      if (!signal.aborted) setPhase({ name: 'stopped', fault: toFault(error) })
    }
  }

  async function fetchFiles(weights: Weights, signal: AbortSignal): Promise<void> {
    let shown = { bytes: 0, ofBytes: modelBytes(model) }
    setPhase({ name: 'downloading', ...shown })
    for await (const event of options.download(model, weights, { signal })) {
      if (signal.aborted) throw signal.reason
      if (event.type === 'download-progress') {
        shown = { bytes: event.bytes, ofBytes: event.ofBytes }
        const speed = event.bytesPerSecond
        setPhase({
          name: 'downloading',
          ...shown,
          ...(speed === undefined ? {} : { bytesPerSecond: speed }),
        })
      } else if (event.type !== 'download-end') {
        const waiting = event.type === 'download-offline' ? 'offline' : 'retry'
        setPhase({ name: 'downloading', ...shown, waiting })
      }
    }
  }

  async function loadFiles(weights: Weights, signal: AbortSignal): Promise<void> {
    setPhase({ name: 'loading', fraction: 0 })
    const files = await weights.files(model)
    if (!files) throw new FaultError({ code: 'model-missing' })
    try {
      for await (const event of engine.load({ card: model, files }, signal)) {
        if (signal.aborted) throw signal.reason
        if (event.type === 'load-progress') setPhase({ name: 'loading', fraction: event.fraction })
        else setPhase({ name: 'ready', contextTokens: event.contextTokens, threads: event.threads })
      }
    } catch (error) {
      if (signal.aborted || toFault(error).code !== 'bad-weights') throw error
      const damaged = await weights.verify(model)
      throw damaged.length > 0 ? new FaultError({ code: 'model-damaged' }) : error
    }
  }

  /** Reads the system prompt into the KV cache, then (where due) hashes the files; neither holds up a message. */
  function warmUp(signal: AbortSignal): void {
    const run = async () => {
      // A message that waited goes first and reads the system prompt itself; reading it after would cost the
      // conversation its KV cache.
      if (open > 0) return
      for await (const _ of engine.generate({ messages: options.warmUp, maxTokens: 0 }, signal)) {
        // Only the KV cache is wanted.
      }
    }
    const check = async () => {
      if (!signal.aborted && (await options.checkIsDue?.())) await checkFiles()
    }
    run()
      .then(check)
      .catch(error => {
        if (!signal.aborted) heal(error)
      })
  }

  /** A dead worker is replaced by itself, up to a limit; then the person decides. */
  function heal(error: unknown): void {
    const fault = toFault(error)
    if (fault.code !== 'crashed' && fault.code !== 'device-lost' && fault.code !== 'out-of-memory') return
    crashes += 1
    if (crashes <= crashLimit) void attempt(false)
    else setPhase({ name: 'stopped', fault })
  }

  async function checkFiles(): Promise<void> {
    if (store.getState().checking !== undefined) return
    store.setState({ checking: 0 }, false)
    try {
      const weights = await options.weights
      const damaged = await weights.verify(model, (bytes, ofBytes) =>
        store.setState({ checking: bytes / ofBytes }),
      )
      options.onChecked?.()
      finishCheck(damaged.length > 0 ? 'damaged' : 'whole')
      if (damaged.length > 0) {
        running?.abort()
        await engine.unload()
        setPhase({ name: 'stopped', fault: { code: 'model-damaged' } })
      }
    } catch (error) {
      finishCheck(undefined)
      setPhase({ name: 'stopped', fault: toFault(error) })
    }
  }

  function finishCheck(checked: 'whole' | 'damaged' | undefined): void {
    const { phase } = store.getState()
    store.setState({ phase, model, ...(checked ? { checked } : {}) }, true)
  }

  /** Resolves when ready; rejects when stopped or aborted. */
  function ready(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (end: () => void) => {
        unsubscribe()
        signal.removeEventListener('abort', onAbort)
        end()
      }
      const onAbort = () => finish(() => reject(signal.reason))
      const look = ({ phase }: SessionState) => {
        if (phase.name === 'ready') finish(resolve)
        else if (phase.name === 'stopped') finish(() => reject(new FaultError(phase.fault)))
      }
      const unsubscribe = store.subscribe(look)
      if (signal.aborted) return onAbort()
      signal.addEventListener('abort', onAbort)
      look(store.getState())
    })
  }

  return {
    store,
    start: () => void attempt(options.mayDownload()),
    async suspend() {
      running?.abort()
      setPhase({ name: 'elsewhere' })
      await engine.unload()
    },
    download: () => void attempt(true),
    cancelDownload() {
      if (store.getState().phase.name !== 'downloading') return
      running?.abort()
      void attempt(false)
    },
    retry() {
      crashes = 0
      void attempt(true)
    },
    checkFiles,
    async deleteModel() {
      running?.abort()
      await engine.unload()
      await (await options.weights).delete(model)
      setPhase({ name: 'needs-download', bytes: modelBytes(model) })
    },
    async *generate(request, signal) {
      open += 1
      try {
        await ready(signal)
        yield* engine.generate(request, signal)
        crashes = 0
      } catch (error) {
        if (signal.aborted) return yield cancelledEnd()
        heal(error)
        throw new FaultError(toFault(error))
      } finally {
        open -= 1
      }
    },
    async countTokens(messages, signal) {
      try {
        await ready(signal)
        return await engine.countTokens(messages)
      } catch (error) {
        if (signal.aborted) throw signal.reason
        heal(error)
        throw new FaultError(toFault(error))
      }
    },
  }
}

function bytesOf(files: readonly ModelFileCard[]): number {
  return files.reduce((sum, file) => sum + file.bytes, 0)
}
