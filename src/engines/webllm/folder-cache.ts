import type { ModelFolder } from './model-folder.ts'

/** Where WebLLM believes a model to lie: a host that can never be (RFC 2606), so that nothing can come from it. */
const host = 'https://model.invalid'

/** The addresses under which WebLLM is to ask for a served folder. */
export interface ServedFolder {
  readonly modelUrl: string
  readonly libraryUrl: string
  /** The folder's files are no longer held. */
  close(): void
}

/**
 * Puts in the place of this worker's Cache API one that knows nothing but the folder: everything that WebLLM
 * loads it asks there first, and it asks no one else, because fetching what is not there throws.
 */
export function serveFolder(id: string, folder: ModelFolder): ServedFolder {
  // WebLLM appends "resolve/main/" to an address without it.
  const modelUrl = `${host}/${encodeURIComponent(id)}/resolve/main/`
  const libraryUrl = `${modelUrl}library.wasm`
  const readers = new Map<string, () => Promise<Blob>>([[libraryUrl, async () => folder.library]])
  for (const name of folder.names) readers.set(modelUrl + encodeURI(name), () => folder.read(name))

  const cache = {
    async match(request: Request | string): Promise<Response | undefined> {
      const read = readers.get(addressOf(request))
      return read && new Response(await read())
    },
    async add(request: Request | string): Promise<void> {
      throw new TypeError(`${addressOf(request)} is not among the model's files`)
    },
    async keys(): Promise<Request[]> {
      return [...readers.keys()].map(url => new Request(url))
    },
    async delete(): Promise<boolean> {
      return false
    },
  }
  Object.defineProperty(globalThis, 'caches', { configurable: true, value: { open: async () => cache } })
  return { modelUrl, libraryUrl, close: () => readers.clear() }
}

function addressOf(request: Request | string): string {
  return typeof request === 'string' ? request : request.url
}
