import type { PortLink } from '../../../engines/port/connection.ts'
import { dataOf } from '../../../engines/port/protocol.ts'
import { createWatch, type Watchdog } from '../../../engines/port/watch.ts'
import { type Fault, FaultError } from '../../../fault.ts'
import type { IndexedDocument, IndexQuery } from './passage-index.ts'
import type { SearchHit } from './search.ts'
import type { FromIndex, ToIndex } from './search-protocol.ts'

/** An index in a live worker. Its calls throw FaultError; 'crashed' where the worker is gone, and the index with it. */
export interface IndexLink {
  add(document: IndexedDocument): Promise<void>
  remove(documentId: string): Promise<void>
  search(query: IndexQuery): Promise<readonly SearchHit[]>
  close(): void
  readonly isClosed: () => boolean
}

/** Patient: a book of a million characters is taken in without a word in between, on a slow phone for some seconds. */
const patience: Watchdog = { tickMs: 1000, silentTicks: 20, startTicks: 60 }

interface OpenCall {
  resolve(hits: readonly SearchHit[]): void
  reject(error: FaultError): void
}

/** Listens on a link and keeps watch over it while calls are open. */
export function openIndex({ port, terminate }: PortLink, watchdog = patience): IndexLink {
  const open = new Map<number, OpenCall>()
  let nextId = 1
  let isClosed = false

  const post = (message: ToIndex) => port.postMessage(message)
  const watch = createWatch(
    watchdog,
    () => post({ type: 'index-ping' }),
    ticks => close({ code: 'crashed', detail: `the search worker was silent for ${ticks} ticks` }),
  )
  const onMessage = (event: Event) => {
    watch.heard()
    // What comes through is our own worker's.
    const message = dataOf(event) as FromIndex
    if (message.type === 'index-pong') return
    const call = open.get(message.id)
    open.delete(message.id)
    if (open.size === 0) watch.stop()
    if (message.type === 'index-end') call?.resolve(message.hits)
    else call?.reject(new FaultError(message.fault))
  }
  const onDeath = (event: Event) => {
    // Otherwise the browser reports it as an error of the page as well.
    event.preventDefault()
    const said = 'message' in event && typeof event.message === 'string' ? event.message : event.type
    close({ code: 'crashed', detail: `the search worker reported: ${said}` })
  }

  function close(fault: Fault): void {
    if (isClosed) return
    isClosed = true
    watch.stop()
    port.removeEventListener('message', onMessage)
    port.removeEventListener('messageerror', onDeath)
    port.removeEventListener('error', onDeath)
    terminate()
    for (const call of open.values()) call.reject(new FaultError(fault))
    open.clear()
  }

  port.addEventListener('message', onMessage)
  port.addEventListener('messageerror', onDeath)
  port.addEventListener('error', onDeath)
  port.start?.()

  const run = (message: (id: number) => ToIndex) =>
    new Promise<readonly SearchHit[]>((resolve, reject) => {
      if (isClosed) return reject(new FaultError({ code: 'crashed', detail: 'the search worker has ended' }))
      const id = nextId++
      // First, because it throws if something in the call cannot be cloned.
      post(message(id))
      open.set(id, { resolve, reject })
      watch.start()
    })

  return {
    async add(document) {
      await run(id => ({ type: 'index-add', id, document }))
    },
    async remove(documentId) {
      await run(id => ({ type: 'index-remove', id, documentId }))
    },
    search: query => run(id => ({ type: 'index-search', id, query })),
    close: () => close({ code: 'crashed', detail: 'the search worker was ended' }),
    isClosed: () => isClosed,
  }
}
