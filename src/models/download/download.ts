import { eventsOf } from '../../engines/event-stream.ts'
import { FaultError } from '../../fault.ts'
import type { ModelCard, Trust } from '../model.ts'
import { pieceBytes, type Weights } from '../weights/types.ts'
import type { FetchBytes } from './answers.ts'
import type { DownloadEvent } from './events.ts'
import { inParallel } from './in-parallel.ts'
import { measureNeed } from './need.ts'
import { type Courier, type Kept, lockOf, obtainFile } from './obtain-file.ts'
import type { Patience } from './patience.ts'
import { createProgress } from './progress.ts'
import { type Resolved, resolveWanted } from './resolve.ts'
import type { Hosts, Wanted } from './source.ts'
import { keyOf, type WantedFile } from './wanted-file.ts'

export interface DownloadOptions {
  readonly signal: AbortSignal
  readonly hosts: Hosts
  /** The only way to the network. */
  readonly fetch: FetchBytes
  /** Of the page: what relative addresses are relative to. */
  readonly baseUrl: string
  /** One wait for each further try at a file. */
  readonly retryDelaysMs?: readonly number[]
  /** A connection that is silent for so long has failed. */
  readonly stallMs?: number
  readonly isOnline?: () => boolean
  /** Dispatches 'online'; the page's or worker's own by default. */
  readonly onlineEvents?: EventTarget
  /** How often an offline device tries all the same. */
  readonly offlineRetryMs?: number
  /** So that no two tabs fetch the same file; the browser's own by default. */
  readonly locks?: Pick<LockManager, 'request'>
  /** Tests take shorter pieces, the same as their weights. */
  readonly pieceBytes?: number
  /** Files at a time. */
  readonly parallel?: number
}

const defaults = {
  retryDelaysMs: [500, 1000, 2000, 4000, 8000],
  stallMs: 30_000,
  offlineRetryMs: 10_000,
  parallel: 3,
}

/**
 * Downloads what is missing of a model, several files at a time and piece by piece; writes down first that it is
 * wanted, so that it can go on after the tab was closed, and last that it is here. What has arrived stays whatever
 * happens. Throws FaultError, or the signal's reason.
 */
export function downloadModel(
  wanted: Wanted,
  weights: Weights,
  options: DownloadOptions,
): AsyncGenerator<DownloadEvent, void, undefined> {
  return eventsOf(options.signal, (tell, signal) => download(wanted, weights, { ...options, signal }, tell))
}

async function download(
  wanted: Wanted,
  weights: Weights,
  options: DownloadOptions,
  tell: (event: DownloadEvent) => void,
): Promise<void> {
  const { signal } = options
  const { outline, source, bytes } = wanted
  const courier = createCourier(weights, options, outline.id)
  const begun: Wanted = { outline, source, ...(bytes !== undefined && { bytes }) }
  await weights.addWanted(begun)
  const resolved = await resolveWanted(source, options.hosts, options.baseUrl, { ...courier, tell })
  signal.throwIfAborted()
  const files = new Map(resolved.files.map(file => [keyOf(file), file]))
  const known = [...files.values()].reduce((sum, file) => sum + (file.bytes ?? file.likelyBytes ?? 0), 0)
  if (known > 0 && known !== bytes) await weights.addWanted({ ...begun, bytes: known })

  const progress = createProgress(files, tell)
  const need = await measureNeed(files, courier, options.baseUrl, progress.note)
  await need.requireRoom()
  progress.tellNow()

  const kept = new Map<string, Kept>()
  const obtain = async ([key, file]: [string, WantedFile], signal: AbortSignal): Promise<void> => {
    const onBytes: Courier['onBytes'] = (fileBytes, durableBytes) => {
      need.note(key, durableBytes)
      progress.note(key, fileBytes)
    }
    const interrupted: Courier['tell'] = interruption => {
      // Last, because progress says that it goes on.
      progress.tellNow()
      tell(interruption)
    }
    const one = await need.named(obtainFile(file, { ...courier, signal, tell: interrupted, onBytes }))
    kept.set(key, one)
    need.note(key, one.bytes)
    progress.finish(key, one.bytes)
    progress.tellNow()
  }
  try {
    await inParallel(options.parallel ?? defaults.parallel, [...files], signal, obtain)
  } finally {
    progress.stop()
  }
  const card = cardOf(wanted, resolved, kept)
  await writeDown(card, { ...begun, bytes: known }, kept, courier)
  tell({ type: 'download-end', card })
}

function createCourier(
  weights: Weights,
  options: DownloadOptions,
  owner: string,
): Omit<Courier, 'tell' | 'onBytes'> {
  const { signal } = options
  const patience: Patience = {
    signal,
    retryDelaysMs: options.retryDelaysMs ?? defaults.retryDelaysMs,
    isOnline: options.isOnline ?? (() => globalThis.navigator?.onLine !== false),
    onlineEvents: options.onlineEvents ?? ('addEventListener' in globalThis ? globalThis : new EventTarget()),
    offlineRetryMs: options.offlineRetryMs ?? defaults.offlineRetryMs,
  }
  return {
    owner,
    weights,
    pieceBytes: options.pieceBytes ?? pieceBytes,
    fetch: options.fetch,
    signal,
    stallMs: options.stallMs ?? defaults.stallMs,
    patience,
    origin: new URL(options.baseUrl).origin,
    locks: options.locks ?? globalThis.navigator?.locks,
  }
}

const trustFromBest: readonly Trust[] = ['card', 'host', 'first-use']

function cardOf(wanted: Wanted, resolved: Resolved, kept: ReadonlyMap<string, Kept>): ModelCard {
  if (wanted.source.kind === 'pinned') return wanted.source.card
  const files = resolved.files.map(file => {
    const { bytes, sha256 } = kept.get(keyOf(file)) ?? missingKept()
    return { name: file.name, url: file.url, bytes, sha256 }
  })
  const trusts = [...kept.values()].map(({ trust }) => trustFromBest.indexOf(trust))
  const trust = trustFromBest[Math.max(...trusts)] ?? 'first-use'
  const revision = resolved.revision
  return { ...wanted.outline, files, trust, ...(revision !== undefined && { revision }) }
}

function missingKept(): never {
  throw new FaultError({ code: 'model-missing', detail: 'a file was not obtained' })
}

/**
 * Files whose hash was not known before are parts until all are here: a part is found again by its address. The
 * hashes are written down before the parts become files, so that a tab that dies in between fetches nothing again.
 */
async function writeDown(
  card: ModelCard,
  begun: Wanted,
  kept: ReadonlyMap<string, Kept>,
  { weights, locks }: Pick<Courier, 'weights' | 'locks'>,
): Promise<void> {
  const parts = [...kept].filter(([, { isPart }]) => isPart)
  if (parts.length > 0) await weights.addWanted({ ...begun, source: { kind: 'pinned', card } })
  for (const [key, { sha256 }] of parts) {
    const finish = async (): Promise<void> => {
      if (!(await weights.has(sha256))) await weights.finish(key, sha256)
    }
    await (locks ? locks.request(lockOf(key), finish) : finish())
  }
  await weights.addModel(card)
  await weights.dropWanted(card.id, false)
}
