/** Headers by name, as a host sends them. */
export type HeaderList = Readonly<Record<string, string>>

const ownOrigin = "connect-src 'self'"

const directives: readonly string[] = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:", // blob: is wllama's need
  ownOrigin,
  "img-src 'self' blob: data:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
]

/**
 * Only of the page: text becomes elements or the address of a script by two policies alone, DOMPurify's and the
 * default one of privacy/stay-here.ts. Workers have no elements, and wllama starts its threads from blobs in one.
 */
const trustedTypes = "require-trusted-types-for 'script'; trusted-types default dompurify"

/**
 * Only of the page: web apps that a person has added are shown in frames (apps/), of this origin or served by this
 * device. A policy is fixed when the page is built, so it cannot name what a person will add.
 */
const frames = "frame-src 'self' http://127.0.0.1:* http://localhost:*"

/** The page's policy as a <meta> can carry it: frame-ancestors has no effect there and only warns. */
export const metaPolicy = `${directives.join('; ')}; ${frames}; ${trustedTypes}`

const noFrames = "frame-ancestors 'none'"

/** What may be loaded and spoken to: this origin. The privacy promise, held by the browser. */
export const contentPolicy = `${directives.join('; ')}; ${noFrames}`

/** The same for the page itself. */
export const pagePolicy = `${metaPolicy}; ${noFrames}`

/** What gives the page threads (SharedArrayBuffer). Safe in development, where the policy is not. */
export const isolationHeaders: HeaderList = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** What every response of a built Hermit carries, wherever a host or our service worker can send it. */
export const shippedHeaders: HeaderList = {
  ...isolationHeaders,
  'Content-Security-Policy': contentPolicy,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/** The folder of the build that has the scripts of workers which may speak to hosts of models or to servers, and nothing else. */
export const netFolder = 'net/'

/** A worker obeys the headers of its own script: it may fetch from hosts that serve safely, or from this device. */
const netHeaders: HeaderList = {
  ...shippedHeaders,
  'Content-Security-Policy': contentPolicy.replace(
    ownOrigin,
    `${ownOrigin} https: http://127.0.0.1:* http://localhost:*`,
  ),
}

/** The folder of the build that has examples of apps: pages of their own, which Hermit may show in a frame. */
export const exampleFolder = 'examples/'

/** The policy of an example's page, as a <meta> can carry it: it speaks to nobody and makes no elements out of text. */
export const exampleMetaPolicy =
  "default-src 'none'; script-src 'self'; img-src 'self' data:; style-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

const exampleHeaders: HeaderList = {
  ...shippedHeaders,
  'Content-Security-Policy': `${exampleMetaPolicy}; frame-ancestors 'self'`,
}

const pageHeaders: HeaderList = { ...shippedHeaders, 'Content-Security-Policy': pagePolicy }

/**
 * What the response for a file of the built app carries.
 *
 * @param path Relative to the app's folder: 'net/models.worker-D3f8sK2a.js'; '' is the page.
 */
export function headersFor(path: string): HeaderList {
  if (path.startsWith(netFolder)) return netHeaders
  if (path.startsWith(exampleFolder)) return exampleHeaders
  return /^(index\.html)?([?#]|$)/.test(path) ? pageHeaders : shippedHeaders
}

/** A file or a folder at the top of the built app. */
export interface TopEntry {
  readonly name: string
  readonly isFolder: boolean
}

/**
 * The `_headers` file that several static hosts read. They send the headers of all rules that match a path, and of
 * two policies only what both allow: so each path has exactly one rule here.
 */
export function headersFile(entries: readonly TopEntry[]): string {
  const rules = entries.map(({ name, isFolder }) => {
    const path = isFolder ? `${name}/` : name
    return headersRule(`/${path}${isFolder ? '*' : ''}`, headersFor(path))
  })
  return [headersRule('/', headersFor('')), ...rules].join('\n')
}

function headersRule(pattern: string, headers: HeaderList): string {
  return [pattern, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n')
}
