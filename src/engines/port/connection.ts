import { EngineError, type GenerateEvent, type LoadEvent } from '../engine.ts'
import { createEventStream, type EventStream } from '../event-stream.ts'
import { type Call, dataOf, fromPortError, type PortLike, parseToClient, type ToHost } from './protocol.ts'
import { createWatch, type Watchdog } from './watch.ts'

/** The other end of a port, and how to make an end of it. */
export interface PortLink {
  readonly port: PortLike
  terminate(): void
}

/** One call on its way. The stream carries its events; `tokens` is there once a count has been answered. */
export interface OpenCall {
  readonly id: number
  readonly events: EventStream<LoadEvent | GenerateEvent>
  readonly tokens: () => number | undefined
}

/** A live link with its open calls and its watchdog. */
export interface Connection {
  readonly isClosed: () => boolean
  start(call: Call): OpenCall
  cancel(id: number): void
  /** Ends the host; open calls fail with what `reasonFor` gives. */
  close(reasonFor: () => Error): void
}

interface CallRecord {
  readonly events: EventStream<LoadEvent | GenerateEvent>
  tokens: number | undefined
}

/** Listens on a link and keeps watch over it while calls are open. */
export function openConnection(link: PortLink, watchdog: Watchdog): Connection {
  const open = new Map<number, CallRecord>()
  let nextId = 1
  let closed = false

  const post = (message: ToHost) => link.port.postMessage(message)
  const watch = createWatch(
    watchdog,
    () => post({ type: 'ping' }),
    silentTicks => crash(`the worker was silent for ${silentTicks} ticks`),
  )
  const settled = (id: number) => {
    open.delete(id)
    if (open.size === 0) watch.stop()
  }

  const onMessage = (event: Event) => {
    watch.heard()
    const message = parseToClient(dataOf(event))
    if (message === undefined || message.type === 'host-ready' || message.type === 'pong') return
    const call = open.get(message.id)
    if (!call) return
    if (message.type === 'call-event') return call.events.push(message.event)
    if (message.type === 'call-error') call.events.fail(fromPortError(message.error))
    else {
      call.tokens = message.tokens
      call.events.end()
    }
    settled(message.id)
  }
  const onFault = (event: Event) => {
    // Otherwise the browser reports it as an error of the page as well.
    event.preventDefault?.()
    const detail = 'message' in event && typeof event.message === 'string' ? event.message : event.type
    crash(`the worker reported: ${detail}`)
  }

  function close(reasonFor: () => Error): void {
    if (closed) return
    closed = true
    watch.stop()
    link.port.removeEventListener('message', onMessage)
    link.port.removeEventListener('messageerror', onFault)
    link.port.removeEventListener('error', onFault)
    link.terminate()
    for (const { events } of open.values()) events.fail(reasonFor())
    open.clear()
  }
  const crash = (detail: string) => close(() => new EngineError('crashed', detail))

  link.port.addEventListener('message', onMessage)
  link.port.addEventListener('messageerror', onFault)
  link.port.addEventListener('error', onFault)
  link.port.start?.()

  return {
    isClosed: () => closed,
    start(call) {
      const id = nextId++
      // First, because it throws if something in the call cannot be cloned.
      post({ type: 'call-start', id, call })
      const record: CallRecord = { events: createEventStream(), tokens: undefined }
      open.set(id, record)
      watch.start()
      return { id, events: record.events, tokens: () => record.tokens }
    },
    cancel(id) {
      if (open.has(id)) post({ type: 'call-cancel', id })
    },
    close,
  }
}
