import {
  type ChatCompletionChunk,
  LogLevel,
  type RawCompletionChunk,
  Wllama,
} from '@wllama/wllama/esm/index.js'
import { EngineError } from '../engine.ts'
import { engineThreads } from '../threads.ts'
import { CountedBlob } from './counted-blob.ts'
import { callFault, loadFault, wasmFault } from './wllama-faults.ts'

/** Where the wasm lies, and how many threads it may use. */
export interface WllamaOptions {
  readonly wasmUrl: string
  /** The build for browsers without JSPI or 64-bit memory (Safari), self-hosted. */
  readonly compat?: { readonly workerUrl: string; readonly wasmUrl: string }
  /** Default: 1, or the number of cores (8 at most) where the page is cross-origin isolated. */
  readonly threads?: number
}

/** A loaded model in a wasm of its own. It is used once: after `kill` another is made. */
export interface WllamaInstance {
  /** Aborted when the instance is gone; the reason is the EngineError that it died of, or an AbortError. */
  readonly gone: AbortSignal
  readonly contextTokens: number
  readonly threads: number
  /** @param adapter A LoRA, switched off until a request switches it on; `blobs` is then one file. */
  load(
    blobs: readonly Blob[],
    onProgress: (fraction: number) => void,
    adapter?: Blob | undefined,
  ): Promise<void>
  /** Streams one chat completion; settles when the wasm is free for the next. `request` is llama-server's. */
  chat(
    request: ChatRequest,
    signal: AbortSignal,
    onChunk: (chunk: ChatCompletionChunk) => void,
  ): Promise<void>
  /** The same for a prompt that is rendered already; special tokens in it count as such. */
  complete(
    request: RawRequest,
    signal: AbortSignal,
    onChunk: (chunk: RawCompletionChunk) => void,
  ): Promise<void>
  /** Ends it within milliseconds, whatever it is doing. */
  kill(reason: unknown): void
}

/** A chat completion in llama-server's own words, which are more than wllama's types know. */
export interface ChatRequest {
  readonly messages: readonly { readonly role: 'system' | 'user' | 'assistant'; readonly content: string }[]
  readonly [field: string]: unknown
}

/** A completion of a rendered prompt, in the same words. */
export interface RawRequest {
  readonly prompt: string
  readonly [field: string]: unknown
}

/** Without a sign of life for so long, a load or a call is given up. */
const silenceMs = 60_000
/** Small batches: a stop in prefill waits for the running one. */
const batchTokens = 32

/** The name that wllama gives to the second of two files. */
const adapterPath = '/models/model-00002-of-00002.gguf'

/** Makes an instance without anything in it yet. */
export function createInstance(options: WllamaOptions, contextTokens: number): WllamaInstance {
  const gone = new AbortController()
  const lines: string[] = []
  /** From the weights' first byte until they are loaded: what llama.cpp dies of then is in them. */
  let isReading = false
  const threads = options.threads ?? engineThreads()

  const kill = (reason: unknown) => {
    if (gone.signal.aborted) return
    gone.abort(reason)
    // Ends the inner worker; its open promises never settle, which is why everything goes through alive().
    void wllama.exit()
  }
  /** The promise, or a rejection when the instance goes or nothing is heard of it for too long. */
  async function alive<T>(work: (heard: () => void) => Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const heard = () => {
      clearTimeout(timer)
      timer = setTimeout(() => kill(new EngineError('crashed', `silent for ${silenceMs} ms`)), silenceMs)
    }
    let onGone = () => {}
    const death = new Promise<never>((_, reject) => {
      onGone = () => reject(gone.signal.reason)
      if (gone.signal.aborted) onGone()
      gone.signal.addEventListener('abort', onGone)
    })
    heard()
    try {
      return await Promise.race([work(heard), death])
    } finally {
      clearTimeout(timer)
      gone.signal.removeEventListener('abort', onGone)
    }
  }

  const listen = (...parts: readonly unknown[]) => {
    // wllama hands the inner worker's onerror to logger.error and leaves its own promises open.
    const fault = parts.find(part => part instanceof Event && part.type === 'error')
    if (fault instanceof Event) {
      // Otherwise it goes on to the page as an error of this worker too.
      fault.preventDefault()
      return kill(new EngineError('crashed', errorText(fault)))
    }
    const line = parts.map(String).join(' ').slice(0, 500)
    lines.push(line)
    if (lines.length > 20) lines.shift()
    if (/asynchronously prepare wasm/.test(line)) kill(wasmFault(line))
    else if (/^Aborted\(/.test(line)) kill(isReading ? loadFault(lines) : callFault(line))
  }
  const wllama = new Wllama(
    { default: options.wasmUrl },
    { logger: { debug() {}, log: listen, warn: listen, error: listen } },
  )
  // Before anything else: by default a browser that needs the other build gets it from a CDN.
  wllama.setCompat(options.compat ? { worker: options.compat.workerUrl, wasm: options.compat.wasmUrl } : null)

  return {
    gone: gone.signal,
    contextTokens,
    threads,
    kill,
    load: (blobs, onProgress, adapter) =>
      alive(async heard => {
        const all = adapter ? [...blobs, adapter] : blobs
        const ofBytes = all.reduce((sum, blob) => sum + blob.size, 0)
        let bytes = 0
        const counted = all.map(
          blob =>
            new CountedBlob(blob, newBytes => {
              heard()
              isReading = true
              bytes += newBytes
              onProgress(bytes / ofBytes)
            }),
        )
        await wllama.loadModel(counted, {
          n_ctx: contextTokens,
          n_threads: threads,
          n_parallel: 1,
          ...(adapter && { lora_adapters: [{ path: adapterPath, scale: 0 }] }),
          n_batch: batchTokens,
          n_ubatch: batchTokens,
          n_gpu_layers: 0,
          log_level: LogLevel.ERROR,
          // <think> stays in the text, where chat/ finds it. (skip_chat_parsing would be the next step, but
          // it silently switches JSON schemas off as well.)
          reasoning_format: 'none',
        })
        isReading = false
        // loadModel resolves on garbage too; only this tells.
        const info = wllama.getLoadedContextInfo()
        if (('success' in info && info.success === false) || !info.n_vocab) throw loadFault(lines)
      }),
    chat: (request, signal, onChunk) =>
      alive(heard =>
        wllama.createChatCompletion({
          ...request,
          messages: request.messages.map(message => ({ ...message })),
          stream: true,
          abortSignal: signal,
          onData: chunk => {
            heard()
            onChunk(chunk)
          },
        }),
      ),
    complete: (request, signal, onChunk) =>
      alive(heard =>
        wllama.createCompletion({
          ...request,
          stream: true,
          abortSignal: signal,
          onData: chunk => {
            heard()
            onChunk(chunk)
          },
        }),
      ),
  }
}

function errorText(event: Event): string {
  return 'message' in event && typeof event.message === 'string' ? event.message : 'the inner worker failed'
}
