import { createEventStream } from '../../../engines/event-stream.ts'
import { FaultError } from '../../../fault.ts'
import type { Block, ReadEvent } from '../document.ts'
import type { FromReader, ReadPart, ReadPort, ToReader } from './read-port.ts'

export { isDocumentName } from './document-name.ts'

/** The worker as the page holds it. */
export interface ReadLink extends ReadPort {
  terminate(): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void
}

export interface ReadDocumentOptions {
  /** Makes the worker; tests bring a port. */
  readonly connect?: () => ReadLink
  /** Shorter in tests. */
  readonly patience?: ReadPatience
}

/** When a worker that says nothing is given up. */
export interface ReadPatience {
  readonly tickMs: number
  /** Ticks in a row without a word. Counted, so that a device that slept is not taken for a silent worker. */
  readonly silentTicks: number
}

// Two minutes: a large Word document is turned over in one go, on a slow device in half of that.
const usualPatience: ReadPatience = { tickMs: 2000, silentTicks: 60 }

/**
 * Reads a file in a worker. Yields every page as it is read. Throws FaultError; an abort throws the signal's reason and
 * ends the worker, as does leaving the loop.
 */
export async function* readDocument(
  file: File,
  signal: AbortSignal,
  { connect = makeWorker, patience = usualPatience }: ReadDocumentOptions = {},
): AsyncGenerator<ReadEvent, void, undefined> {
  signal.throwIfAborted()
  const link = connect()
  const heard = createEventStream<readonly ReadPart[]>()
  let silence = 0
  const stopped = (detail: string) => heard.fail(new FaultError({ code: 'document-stopped', detail }))
  link.addEventListener('message', event => {
    silence = 0
    // What comes through is our own worker's.
    const message = event.data as FromReader
    if (message.type === 'read-parts') heard.push(message.parts)
    else if (message.type === 'read-fault') heard.fail(new FaultError(message.fault))
  })
  link.addEventListener('error', event => stopped('message' in event ? String(event.message) : 'worker'))
  link.addEventListener('messageerror', () => stopped('message'))
  const watch = setInterval(() => {
    silence += 1
    if (silence > patience.silentTicks) stopped('silent')
  }, patience.tickMs)
  const onAbort = () => heard.fail(signal.reason)
  signal.addEventListener('abort', onAbort)
  try {
    link.postMessage({ type: 'read-file', file, name: file.name } satisfies ToReader)
    let blocks: Block[] = []
    for await (const parts of heard) {
      for (const part of parts) {
        signal.throwIfAborted()
        if (part.type === 'read-more') blocks.push(...part.blocks)
        else if (part.type === 'read-end') return yield part
        else {
          yield blocks.length > 0 ? { ...part, blocks: [...blocks, ...part.blocks] } : part
          blocks = []
        }
      }
      link.postMessage({ type: 'read-taken' } satisfies ToReader)
    }
  } finally {
    clearInterval(watch)
    signal.removeEventListener('abort', onAbort)
    link.terminate()
  }
}

function makeWorker(): ReadLink {
  return new Worker(new URL('./reading.worker.ts', import.meta.url), { type: 'module' })
}
