import * as z from 'zod/mini'
import { FaultError } from '../../fault.ts'
import { FetchFailure } from './answers.ts'
import { patiently } from './patience.ts'
import { type Inquiry, parseJson, readHead, readOnce } from './small-file.ts'
import type { HubFolder } from './source.ts'
import type { Digest } from './wanted-file.ts'

/** What a hub says of a file. */
export interface Listed {
  readonly bytes: number
  readonly digest: Digest
}

/** A folder on a hub at one commit, as far as the host tells. */
export interface HubListing {
  /** Undefined where the host has no listing: then the folder's own revision stands in addresses. */
  readonly commit?: string
  readonly files: ReadonlyMap<string, Listed>
  /** Address of a file. */
  urlOf(name: string): string
}

const bytes = z.number().check(z.int(), z.nonnegative())
const commitShape = z.object({ sha: z.string().check(z.regex(/^[0-9a-f]{40}$/)) })
const treeShape = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    oid: z.optional(z.string()),
    size: z.optional(bytes),
    lfs: z.optional(z.object({ oid: z.string().check(z.regex(/^[0-9a-f]{64}$/)), size: z.optional(bytes) })),
  }),
)

/**
 * Asks a hub for the commit of a folder, and for size and hash of every file in it. A host that has files but no
 * listing (404, a page, other JSON, not to be read by a page) gives none. Throws FaultError where the host is busy,
 * refuses, or cannot be reached at all, and the signal's reason.
 * @param knownName A file that must be in the folder.
 */
export async function listHub(
  folder: HubFolder,
  hub: string,
  knownName: string,
  inquiry: Inquiry,
): Promise<HubListing> {
  const root = hub.replace(/\/$/, '')
  const repo = encodePath(folder.repo)
  const at = (revision: string) => `${root}/${repo}/resolve/${encodeURIComponent(revision)}`
  const unlisted: HubListing = {
    files: new Map(),
    urlOf: name => `${at(folder.revision)}/${encodePath(name)}`,
  }
  const { tell } = inquiry
  try {
    return await patiently(inquiry.patience, tell, async cache => {
      try {
        return await listOnce(cache)
      } catch (error) {
        // A listing that a page may not read fails as a network does that is down: a file of the folder tells which.
        const mayBeBarred = error instanceof FetchFailure && error.fault.code === 'network'
        if (mayBeBarred && (await readHead(unlisted.urlOf(knownName), inquiry)).bytes !== undefined) {
          return unlisted
        }
        throw error
      }
    })
  } catch (error) {
    if (error instanceof FaultError && isWithoutListing(error)) return unlisted
    throw error
  }

  async function listOnce(cache: RequestCache): Promise<HubListing> {
    const api = `${root}/api/models/${repo}`
    const read = async <T extends z.ZodMiniType>(url: string, shape: T) =>
      parseJson(await readOnce(url, inquiry, cache), shape, url)
    const commit = isCommit(folder.revision)
      ? folder.revision
      : (await read(`${api}/revision/${encodeURIComponent(folder.revision)}`, commitShape)).sha
    const tree = await read(`${api}/tree/${commit}?recursive=true`, treeShape)
    const files = new Map<string, Listed>()
    for (const { type, path, oid, size, lfs } of tree) {
      const bytes = lfs?.size ?? size
      if (type !== 'file' || bytes === undefined) continue
      // A git oid of a file in LFS is that of its pointer.
      if (lfs) files.set(path, { bytes, digest: { algorithm: 'sha256', hex: lfs.oid } })
      else if (isCommit(oid)) files.set(path, { bytes, digest: { algorithm: 'git-sha1', hex: oid } })
    }
    return { commit, files, urlOf: name => `${at(commit)}/${encodePath(name)}` }
  }
}

/** The path with each of its names fit for an address. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

function isCommit(revision: string | undefined): revision is string {
  return /^[0-9a-f]{40}$/.test(revision ?? '')
}

/** Whether what went wrong may only mean that the host lists nothing; if it is worse, its files will say so. */
function isWithoutListing({ fault }: FaultError): boolean {
  if (fault.code === 'model-missing') return fault.numbers?.status !== 401 && fault.numbers?.status !== 403
  return fault.code === 'captive-portal' || fault.code === 'model-damaged'
}
