import type { ModelCard } from '../model.ts'
import { sha256OfBlob } from '../weights/hash.ts'
import type { DownloadEvent } from './events.ts'
import type { Outline } from './source.ts'

/** The pieces of the tests: short, so that small files have several. */
export const shortPieceBytes = 64 * 1024

export const outline: Outline = {
  id: 'tiny',
  name: 'Tiny',
  format: 'gguf',
  engines: [],
  parametersM: 1,
  quantisation: '',
  contextTokens: 64,
  licence: 'MIT',
  licenceUrl: '',
  languages: ['en'],
}

/** Bytes that look random and are the same each time. */
export function noise(seed: number, length: number): Uint8Array<ArrayBuffer> {
  let state = seed
  return Uint8Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state >> 16
  })
}

/** A card of the catalogue's for these files. */
export async function pinnedCard(
  files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>,
  urlOf: (name: string) => string,
): Promise<ModelCard> {
  const cards = Object.entries(files).map(async ([name, bytes]) => {
    const sha256 = await sha256OfBlob(new Blob([bytes]))
    return { name, url: urlOf(name), bytes: bytes.byteLength, sha256 }
  })
  return { ...outline, files: await Promise.all(cards) }
}

/** All that a download tells, and what it threw. */
export interface Outcome {
  readonly events: readonly DownloadEvent[]
  readonly error: unknown
}

/** Runs a download to its end. */
export async function outcomeOf(
  download: AsyncIterable<DownloadEvent>,
  onEvent?: (event: DownloadEvent) => void,
): Promise<Outcome> {
  const events: DownloadEvent[] = []
  try {
    for await (const event of download) {
      events.push(event)
      onEvent?.(event)
    }
    return { events, error: undefined }
  } catch (error) {
    return { events, error }
  }
}

/** Of each retry, why and how long it waited. */
export function retriesOf({ events }: Outcome): [string, number][] {
  return events.flatMap(event =>
    event.type === 'download-retry' ? [[event.reason.code, event.waitMs] as [string, number]] : [],
  )
}

/** Locks between downloads of one process, as the browser has them between tabs. */
export function createLocks(): Pick<LockManager, 'request'> {
  const last = new Map<string, Promise<unknown>>()
  async function request(
    name: string,
    ...rest: [LockOptions, (lock: unknown) => unknown] | [(lock: unknown) => unknown]
  ): Promise<unknown> {
    const [options, work] = rest.length === 2 ? rest : [{}, rest[0]]
    const before = last.get(name)
    if (options.ifAvailable && before) return work(null)
    const done = (async () => {
      await before?.catch(() => {})
      options.signal?.throwIfAborted()
      return work({ name, mode: 'exclusive' })
    })()
    last.set(name, done)
    try {
      return await done
    } finally {
      if (last.get(name) === done) last.delete(name)
    }
  }
  // The browser's own is declared as overloads, which this one function serves.
  return { request: request as LockManager['request'] }
}
