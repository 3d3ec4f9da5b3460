import { unlessAborted } from '../abort.ts'
import type { PortLink } from '../engines/port/connection.ts'
import { dataOf } from '../engines/port/protocol.ts'
import { createWatch, type Watchdog } from '../engines/port/watch.ts'
import { type Fault, FaultError } from '../fault.ts'
import type { FromEmbedder, ToEmbedder } from './protocol.ts'

/** A text's vector as it comes. */
export interface VectorEvent {
  readonly vector: Float32Array
  readonly tokens: number
  readonly ms: number
}

/** A live worker with its open calls. Its calls throw FaultError, and the signal's reason when aborted. */
export interface EmbedderLink {
  load(files: readonly Blob[]): Promise<void>
  embed(
    texts: readonly string[],
    onVector: (event: VectorEvent) => void,
    signal: AbortSignal | undefined,
  ): Promise<void>
  /** Ends the worker: open calls fail. */
  close(): void
  readonly isClosed: () => boolean
}

/**
 * Patient: a long text takes a second on a slow phone that answers a question at the same time, and the first call
 * compiles 14 MB of WebAssembly and reads 23 MB without a word in between.
 */
const patience: Watchdog = { tickMs: 1000, silentTicks: 15, startTicks: 60 }

interface OpenCall {
  onVector(event: VectorEvent): void
  resolve(): void
  reject(error: unknown): void
}

/** Listens on a link and keeps watch over it while calls are open. */
export function openEmbedder(link: PortLink, watchdog = patience): EmbedderLink {
  const { port } = link
  const open = new Map<number, OpenCall>()
  let nextId = 1
  let isClosed = false

  const post = (message: ToEmbedder) => port.postMessage(message)
  const watch = createWatch(
    watchdog,
    () => post({ type: 'embed-ping' }),
    silentTicks =>
      close({ code: 'crashed', detail: `the embedding worker was silent for ${silentTicks} ticks` }),
  )

  const onMessage = (event: Event) => {
    watch.heard()
    // What comes through is our own worker's.
    const message = dataOf(event) as FromEmbedder
    if (message.type === 'embed-pong') return
    const call = open.get(message.id)
    if (!call) return
    if (message.type === 'embed-vector') return call.onVector(message)
    open.delete(message.id)
    if (open.size === 0) watch.stop()
    if (message.type === 'embed-end') call.resolve()
    else call.reject(new FaultError(message.fault))
  }
  const onDeath = (event: Event) => {
    // Otherwise the browser reports it as an error of the page as well.
    event.preventDefault()
    const said = 'message' in event && typeof event.message === 'string' ? event.message : event.type
    close({ code: 'crashed', detail: `the embedding worker reported: ${said}` })
  }

  function close(fault: Fault): void {
    if (isClosed) return
    isClosed = true
    watch.stop()
    port.removeEventListener('message', onMessage)
    port.removeEventListener('messageerror', onDeath)
    port.removeEventListener('error', onDeath)
    link.terminate()
    for (const call of open.values()) call.reject(new FaultError(fault))
    open.clear()
  }

  port.addEventListener('message', onMessage)
  port.addEventListener('messageerror', onDeath)
  port.addEventListener('error', onDeath)
  port.start?.()

  function run(
    message: (id: number) => ToEmbedder,
    onVector: (event: VectorEvent) => void = () => {},
  ): { readonly id: number; readonly ended: Promise<void> } {
    const id = nextId++
    const ended = new Promise<void>((resolve, reject) => {
      if (isClosed)
        return reject(new FaultError({ code: 'crashed', detail: 'the embedding worker has ended' }))
      open.set(id, { onVector, resolve, reject })
      watch.start()
      post(message(id))
    })
    return { id, ended }
  }

  return {
    load: files => run(id => ({ type: 'embed-load', id, files })).ended,
    async embed(texts, onVector, signal) {
      signal?.throwIfAborted()
      const { id, ended } = run(id => ({ type: 'embed-texts', id, texts }), onVector)
      // The worker ends the call after the text that it is at: nobody need wait for it.
      await unlessAborted(ended, signal, () => {
        if (!isClosed) post({ type: 'embed-abort', id })
      })
    },
    close: () => close({ code: 'crashed', detail: 'the embedding worker was ended' }),
    isClosed: () => isClosed,
  }
}
