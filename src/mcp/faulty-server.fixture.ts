import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a server in a test was asked. */
export interface Asked {
  readonly method: string
  readonly headers: IncomingMessage['headers']
  /** The message of the protocol, where there was one. */
  readonly message: { readonly id?: number; readonly method?: string; readonly params?: unknown } | undefined
}

/** Answers one request of a test. */
export type Behave = (asked: Asked, response: ServerResponse) => void

/** A server that behaves as a test says; a browser's page may ask it. */
export async function serveFaulty(behave: Behave) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('Access-Control-Expose-Headers', 'Mcp-Session-Id')
    if (request.method === 'OPTIONS') {
      const wanted = request.headers['access-control-request-headers'] ?? ''
      response.writeHead(204, {
        'Access-Control-Allow-Headers': wanted,
        'Access-Control-Allow-Methods': 'GET, POST, DELETE',
      })
      return void response.end()
    }
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString()
      const one: Asked = {
        method: request.method ?? '',
        headers: request.headers,
        message: body === '' ? undefined : (JSON.parse(body) as Asked['message']),
      }
      asked.push(one)
      behave(one, response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    asked,
    async close() {
      if (!server.listening) return
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Answers as a server of the protocol does; `more` answers what a test is about, and says so by true. */
export function wellBehaved(
  more: Behave | ((...given: Parameters<Behave>) => boolean),
  version = '2025-06-18',
): Behave {
  return (asked, response) => {
    const { method, message } = asked
    if (method === 'GET') return void response.writeHead(405).end()
    if (method === 'DELETE') return void response.writeHead(200).end()
    if (more(asked, response) === true) return
    if (message?.method === 'initialize') {
      return answer(asked, response, {
        protocolVersion: version,
        capabilities: { tools: {} },
        serverInfo: { name: 'Kettle', version: '1' },
      })
    }
    if (message?.id === undefined) return void response.writeHead(202).end()
    if (message.method === 'tools/list') {
      return answer(asked, response, { tools: [{ name: 'boil', inputSchema: { type: 'object' } }] })
    }
    return answer(asked, response, { content: [{ type: 'text', text: 'boiled' }] })
  }
}

/** Gives a result as JSON. */
export function answer({ message }: Asked, response: ServerResponse, result: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Mcp-Session-Id': 'one' })
  response.end(JSON.stringify({ jsonrpc: '2.0', id: message?.id, result }))
}
