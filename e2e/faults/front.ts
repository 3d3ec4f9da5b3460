import { createServer } from 'node:http'

/** A host in front of the one under test, which can be made to serve another version, or to have lost a file. */
export interface Front {
  /** Where it is, with a slash at the end. */
  readonly url: string
  /** Answers 404 for each path that one of these matches. */
  readonly missing: RegExp[]
  /** Changes the text of what is served under a path. */
  readonly changed: Map<string, (text: string) => string>
  /** Paths that were asked for, in order, as they came. */
  readonly requests: string[]
  close(): Promise<void>
}

/** Puts a host of its own before the built app. */
export async function startFront(target: string): Promise<Front> {
  const missing: RegExp[] = []
  const changed = new Map<string, (text: string) => string>()
  const requests: string[] = []
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    requests.push(path)
    if (missing.some(pattern => pattern.test(path))) return response.writeHead(404).end()
    const { range } = request.headers
    const answer = await fetch(new URL(path, target), { headers: range ? { range } : {} }).catch(() => null)
    if (!answer) return response.writeHead(502).end()
    const headers = Object.fromEntries(
      [...answer.headers].filter(
        ([name]) => !/^(content-(length|encoding)|transfer-encoding|connection|etag)$/.test(name),
      ),
    )
    const change = changed.get(path.split('?')[0] ?? '')
    const body = change ? change(await answer.text()) : Buffer.from(await answer.arrayBuffer())
    response.writeHead(answer.status, headers).end(body)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${at.port}/`,
    ...{ missing, changed, requests },
    close: () =>
      new Promise(done => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** Stands for a new build: a page that says so, and a service worker that lists it. */
export function publishNextVersion(front: Front): void {
  front.changed.set('/', markPage)
  front.changed.set('/index.html', markPage)
  front.changed.set('/service-worker.js', text => {
    const next = text.replace(/"revision":"\w+",("url":"index\.html")/, '"revision":"2",$1')
    if (next === text) throw new Error('The list of the service worker looks different')
    return next
  })
}

const markPage = (text: string) => text.replace('<html', '<html data-version="2"')
