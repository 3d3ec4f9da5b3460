import { FaultError } from '../../fault.ts'
import type { Conversation } from '../conversation.ts'
import type { FromImporter, ImportPort, Preview, ToImporter } from './import-port.ts'
import type { PartWords } from './imported.ts'
import { ImportRefusal } from './refusal.ts'

/** A file that has been read and checked. It takes room until it is closed. */
export interface OpenedImport {
  readonly preview: Preview
  /** The chats at these places of the preview. Throws FaultError if the worker has died. */
  take(indices: readonly number[]): Promise<Conversation[]>
  close(): void
}

export interface OpenImportOptions {
  readonly words: PartWords
  readonly onProgress: (fraction: number) => void
  /** Ends the reading at once, in the middle of whatever it is. */
  readonly signal: AbortSignal
  /** Makes the worker; tests bring a port. */
  readonly connect?: () => ImportLink
}

/** Places that are asked for at once; a piece seldom has so many chats. */
const mostAtOnce = 500

export interface ImportLink extends ImportPort {
  terminate(): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  addEventListener(type: 'error', listener: (event: Event) => void): void
}

/**
 * Reads and checks a file of chats in a worker: the page stays free, and can end it at any time. Throws ImportRefusal;
 * FaultError 'crashed' where the worker dies, of too little memory for one; and the signal's reason.
 */
export async function openImport(file: Blob, options: OpenImportOptions): Promise<OpenedImport> {
  const { words, onProgress, signal, connect = makeWorker } = options
  signal.throwIfAborted()
  const link = connect()
  let hear: (message: FromImporter) => void = () => {}
  let fail: (error: unknown) => void = () => {}
  // What comes through is our own worker's.
  link.addEventListener('message', event => hear(event.data as FromImporter))
  link.addEventListener('error', event =>
    fail(new FaultError({ code: 'crashed', detail: event instanceof ErrorEvent ? event.message : 'worker' })),
  )
  const ask = <Result>(
    question: ToImporter,
    onMessage: (message: FromImporter, resolve: (result: Result) => void) => void,
  ) =>
    new Promise<Result>((resolve, reject) => {
      fail = reject
      hear = message => {
        if (message.type === 'import-fault') reject(new ImportRefusal(message.fault, message.field))
        else onMessage(message, resolve)
      }
      link.postMessage(question)
    })

  const onAbort = () => fail(signal.reason)
  signal.addEventListener('abort', onAbort)
  try {
    const preview = await ask<Preview>({ type: 'import-read', file, words }, (message, resolve) => {
      if (message.type === 'import-progress') onProgress(message.fraction)
      else if (message.type === 'import-preview') resolve(message.preview)
    })
    return {
      preview,
      async take(indices) {
        const chats: Conversation[] = []
        for (let begin = 0; begin < indices.length; ) {
          const rest = indices.slice(begin, begin + mostAtOnce)
          begin += await ask<number>({ type: 'import-take', indices: rest }, (message, resolve) => {
            if (message.type !== 'import-chats') return
            chats.push(...message.chats)
            resolve(message.taken)
          })
        }
        return chats
      },
      close: () => link.terminate(),
    }
  } catch (error) {
    link.terminate()
    throw error
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function makeWorker(): ImportLink {
  return new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module' })
}
