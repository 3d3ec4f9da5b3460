import type { Engine } from '../engine.ts'
import { type Call, dataOf, type PortLike, parseToHost, type ToClient, toPortError } from './protocol.ts'

/** Answers the calls that come through the port by the engine. Returns what stops listening and cancels open calls. */
export function serveEngine(engine: Engine, port: PortLike): () => void {
  const open = new Map<number, AbortController>()
  const post = (message: ToClient) => port.postMessage(message)

  async function answer(id: number, call: Call): Promise<void> {
    const controller = new AbortController()
    open.set(id, controller)
    try {
      const tokens = await run(id, call, controller.signal)
      post({ type: 'call-end', id, ...(tokens === undefined ? {} : { tokens }) })
    } catch (error) {
      post({ type: 'call-error', id, error: toPortError(error) })
    } finally {
      open.delete(id)
    }
  }

  async function run(id: number, call: Call, signal: AbortSignal): Promise<number | undefined> {
    switch (call.method) {
      case 'load':
        for await (const event of engine.load(call.model, signal)) post({ type: 'call-event', id, event })
        return undefined
      case 'generate':
        for await (const event of engine.generate(call.request, signal))
          post({ type: 'call-event', id, event })
        return undefined
      case 'count-tokens':
        return engine.countTokens(call.messages)
      case 'unload':
        await engine.unload()
        return undefined
    }
  }

  const onMessage = (event: Event) => {
    const message = parseToHost(dataOf(event))
    if (message?.type === 'ping') post({ type: 'pong' })
    else if (message?.type === 'call-cancel') open.get(message.id)?.abort()
    else if (message) void answer(message.id, message.call)
  }
  port.addEventListener('message', onMessage)
  port.start?.()
  post({ type: 'host-ready' })
  return () => {
    port.removeEventListener('message', onMessage)
    for (const controller of open.values()) controller.abort()
  }
}
