import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A file by its path on this machine, or its content. */
export type HostedBody = string | Buffer

export interface ModelHostOptions {
  /** Folders by "<organisation>/<name>", as on a hub. */
  readonly repos?: Readonly<Record<string, HostedRepo>>
  /** Files that lie elsewhere on the web, by path without a slash at the beginning. */
  readonly plain?: Readonly<Record<string, HostedBody>>
  /** Files of repos come from another port, by a redirect, as from the real hub. */
  readonly hasCdn?: boolean
  /** False: there are files and no listing of them, as on a server of one's own. It can be changed while it runs. */
  readonly hasListing?: boolean
}

export interface HostedRepo {
  readonly files: Readonly<Record<string, HostedBody>>
  /** The commit, 40 hex digits, that "main" stands for. */
  readonly revision: string
}

/** What goes wrong with a file. Without `times` it goes on until it is cleared. */
export type HostFault = { readonly times?: number } & (
  | {
      readonly kind: 'cut'
      readonly afterBytes: number
      readonly framing: 'length' | 'close'
      /** So long after the last byte: a browser under load throws away what it has not read when a body is cut. */
      readonly afterMs?: number
    }
  /** A log-in page; under a type of its own if given. */
  | { readonly kind: 'page'; readonly contentType?: string }
  | { readonly kind: 'lfs-pointer' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** One bit of the byte at this place of the file. */
  | { readonly kind: 'flip'; readonly at: number }
  /** Other content, which the listing knows nothing of. */
  | { readonly kind: 'swap'; readonly body: Buffer }
  | { readonly kind: 'ignore-range' }
  /** The same content under another name of its version. */
  | { readonly kind: 'etag'; readonly etag: string | undefined }
  /** Bodies stop at so many bytes sent and wait until the fault is cleared. */
  | { readonly kind: 'hold'; readonly afterBytes: number }
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number }
)

/** A request as it was answered. */
export interface HostRequest {
  readonly method: string
  /** Of the file in its repo, the path of a plain file, "listing", or "preflight". */
  readonly name: string
  readonly range: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly status: number
  /** When it came, on this process's clock. */
  readonly atMs: number
  /** Bytes of the body that went out. */
  readonly sentBytes: number
}

/** A model host on this machine, which does what it is told to do wrong. */
export interface ModelHost {
  /** Without a slash at the end. */
  readonly url: string
  /** In the order in which they came. Redirects are not in it. */
  readonly requests: readonly HostRequest[]
  /** Bytes of bodies sent of a file, over all requests. */
  sentBytes(name: string): number
  /** Adds a fault to those of a file; '*' is every file. They act in this order, one at a time by their `times`. */
  fail(name: string, fault: HostFault): void
  /** Takes all faults back. */
  clearFaults(): void
  setListing(isThere: boolean): void
  /** Drops every connection and refuses new ones, until it is true again. */
  setReachable(isReachable: boolean): void
  close(): Promise<void>
}

interface Content {
  readonly bytes: number
  readonly sha256: string
  readonly gitSha1: string
  read(first: number, end: number): AsyncIterable<Buffer> | Iterable<Buffer>
}

interface Log {
  method: string
  name: string
  range: string | undefined
  headers: IncomingMessage['headers']
  status: number
  atMs: number
  sentBytes: number
}

const chunkBytes = 64 * 1024
const page = '<!doctype html><title>Log in to Hotel Wi-Fi</title><form>Room number <input></form>'
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 1\n`

/** What the real hub lets pages read and send: If-Range is not among it. */
const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'X-Repo-Commit,X-Linked-Size,X-Linked-ETag,ETag,Link,Accept-Ranges,Content-Range',
  'access-control-allow-headers': 'authorization,content-type,range',
  'access-control-max-age': '86400',
  'cross-origin-resource-policy': 'cross-origin',
}

/** Starts a host on a free port of 127.0.0.1 (and one more for its CDN). */
export async function startModelHost(options: ModelHostOptions): Promise<ModelHost> {
  const files = await readContents(options)
  const requests: Log[] = []
  const faults = new Map<string, HostFault[]>()
  let hasListing = options.hasListing ?? true
  let isReachable = true

  const hub = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  const cdn = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1))
    sendFile(request, response, name).catch(() => response.destroy())
  })
  for (const server of [hub, cdn]) {
    server.on('connection', socket => {
      if (!isReachable) socket.destroy()
    })
  }
  const url = await listen(hub)
  const cdnUrl = options.hasCdn ? await listen(cdn) : undefined

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'OPTIONS') {
      note(request, 'preflight', 204)
      response.writeHead(204, corsHeaders).end()
      return
    }
    const path = decodeURIComponent(new URL(request.url ?? '/', url).pathname.slice(1))
    const listing = /^api\/models\/(.+)\/(tree|revision)\/([^/]+)$/.exec(path)
    if (listing) {
      sendListing(request, response, listing)
      return
    }
    const resolved = /^(.+?)\/resolve\/([^/]+)\/(.+)$/.exec(path)
    const repo = options.repos?.[resolved?.[1] ?? '']
    if (!resolved || !repo) return sendFile(request, response, path)
    const [, repoName, revision, name] = resolved
    const content = files.get(`${repoName}/${name}`)
    if (!content || !(revision === 'main' || revision === repo.revision)) {
      sendStatus(request, response, name ?? path, 404)
      return
    }
    const headers = {
      ...corsHeaders,
      'x-repo-commit': repo.revision,
      'x-linked-size': content.bytes,
      'x-linked-etag': tagOf(name ?? '', content),
    }
    if (!cdnUrl) return sendFile(request, response, `${repoName}/${name}`, headers)
    response.writeHead(302, {
      ...headers,
      location: `${cdnUrl}/${encodeURIComponent(`${repoName}/${name}`)}`,
    })
    response.end()
  }

  function sendListing(
    request: IncomingMessage,
    response: ServerResponse,
    [, repoName = '', kind, revision]: RegExpExecArray,
  ): void {
    const repo = options.repos?.[repoName]
    const fault = nextFault('listing')
    if (fault?.kind === 'status') {
      sendStatus(request, response, 'listing', fault.status, fault.retryAfter)
      return
    }
    if (!hasListing || !repo || !(revision === 'main' || revision === repo.revision)) {
      sendStatus(request, response, 'listing', 404)
      return
    }
    const tree = Object.keys(repo.files).map(name => listed(name, files.get(`${repoName}/${name}`)))
    const text = JSON.stringify(kind === 'tree' ? tree : { id: repoName, sha: repo.revision })
    note(request, 'listing', 200)
    response.writeHead(200, { ...corsHeaders, 'content-type': 'application/json; charset=utf-8' }).end(text)
  }

  function sendStatus(
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
    status: number,
    retryAfter?: string,
  ): void {
    note(request, name, status)
    response.writeHead(status, {
      ...corsHeaders,
      // Of a host that lets pages read it: where it does not, they cannot know.
      ...(retryAfter !== undefined && {
        'retry-after': retryAfter,
        'access-control-expose-headers': 'Retry-After',
      }),
    })
    response.end(status === 204 ? undefined : 'not now')
  }

  async function sendFile(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    moreHeaders: Readonly<Record<string, string | number>> = corsHeaders,
  ): Promise<void> {
    const name = nameOf(path)
    const stored = files.get(path)
    if (!stored) {
      sendStatus(request, response, name, 404)
      return
    }
    const fault = request.method === 'GET' ? nextFault(name) : undefined
    if (fault?.kind === 'status') {
      sendStatus(request, response, name, fault.status, fault.retryAfter)
      return
    }
    if (fault?.kind === 'page' || fault?.kind === 'lfs-pointer') {
      note(request, name, 200)
      const contentType =
        fault.kind === 'page' ? (fault.contentType ?? 'text/html; charset=utf-8') : 'text/plain'
      response.writeHead(200, { ...corsHeaders, 'content-type': contentType })
      response.end(fault.kind === 'page' ? page : pointer)
      return
    }
    const content = fault?.kind === 'swap' ? contentOf(fault.body) : stored
    const etag = fault?.kind === 'etag' ? fault.etag : tagOf(name, content)
    const ifRange = request.headers['if-range']
    const isIgnored = fault?.kind === 'ignore-range' || (ifRange !== undefined && ifRange !== etag)
    const range = isIgnored ? undefined : rangeOf(request, content.bytes)
    if (range && range.first >= content.bytes) {
      note(request, name, 416)
      response.writeHead(416, { ...corsHeaders, 'content-range': `bytes */${content.bytes}` }).end()
      return
    }
    const { first, end } = range ?? { first: 0, end: content.bytes }
    const log = note(request, name, range ? 206 : 200)
    const isUnsized = fault?.kind === 'cut' && fault.framing === 'close'
    if (isUnsized) response.useChunkedEncodingByDefault = false
    response.writeHead(log.status, {
      ...moreHeaders,
      'accept-ranges': 'bytes',
      'cache-control': 'no-cache',
      'content-type': 'application/octet-stream',
      ...(isUnsized ? { connection: 'close' } : { 'content-length': end - first }),
      ...(etag !== undefined && { etag }),
      ...(range && { 'content-range': `bytes ${first}-${end - 1}/${content.bytes}` }),
    })
    if (request.method === 'HEAD') {
      response.end()
      return
    }
    await sendBody(response, content, { first, end }, fault, log, name)
  }

  async function sendBody(
    response: ServerResponse,
    content: Content,
    { first, end }: { readonly first: number; readonly end: number },
    fault: HostFault | undefined,
    log: Log,
    name: string,
  ): Promise<void> {
    const stop = fault && 'afterBytes' in fault ? Math.min(first + fault.afterBytes, end) : end
    await sendSpan(response, content, first, stop, fault, log)
    if (fault?.kind === 'cut') {
      if (fault.afterMs !== undefined) await delay(fault.afterMs)
      if (fault.framing === 'close') response.end()
      // What was sent arrives first: a connection that is reset loses what has not been read.
      else response.socket?.destroySoon()
      return
    }
    while (fault?.kind === 'hold' && faults.get(name)?.includes(fault) && !response.destroyed) await delay(10)
    await sendSpan(response, content, stop, end, fault, log)
    response.end()
  }

  /** The fault that acts now; one with `times` is used up. */
  function nextFault(name: string): HostFault | undefined {
    for (const key of [name, '*']) {
      const [fault, ...others] = faults.get(key) ?? []
      if (!fault || (key === '*' && name === 'listing')) continue
      if (fault.times === undefined) return fault
      faults.set(key, fault.times > 1 ? [{ ...fault, times: fault.times - 1 }, ...others] : others)
      return fault
    }
    return undefined
  }

  function note(request: IncomingMessage, name: string, status: number): Log {
    const { method = 'GET', headers } = request
    const log = {
      ...{ method, name, range: headers.range, headers, status },
      ...{ atMs: performance.now(), sentBytes: 0 },
    }
    requests.push(log)
    return log
  }

  function nameOf(path: string): string {
    const repo = Object.keys(options.repos ?? {}).find(candidate => path.startsWith(`${candidate}/`))
    return repo === undefined ? path : path.slice(repo.length + 1)
  }

  return {
    url,
    requests,
    sentBytes: name =>
      requests.reduce((sum, request) => sum + (request.name === name ? request.sentBytes : 0), 0),
    fail: (name, fault) => void faults.set(name, [...(faults.get(name) ?? []), fault]),
    clearFaults: () => faults.clear(),
    setListing(isThere) {
      hasListing = isThere
    },
    setReachable(isNowReachable) {
      isReachable = isNowReachable
      if (isReachable) return
      hub.closeAllConnections()
      cdn.closeAllConnections()
    },
    async close() {
      await Promise.all([hub, cdn].map(closeServer))
    },
  }
}

async function readContents({ repos = {}, plain = {} }: ModelHostOptions): Promise<Map<string, Content>> {
  const bodies = [
    ...Object.entries(repos).flatMap(([repo, { files }]) =>
      Object.entries(files).map(([name, body]) => [`${repo}/${name}`, body] as const),
    ),
    ...Object.entries(plain),
  ]
  const contents = bodies.map(
    async ([path, body]) =>
      [path, typeof body === 'string' ? await contentOfFile(body) : contentOf(body)] as const,
  )
  return new Map(await Promise.all(contents))
}

function contentOf(body: Buffer): Content {
  return {
    bytes: body.byteLength,
    sha256: createHash('sha256').update(body).digest('hex'),
    gitSha1: createHash('sha1').update(`blob ${body.byteLength}\0`).update(body).digest('hex'),
    read: (first, end) => [body.subarray(first, end)],
  }
}

async function contentOfFile(path: string): Promise<Content> {
  const { size } = await stat(path)
  const sha256 = createHash('sha256')
  const gitSha1 = createHash('sha1').update(`blob ${size}\0`)
  for await (const chunk of createReadStream(path)) {
    sha256.update(chunk)
    gitSha1.update(chunk)
  }
  return {
    bytes: size,
    sha256: sha256.digest('hex'),
    gitSha1: gitSha1.digest('hex'),
    read: (first, end) => (end > first ? createReadStream(path, { start: first, end: end - 1 }) : []),
  }
}

/** As on the real hub: weights lie in LFS under their SHA-256, the rest in git. */
function isInLfs(name: string): boolean {
  return /\.(gguf|bin|wasm)$/.test(name)
}

function tagOf(name: string, { sha256, gitSha1 }: Content): string {
  return isInLfs(name) ? `"${sha256}"` : `"${gitSha1}"`
}

function listed(name: string, content: Content | undefined): object {
  const { bytes = 0, sha256 = '', gitSha1 = '' } = content ?? {}
  const common = { type: 'file', path: name, size: bytes }
  if (!isInLfs(name)) return { ...common, oid: gitSha1 }
  // The oid of a file in LFS is its pointer's: nothing to compare the content with.
  return { ...common, oid: '1'.repeat(40), lfs: { oid: sha256, size: bytes, pointerSize: 134 } }
}

function rangeOf(request: IncomingMessage, bytes: number): { first: number; end: number } | undefined {
  const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  if (!match) return undefined
  const end = match[2] ? Math.min(Number(match[2]) + 1, bytes) : bytes
  return { first: Number(match[1]), end }
}

/** Resolves when the bytes have left; false where nobody listens any more. */
function send(response: ServerResponse, chunk: Buffer): Promise<boolean> {
  return new Promise(resolve => {
    if (response.destroyed) return resolve(false)
    response.once('close', () => resolve(false))
    response.write(chunk, error => {
      response.removeAllListeners('close')
      resolve(!error)
    })
  })
}

/** Sends bytes of a file; stops where nobody listens any more. */
async function sendSpan(
  response: ServerResponse,
  content: Content,
  first: number,
  end: number,
  fault: HostFault | undefined,
  log: Log,
): Promise<void> {
  const startedAt = performance.now()
  let position = first
  for await (const read of content.read(first, end)) {
    for (let at = 0; at < read.byteLength; at += chunkBytes) {
      const chunk = read.subarray(at, at + chunkBytes)
      const isFlipped =
        fault?.kind === 'flip' && fault.at >= position && fault.at < position + chunk.byteLength
      if (!(await send(response, isFlipped ? withBitFlipped(chunk, fault.at - position) : chunk))) return
      log.sentBytes += chunk.byteLength
      position += chunk.byteLength
      if (fault?.kind === 'throttle') {
        await delay((log.sentBytes / fault.bytesPerSecond) * 1000 - (performance.now() - startedAt))
      }
    }
  }
}

function withBitFlipped(chunk: Buffer, at: number): Buffer {
  const flipped = Buffer.from(chunk)
  flipped[at] = (flipped[at] ?? 0) ^ 1
  return flipped
}

function delay(waitMs: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, Math.max(0, waitMs)))
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  // listen() on a TCP port gives an AddressInfo.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise(resolve => server.close(() => resolve()))
}
