import { exampleFolder, netFolder } from './headers.ts'

/** One file of the build, as the build lists it for the service worker. */
export interface BuiltFile {
  /** Relative to the scope: 'assets/main-D3f8sK2a.js'. */
  readonly url: string
  /** Null where the name itself changes with the content. */
  readonly revision: string | null
  /** Large and not for everyone (engines): kept once it was used, not when Hermit is first opened. */
  readonly onUse?: true
}

/** What the service worker looks at in a request. */
export interface RequestShape {
  readonly method: string
  readonly mode: string
  readonly destination: string
  readonly url: string
}

/** What the service worker does with a request: nothing at all, or one of these. */
export type Answer =
  | { readonly from: 'shell' | 'engine'; readonly file: BuiltFile }
  /** Code that this version does not have: from the network, but never a page in its place. */
  | { readonly from: 'network' }

const page = 'index.html'
const codeDestinations = new Set(['script', 'worker', 'sharedworker', 'style'])
const codeFolders = ['assets/', netFolder, `${exampleFolder}assets/`]

/** Decides what to do with a request. Undefined: leave it to the browser, as if there were no service worker. */
export function answerTo(
  request: RequestShape,
  scope: string,
  files: ReadonlyMap<string, BuiltFile>,
): Answer | undefined {
  const url = new URL(request.url)
  const base = new URL(scope)
  if (request.method !== 'GET' || url.origin !== base.origin) return undefined
  if (!url.pathname.startsWith(base.pathname)) return undefined
  const path = url.pathname.slice(base.pathname.length)
  if (path.startsWith('models/')) return undefined // weights: they would come at half the speed
  // Hermit's own page, or an example's: each folder answers with its own.
  const isFolder = path === '' || path.endsWith('/')
  const file = files.get(isFolder && request.mode === 'navigate' ? path + page : path)
  if (file) return { from: file.onUse ? 'engine' : 'shell', file }
  const isCode =
    codeDestinations.has(request.destination) || codeFolders.some(folder => path.startsWith(folder))
  return isCode ? { from: 'network' } : undefined
}

/** The name of a file without the hash of its content: what stays the same from version to version. */
export function stemOf(url: string): string {
  return url.replace(/-[\w-]{8}(\.\w+)$/, '$1')
}

/** The files to have before a new version may take over: its own of every kind that is kept already. */
export function filesToRenew(files: Iterable<BuiltFile>, keptUrls: readonly string[]): readonly BuiltFile[] {
  const stems = new Set(keptUrls.map(stemOf))
  return [...files].filter(file => stems.has(stemOf(file.url)) && !keptUrls.includes(file.url))
}

/** A short name for a version, from what it consists of (FNV-1a, 32 bits: only neighbours must differ). */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** Whether a response is the file and not a host's friendly page in its place. */
export function isGenuine(
  url: string,
  response: { readonly status: number; readonly headers: Headers },
): boolean {
  if (response.status !== 200) return false
  const isPage = response.headers.get('content-type')?.includes('text/html') ?? false
  return isPage === new URL(url).pathname.endsWith('.html')
}
