import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, resolve, sep } from 'node:path'
import { gzipSync } from 'node:zlib'

/** A static host as plain as they come: right types, byte ranges, and no special headers. */
export interface StaticServer {
  /** Where the folder is, with the prefix: 'http://127.0.0.1:4000/hermit/'. */
  readonly url: string
  readonly port: number
  /** Every request that arrived, in order. The path is as it came, query included. */
  readonly requests: readonly { readonly method: string; readonly path: string }[]
  /** Ends the server and every open connection: afterwards there is nobody at this address. */
  close(): Promise<void>
}

export interface StaticServerOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number
  /** The folder's place on the host: begins and ends with a slash. */
  readonly prefix?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sends text compressed to whoever takes it, as most hosts do. */
  readonly gzip?: boolean
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** What is worth compressing. */
const packed = /\.(css|html|js|json|mjs|svg|txt|webmanifest)$/

/** Serves a folder on 127.0.0.1. */
export async function serveStatic(dir: string, options: StaticServerOptions = {}): Promise<StaticServer> {
  const { port = 0, prefix = '/', headers = {}, gzip = false } = options
  const root = resolve(dir)
  const requests: { method: string; path: string }[] = []
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? '', path: request.url ?? '' })
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    answer(request, response, { root, prefix, gzip }).catch(() => end(response, 500))
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', done)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}${prefix}`,
    port: address.port,
    requests,
    close: () =>
      new Promise(done => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { root, prefix, gzip }: { readonly root: string; readonly prefix: string; readonly gzip: boolean },
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405)
  const path = fileOf(request.url ?? '', root, prefix)
  const found = path === undefined ? undefined : await stat(path).catch(() => undefined)
  if (path === undefined || !found?.isFile()) return end(response, 404)
  response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream')
  const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  if (gzip && takesGzip && packed.test(path) && request.method === 'GET') {
    const body = gzipSync(await readFile(path))
    response.setHeader('Content-Encoding', 'gzip')
    response.setHeader('Content-Length', body.byteLength)
    response.end(body)
    return
  }
  response.setHeader('Accept-Ranges', 'bytes')
  response.setHeader('Last-Modified', found.mtime.toUTCString())
  const range = rangeOf(request.headers.range, found.size)
  if (range === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${found.size}`)
    return end(response, 416)
  }
  const { start, last } = range ?? { start: 0, last: found.size - 1 }
  if (range) response.setHeader('Content-Range', `bytes ${start}-${last}/${found.size}`)
  response.setHeader('Content-Length', last - start + 1)
  response.statusCode = range ? 206 : 200
  if (request.method === 'HEAD' || found.size === 0) {
    response.end()
    return
  }
  createReadStream(path, { start, end: last })
    .on('error', () => response.destroy())
    .pipe(response)
}

/** The file that an address means, or undefined when it means none inside the folder. */
function fileOf(url: string, root: string, prefix: string): string | undefined {
  const encoded = url.split(/[?#]/, 1)[0] ?? ''
  if (!encoded.startsWith(prefix)) return undefined
  let name: string
  try {
    name = decodeURIComponent(encoded.slice(prefix.length))
  } catch {
    return undefined
  }
  if (name.includes('\0')) return undefined
  const path = resolve(root, `./${name === '' || name.endsWith('/') ? `${name}index.html` : name}`)
  return path.startsWith(root + sep) ? path : undefined
}

type Range = { readonly start: number; readonly last: number }

/** One range of bytes; several at once are answered with the whole file, which the standard allows. */
function rangeOf(header: string | undefined, size: number): Range | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match) return undefined
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start > last ? 'unsatisfiable' : { start, last }
}

function end(response: ServerResponse, status: number): void {
  if (response.headersSent) response.destroy()
  else response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${status}\n`)
}
