import { shelfName } from '../incoming/keep-share.ts'
import { isShare, takeShare } from '../incoming/take-share.ts'
import { createBook } from '../privacy/book.ts'
import { createGate } from '../privacy/gate.ts'
import { type Outcome, openLedger } from '../privacy/ledger.ts'
import { openNewsLine } from '../privacy/news.ts'
import {
  answerAway,
  declaredBytes,
  keepsItsOwn,
  leaves,
  nameOf,
  noteIn,
} from '../privacy/service-worker-watch.ts'
import { openDiskShelf } from '../storage/shelf.ts'
import { answerTo, type BuiltFile, filesToRenew, fingerprint, isGenuine } from './built-files.ts'
import { exampleFolder, headersFor, netFolder } from './headers.ts'
import { type EngineKept, parseWorkerRequest } from './messages.ts'

/** The build replaces the list; the rest is what a service worker has. */
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly BuiltFile[] }

const built: readonly BuiltFile[] = self.__WB_MANIFEST
const files: ReadonlyMap<string, BuiltFile> = new Map(built.map(file => [file.url, file]))
const engineFiles = built.filter(file => file.onUse)
const shellFiles = built.filter(file => !file.onUse)

// The origin may be shared with other apps (user.example/one/, /two/): only what bears our scope is ours.
const { scope } = self.registration
const shellPrefix = `hermit ${new URL(scope).pathname} shell `
const shellName =
  shellPrefix +
  fingerprint(JSON.stringify([built, ...['', netFolder, exampleFolder].map(path => headersFor(path))]))
const engineName = `hermit ${new URL(scope).pathname} engine`

const ledger = openLedger()
const news = openNewsLine()
const gate = createGate(ledger, news)
const book = createBook(ledger, news)
const shares = openDiskShelf(shelfName)
const ownName = 'service-worker'

self.addEventListener('install', event => event.waitUntil(install()))
self.addEventListener('activate', event => event.waitUntil(activate()))

self.addEventListener('fetch', event => {
  if (leaves(event.request.url, self.location.origin)) {
    const refusal = answerAway(gate)
    if (refusal) event.respondWith(refusal)
    event.waitUntil(noteLeft(event, refusal))
    return
  }
  if (isShare(event.request, scope)) {
    event.respondWith(takeShare(event.request, shares))
    event.waitUntil(note(event, 'device'))
    return
  }
  const answer = answerTo(event.request, scope, files)
  if (!answer) return event.waitUntil(noteLeft(event))
  if (answer.from === 'network') event.respondWith(code(event))
  else if (answer.from === 'shell') event.respondWith(shell(answer.file, event))
  else event.respondWith(engine(answer.file, event))
})

self.addEventListener('message', event => {
  const request = parseWorkerRequest(event.data)
  if (request?.type === 'activate-update') event.waitUntil(self.skipWaiting())
  if (request?.type === 'keep-engine') {
    const [port] = event.ports
    event.waitUntil(
      keepEngine(request.urls).then(whole =>
        port?.postMessage({ type: 'engine-kept', whole } satisfies EngineKept),
      ),
    )
  }
})

// Of a reminder, on devices where the page itself may show none.
self.addEventListener('notificationclick', event => {
  event.notification.close()
  event.waitUntil(showPage())
})

async function showPage(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = pages.find(({ url }) => url.startsWith(scope))
  await (page ? page.focus() : self.clients.openWindow(scope))
}

/** All or nothing: if one file cannot be had, this version is not installed and the old one stays. */
async function install(): Promise<void> {
  const shell = await caches.open(shellName)
  await Promise.all(shellFiles.map(file => keep(shell, file)))
  const engines = await caches.open(engineName)
  const kept = await engines.keys()
  const renewed = filesToRenew(
    engineFiles,
    kept.map(request => request.url.slice(scope.length)),
  )
  await Promise.all(renewed.map(file => keep(engines, file)))
  if (!self.registration.active) await self.skipWaiting() // an update waits for the person's consent
}

async function activate(): Promise<void> {
  await self.clients.claim()
  if (self.registration.installing || self.registration.waiting) return // the next version will clean up
  const names = await caches.keys()
  const old = names.filter(name => name.startsWith(shellPrefix) && name !== shellName)
  await Promise.all(old.map(name => caches.delete(name)))
  const engines = await caches.open(engineName)
  const current = new Set(engineFiles.map(urlOf))
  const stale = (await engines.keys()).filter(request => !current.has(request.url))
  await Promise.all(stale.map(request => engines.delete(request)))
}

/** Writes down who asked for something, and where it came from. */
async function note(event: FetchEvent, outcome: Outcome, bytesIn?: number): Promise<void> {
  const asker = await self.clients.get(event.clientId)
  await noteIn(book, nameOf(asker), event.request, { outcome, ...(bytesIn !== undefined && { bytesIn }) })
}

/** The same for what is left to the browser, or refused. */
async function noteLeft(event: FetchEvent, refusal?: Response | Promise<Response>): Promise<void> {
  const answer = await refusal
  const asker = await self.clients.get(event.clientId)
  if (answer?.type === 'error') return note(event, 'refused')
  if (!answer && !keepsItsOwn(asker, scope)) await note(event, 'network')
}

async function shell(file: BuiltFile, event: FetchEvent): Promise<Response> {
  const cache = await caches.open(shellName)
  const kept = await cache.match(urlOf(file))
  if (!kept) return fetchFile(file, event)
  event.waitUntil(note(event, 'device'))
  return kept
}

async function engine(file: BuiltFile, event: FetchEvent): Promise<Response> {
  const cache = await caches.open(engineName)
  const kept = await cache.match(urlOf(file))
  if (kept) {
    event.waitUntil(note(event, 'device'))
    return kept
  }
  const response = await fetchFile(file, event)
  const storing = cache.put(urlOf(file), response.clone())
  // A full disk must not stop the engine that is loading: it is then fetched again next time.
  event.waitUntil(storing.catch((reason: unknown) => console.warn('The engine could not be kept.', reason)))
  return response
}

async function code(event: FetchEvent): Promise<Response> {
  const { request } = event
  const response = await ask(request, event)
  return isGenuine(request.url, response) ? withHeaders(request.url, response) : Response.error()
}

async function keepEngine(urls: readonly string[]): Promise<boolean> {
  const wanted = engineFiles.filter(file => urls.includes(urlOf(file)))
  const cache = await caches.open(engineName)
  try {
    await Promise.all(wanted.map(async file => (await cache.match(urlOf(file))) ?? keep(cache, file)))
    return wanted.length === urls.length
  } catch (reason) {
    console.warn('The engine could not be kept.', reason)
    return false
  }
}

async function keep(cache: Cache, file: BuiltFile): Promise<void> {
  await cache.put(urlOf(file), await fetchFile(file))
}

/** The file from the network, or a throw. Without a hash in the name, the browser's own cache may be stale. */
async function fetchFile(file: BuiltFile, event?: FetchEvent): Promise<Response> {
  const request = new Request(urlOf(file), { cache: file.revision === null ? 'default' : 'reload' })
  const response = await ask(request, event)
  if (!isGenuine(urlOf(file), response)) throw new Error(`${file.url}: not there (${response.status})`)
  return withHeaders(urlOf(file), response)
}

/** Asks the network, and writes it down. Without an event it is for Hermit itself. */
async function ask(request: Request, event?: FetchEvent): Promise<Response> {
  const noteEnd = (outcome: Outcome, bytesIn?: number) =>
    event
      ? note(event, outcome, bytesIn)
      : noteIn(book, ownName, request, { outcome, ...(bytesIn !== undefined && { bytesIn }) })
  try {
    const response = await fetch(request)
    void noteEnd('network', declaredBytes(response))
    return response
  } catch (reason) {
    void noteEnd('failed')
    throw reason
  }
}

/** Headers are added before a response is stored, so that what is served is the stored one, untouched. */
function withHeaders(url: string, response: Response): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(headersFor(url.slice(scope.length)))) headers.set(name, value)
  headers.delete('Vary') // 'Vary: *' cannot be stored, and nothing here varies
  if (headers.has('Content-Encoding')) {
    headers.delete('Content-Encoding') // the body is decoded by now
    headers.delete('Content-Length')
  }
  return new Response(response.body, { status: response.status, headers })
}

function urlOf(file: BuiltFile): string {
  return new URL(file.url, scope).href
}
