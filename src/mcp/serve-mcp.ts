import { dataOf, type PortLike } from '../engines/port/protocol.ts'
import { toFault } from '../fault.ts'
import { type Connection, type ConnectionOptions, createConnection } from './connection.ts'
import { type Answer, type Ask, type AskedServer, parseToWorker, type ToPage } from './protocol.ts'

/** A server that was asked before, with what it is known by: another address or token is another connection. */
interface Known {
  readonly key: string
  readonly connection: Connection
}

/** Answers what the page asks of servers through the port. */
export function serveMcp(
  port: PortLike,
  surroundings: Pick<ConnectionOptions, 'fetch' | 'isAirGapped' | 'connectMs'>,
): void {
  const servers = new Map<string, Known>()
  const open = new Map<number, AbortController>()
  const post = (message: ToPage) => port.postMessage(message)

  function connectionTo({ id, url, token }: AskedServer): Connection {
    const key = JSON.stringify([url, token])
    const known = servers.get(id)
    if (known?.key === key) return known.connection
    void known?.connection.close()
    const connection = createConnection(
      { url, token },
      { ...surroundings, onOffer: offer => post({ type: 'mcp-changed', serverId: id, offer }) },
    )
    servers.set(id, { key, connection })
    return connection
  }

  async function close(id: string): Promise<void> {
    const known = servers.get(id)
    servers.delete(id)
    await known?.connection.close()
  }

  async function perform(
    server: AskedServer,
    ask: Ask,
    signal: AbortSignal,
    limitMs: number,
  ): Promise<Answer> {
    if (ask.method === 'close') {
      await close(server.id)
      return { type: 'closed' }
    }
    const connection = connectionTo(server)
    const how = { signal, limitMs }
    switch (ask.method) {
      case 'open':
        return { type: 'offer', offer: await connection.open(how) }
      case 'call':
        return { type: 'outcome', outcome: await connection.callTool(ask.name, ask.args, how) }
      case 'prompt':
        return { type: 'outcome', outcome: await connection.getPrompt(ask.name, ask.args, how) }
      case 'resource':
        return { type: 'outcome', outcome: await connection.readResource(ask.uri, how) }
    }
  }

  async function answer(id: number, server: AskedServer, ask: Ask, limitMs: number): Promise<void> {
    const controller = new AbortController()
    open.set(id, controller)
    try {
      post({ type: 'mcp-answer', id, answer: await perform(server, ask, controller.signal, limitMs) })
    } catch (error) {
      post({ type: 'mcp-fault', id, fault: { ...toFault(error) } })
    } finally {
      open.delete(id)
    }
  }

  async function end(): Promise<void> {
    for (const controller of open.values()) controller.abort()
    await Promise.all([...servers.keys()].map(close))
    post({ type: 'mcp-ended' })
  }

  port.addEventListener('message', event => {
    const message = parseToWorker(dataOf(event))
    if (message?.type === 'mcp-ping') post({ type: 'mcp-pong' })
    else if (message?.type === 'mcp-abort') open.get(message.id)?.abort()
    else if (message?.type === 'mcp-end') void end()
    else if (message) void answer(message.id, message.server, message.ask, message.limitMs)
  })
  port.start?.()
}
