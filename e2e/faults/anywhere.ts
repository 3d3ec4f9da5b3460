import { createServer, type Socket } from 'node:net'

/** Stands for every host in the world: whoever is sent here wanted to leave this machine. */
export interface Anywhere {
  readonly port: number
  /** Hosts that were wanted, one for each connection, in order; by TLS or HTTP, whichever was spoken. */
  readonly wanted: readonly string[]
  close(): Promise<void>
}

/** Opens it on 127.0.0.1. It listens, notes, and never answers. */
export async function openAnywhere(): Promise<Anywhere> {
  const wanted: string[] = []
  const server = createServer((socket: Socket) => {
    let said = Buffer.alloc(0)
    const at = wanted.push('a connection that said nothing') - 1
    socket.on('data', piece => {
      said = Buffer.concat([said, piece])
      wanted[at] = hostIn(said) ?? `a connection that said ${said.length} bytes`
      socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.setTimeout(5000, () => socket.destroy())
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    port: address.port,
    wanted,
    close: () => new Promise(done => server.close(() => done())),
  }
}

/** The Host of a request, or the name that a TLS handshake asks for (RFC 6066, server_name). */
function hostIn(said: Buffer): string | undefined {
  const header = /^Host: *(\S+)/im.exec(said.toString('latin1'))?.[1]
  if (header) return header
  if (said[0] !== 22) return undefined
  // Type 0 (host_name), two bytes of length, the name: behind the extension's own type 0 and its two lengths.
  for (let at = 43; at + 9 < said.length; at++) {
    const [type, size, list, kind, name] = [0, 2, 4, 6, 7].map(offset =>
      offset === 6 ? said[at + offset] : said.readUInt16BE(at + offset),
    )
    if (type !== 0 || kind !== 0 || name === undefined || size !== name + 5 || list !== name + 3) continue
    return said.subarray(at + 9, at + 9 + name).toString('latin1')
  }
  return undefined
}
