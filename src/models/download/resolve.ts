import { FaultError } from '../../fault.ts'
import type { ModelCard } from '../model.ts'
import { encodePath, type HubListing, listHub } from './hub.ts'
import { configName, resolveMlc } from './resolve-mlc.ts'
import { type Inquiry, readHead } from './small-file.ts'
import type { Hosts, Source } from './source.ts'
import type { Digest, WantedFile } from './wanted-file.ts'

/** What a source comes to: the files to fetch, and the host's commit that they are of, where it names one. */
export interface Resolved {
  readonly files: readonly WantedFile[]
  readonly revision?: string
}

/**
 * Finds out what to fetch for a model: every file's address, and its size and hash as far as anybody tells. Throws
 * FaultError ('model-changed' where what a host says of its files does not agree), and the signal's reason.
 * @param baseUrl What relative addresses are relative to.
 */
export async function resolveWanted(
  source: Source,
  hosts: Hosts,
  baseUrl: string,
  inquiry: Inquiry,
): Promise<Resolved> {
  if (source.kind === 'pinned') return resolvePinned(source.card, baseUrl)
  if (source.kind === 'gguf') {
    const listing = await listHub(source.folder, hosts.hub, source.names[0] ?? '', inquiry)
    const files = await Promise.all(source.names.map(name => fileOfHub(name, listing, inquiry)))
    return withRevision(files, listing)
  }
  const { folder } = source
  const library = await fileOfWeb(
    lastName(source.libraryUrl),
    addressOfLibrary(source.libraryUrl, hosts, baseUrl),
    inquiry,
  )
  if ('repo' in folder) {
    const listing = await listHub(folder, hosts.hub, configName, inquiry)
    const files = await resolveMlc((name, isSized) => fileOfHub(name, listing, inquiry, isSized), inquiry)
    return withRevision([...files, library], listing)
  }
  const root = addressOf(folder.url, baseUrl).replace(/\/?$/, '/')
  const files = await resolveMlc(
    (name, isSized) => fileOfWeb(name, `${root}${encodePath(name)}`, inquiry, isSized),
    inquiry,
  )
  return { files: [...files, library] }
}

function resolvePinned(card: ModelCard, baseUrl: string): Resolved {
  const files = card.files.map(({ name, url, bytes, sha256 }) => ({
    name,
    bytes,
    digests: [{ algorithm: 'sha256', hex: sha256 } satisfies Digest],
    trust: card.trust ?? 'card',
    // What is here of a file that came from this device can be used; it cannot be fetched.
    url: url === '' ? '' : addressOf(url, baseUrl),
  }))
  return { files, ...(card.revision !== undefined && { revision: card.revision }) }
}

async function fileOfHub(
  name: string,
  listing: HubListing,
  inquiry: Inquiry,
  isSized = false,
): Promise<WantedFile> {
  const url = addressOf(listing.urlOf(name))
  const listed = listing.files.get(name)
  if (listed)
    return { name, url, bytes: listed.bytes, digests: [listed.digest], trust: 'host', isOnHub: true }
  const { bytes, sha256 } = isSized ? {} : await readHead(url, inquiry)
  const digests: Digest[] = sha256 === undefined ? [] : [{ algorithm: 'sha256', hex: sha256 }]
  const trust = sha256 === undefined ? 'first-use' : 'host'
  return { name, url, digests, trust, isOnHub: true, ...(bytes !== undefined && { likelyBytes: bytes }) }
}

/** Of a host about which nothing is known: its ETags may be anything. */
async function fileOfWeb(name: string, url: string, inquiry: Inquiry, isSized = false): Promise<WantedFile> {
  const { bytes } = isSized ? {} : await readHead(url, inquiry)
  return { name, url, digests: [], trust: 'first-use', ...(bytes !== undefined && { likelyBytes: bytes }) }
}

function withRevision(files: readonly WantedFile[], { commit }: HubListing): Resolved {
  return { files, ...(commit !== undefined && { revision: commit }) }
}

function addressOfLibrary(libraryUrl: string, hosts: Hosts, baseUrl: string): string {
  const address = addressOf(libraryUrl, baseUrl)
  if (hosts.libraries === undefined) return address
  const { pathname, search } = new URL(address)
  return addressOf(`${hosts.libraries.replace(/\/$/, '')}${pathname}${search}`)
}

/** The engine finds the library by how its name ends. */
function lastName(libraryUrl: string): string {
  const name = /([^/?#]*)(?:[?#].*)?$/.exec(libraryUrl)?.[1] ?? ''
  return /^[\w.-]+\.wasm$/.test(name) ? name : 'library.wasm'
}

function addressOf(url: string, baseUrl?: string): string {
  const address = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : undefined
  if (address && /^https?:$/.test(address.protocol)) return address.href
  throw new FaultError({ code: 'not-fetchable', detail: 'the address is not http or https' })
}
