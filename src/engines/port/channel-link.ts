import type { Engine } from '../engine.ts'
import type { PortLink } from './connection.ts'
import { serveEngine } from './host.ts'
import type { PortLike } from './protocol.ts'

/** A link whose two ends are in two tabs. */
export interface ChannelLink extends PortLink {
  /** The other end is gone, or is not to be heard any more: open calls fail as 'crashed'. */
  fail(reason: string): void
}

/**
 * An end of a BroadcastChannel that nobody but two tabs knows the name of: a port that works in every browser without a
 * page in between. A name is used once: who owns the engine after another one uses another name, so that what an owner
 * of before still says reaches nobody.
 */
export function openChannelLink(name: string): ChannelLink {
  const channel = new BroadcastChannel(name)
  const port = new EventTarget()
  let isClosed = false
  const onMessage = (event: MessageEvent) => {
    port.dispatchEvent(new MessageEvent('message', { data: event.data }))
  }
  channel.addEventListener('message', onMessage)
  const close = () => {
    isClosed = true
    channel.removeEventListener('message', onMessage)
    channel.close()
  }
  const portLike: PortLike = {
    postMessage(message) {
      // A call that is still on its way when the other end has gone has nobody to tell.
      if (!isClosed) channel.postMessage(message)
    },
    addEventListener: (type, listener) => port.addEventListener(type, listener),
    removeEventListener: (type, listener) => port.removeEventListener(type, listener),
  }
  return {
    port: portLike,
    terminate: close,
    fail(reason) {
      port.dispatchEvent(Object.assign(new Event('error'), { message: reason }))
      close()
    },
  }
}

/** Serves the engine to the other end of the channel. Returns what stops it and cancels open calls. */
export function serveOverChannel(engine: Engine, name: string): () => void {
  const link = openChannelLink(name)
  const stop = serveEngine(engine, link.port)
  return () => {
    stop()
    link.terminate()
  }
}
