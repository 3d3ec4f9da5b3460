import { FaultError } from '../../fault.ts'
import type { Trust } from '../model.ts'
import type { Weights } from '../weights/types.ts'
import type { Connection } from './answers.ts'
import type { DownloadEvent } from './events.ts'
import { fetchFile } from './fetch-file.ts'
import { type Interruption, type Patience, patiently } from './patience.ts'
import type { Pieces } from './piece-writer.ts'
import { keyOf, sha256Of, type WantedFile } from './wanted-file.ts'

/** A file that is on this device and has been checked. */
export interface Kept {
  readonly bytes: number
  readonly sha256: string
  readonly trust: Trust
  /** Its hash was not known before: it is a part still. */
  readonly isPart: boolean
}

/** What it takes to get a file. */
export interface Courier extends Connection, Pieces {
  /** Id of the model. */
  readonly owner: string
  readonly patience: Patience
  /** Of the page. */
  readonly origin: string
  /** Undefined where the browser has none. */
  readonly locks: Pick<LockManager, 'request'> | undefined
  readonly tell: (event: Interruption | Extract<DownloadEvent, { type: 'download-elsewhere' }>) => void
  /** Bytes of the file that are durable or on their way in, and those that are durable. */
  readonly onBytes: (bytes: number, durableBytes: number) => void
}

/**
 * Gets a file that may be here already, fetching it under a lock so that no other tab fetches it at the same time:
 * what another has fetched meanwhile is not fetched again. Throws FaultError, or the signal's reason.
 */
export async function obtainFile(file: WantedFile, courier: Courier): Promise<Kept> {
  const here = await findHere(file, courier.weights)
  if (here) return here
  const { locks, signal } = courier
  if (!locks) return fetchPatiently(file, courier)
  const name = lockOf(keyOf(file))
  const atOnce = await locks.request(name, { ifAvailable: true }, lock =>
    lock ? fetchPatiently(file, courier) : null,
  )
  if (atOnce) return atOnce
  courier.tell({ type: 'download-elsewhere' })
  return locks.request(name, { signal }, async () => {
    const fetched = (await findHere(file, courier.weights)) ?? (await findInstalled(file, courier.weights))
    return fetched ?? fetchPatiently(file, courier)
  })
}

/** Name of the Web Lock under which a file is worked on, by its key. */
export function lockOf(key: string): string {
  return `hermit-file ${key}`
}

async function findHere(file: WantedFile, weights: Weights): Promise<Kept | undefined> {
  const sha256 = sha256Of(file)
  const bytes = file.bytes ?? file.likelyBytes
  if (sha256 === undefined || bytes === undefined || !(await weights.has(sha256))) return undefined
  return { bytes, sha256, trust: file.trust, isPart: false }
}

/** A file whose hash was not known, as another tab has finished it with its model. */
async function findInstalled(file: WantedFile, weights: Weights): Promise<Kept | undefined> {
  for (const { card } of await weights.models()) {
    const same = card.files.find(({ url }) => url === file.url)
    if (!same || !(await weights.has(same.sha256))) continue
    return { bytes: same.bytes, sha256: same.sha256, trust: card.trust ?? 'card', isPart: false }
  }
  return undefined
}

async function fetchPatiently(file: WantedFile, courier: Courier): Promise<Kept> {
  if (file.url === '') throw new FaultError({ code: 'not-fetchable', detail: file.name })
  const { weights, signal, onBytes } = courier
  const key = keyOf(file)
  let mostDurable: number | undefined
  let lastDurable = 0
  let hasGained = false
  const tell = (interruption: Interruption): void => {
    // Progress goes back to what is kept; of what came damaged that is nothing.
    const isDropped = interruption.type === 'download-retry' && interruption.reason.code === 'model-damaged'
    onBytes(isDropped ? 0 : lastDurable, isDropped ? 0 : lastDurable)
    courier.tell(interruption)
  }
  const fetched = await patiently(
    { ...courier.patience, signal },
    tell,
    cache => {
      hasGained = false
      return fetchFile({
        ...courier,
        file,
        cache,
        onBytes(bytes, durableBytes) {
          // A gain is what no try has had before: a file that starts again and again is none.
          if (mostDurable !== undefined && durableBytes > mostDurable) hasGained = true
          mostDurable = Math.max(mostDurable ?? 0, durableBytes)
          lastDurable = durableBytes
          onBytes(bytes, durableBytes)
        },
      })
    },
    () => hasGained,
  )
  const { bytes, sha256, isDeclared } = fetched
  const isPart = sha256Of(file) === undefined
  if (!isPart) await weights.finish(key, sha256)
  const trust = isPart && isDeclared ? 'host' : file.trust
  return { bytes, sha256, trust, isPart }
}
