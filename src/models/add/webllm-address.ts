import { FaultError } from '../../fault.ts'
import { isModelId } from '../card-schema.ts'
import type { HubFolder, Wanted } from '../download/source.ts'

/** Hosts of which the person's choice of a hub takes the place. */
const hubs: readonly string[] = ['huggingface.co', 'www.huggingface.co', 'hf.co', 'hf-mirror.com']
const openedContextTokens = 4096

/**
 * What a person wants who typed the address of a WebLLM model folder (a hub's page of it, or any folder on the web)
 * and of its compiled library. Throws FaultError 'not-a-model' with a detail that begins with the field:
 * "model address" or "library address".
 */
export function webllmAtAddress(modelAddress: string, libraryAddress: string): Wanted {
  const folder = folderAt(parseAddress(modelAddress, 'model address'))
  const library = fileBehind(parseAddress(libraryAddress, 'library address'))
  if (!/\.wasm$/i.test(library.pathname)) throw refusal('library address', 'it does not end in .wasm')
  const id = idOf(folder)
  return {
    outline: {
      id,
      name: id,
      format: 'mlc',
      engines: ['webllm'],
      parametersM: parametersIn(id),
      quantisation: /(?:^|[-_.])(q\d+f\d+(?:_\d+)?)(?![a-z\d])/i.exec(id)?.[1] ?? '',
      contextTokens: openedContextTokens,
      licence: '',
      licenceUrl: '',
      languages: [],
    },
    source: { kind: 'mlc', folder, libraryUrl: library.href },
  }
}

type Field = 'model address' | 'library address'

function parseAddress(text: string, field: Field): URL {
  const typed = text.trim()
  if (typed === '') throw refusal(field, 'it is empty')
  // As people read addresses out: without what they begin with.
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`
  if (typed.length > 2000 || !URL.canParse(full)) throw refusal(field, 'it is no web address')
  const url = new URL(full)
  const isHere = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) {
    throw refusal(field, 'it has to begin with https://')
  }
  if (url.username || url.password) throw refusal(field, 'it has a user name in it')
  url.hash = ''
  return url
}

function folderAt(url: URL): HubFolder | { readonly url: string } {
  if (hubs.includes(url.hostname)) {
    const [owner, name, , revision = 'main'] = parts(url)
    if (!owner || !name) throw refusal('model address', 'it names no model on the hub')
    return { repo: `${owner}/${name}`, revision }
  }
  if (url.search !== '') throw refusal('model address', 'a folder’s address has no "?" in it')
  // The address of a file in it will do.
  const path = url.pathname.replace(/[^/]+\.json$/i, '')
  return { url: `${url.origin}${path.endsWith('/') ? path : `${path}/`}` }
}

/** Hubs show a page about a file at one address and the file at another. */
function fileBehind(url: URL): URL {
  if (hubs.includes(url.hostname)) {
    return new URL(`${url.origin}${url.pathname.replace('/blob/', '/resolve/')}`)
  }
  const [owner, name, kind, ...rest] = parts(url)
  if (url.hostname === 'github.com' && (kind === 'blob' || kind === 'raw')) {
    return new URL(['https://raw.githubusercontent.com', owner, name, ...rest].join('/'))
  }
  return url
}

function parts(url: URL): string[] {
  return url.pathname.split('/').filter(part => part !== '')
}

function idOf(folder: HubFolder | { readonly url: string }): string {
  const path =
    'repo' in folder ? folder.repo : new URL(folder.url).pathname.replace(/\/resolve\/[^/]+\/$/, '/')
  const last = path.split('/').findLast(part => part !== '') ?? ''
  const id = last.replaceAll(/[^\w.+-]+/g, '-').replace(/^[^a-z\d]+/i, '')
  if (!isModelId(id)) throw refusal('model address', 'it does not end in a name')
  return id
}

/** In millions, from a name such as "Llama-3.2-1B" or "SmolLM2-135M"; 0 where it has none. */
function parametersIn(name: string): number {
  const [, number, unit] = /(?:^|[-_])(\d+(?:\.\d+)?)([bm])(?![a-z\d])/i.exec(name) ?? []
  return Number(number ?? 0) * (unit?.toLowerCase() === 'b' ? 1000 : 1)
}

function refusal(field: Field, why: string): FaultError {
  return new FaultError({ code: 'not-a-model', detail: `${field}: ${why}` })
}
