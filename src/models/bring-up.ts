import type { Engine, LoadEvent, ModelFile } from '../engines/engine.ts'
import type { Step } from '../engines/ladder.ts'
import { FaultError, toFault } from '../fault.ts'
import type { DownloadEvent } from './download/events.ts'
import { type ModelCard, modelBytes, withAdapters } from './model.ts'
import type { SessionPhase } from './session-state.ts'
import type { Weights } from './weights/types.ts'

/** Fetches the files of a model that are missing. */
export type Download = (model: ModelCard, signal: AbortSignal) => AsyncIterable<DownloadEvent>

const waitingFor = {
  'download-offline': 'offline',
  'download-retry': 'retry',
  'download-elsewhere': 'elsewhere',
} as const

type LoadEnd = Extract<LoadEvent, { type: 'load-end' }>

/**
 * Fetches what a model lacks and tells how far it is. Throws FaultError, and the signal's reason when aborted.
 * @param waits False where something else can run meanwhile: being offline is then a fault, not a reason to wait.
 */
export async function fetchFiles(
  model: ModelCard,
  download: Download,
  waits: boolean,
  setPhase: (phase: SessionPhase) => void,
  signal: AbortSignal,
): Promise<void> {
  let shown = { bytes: 0, ofBytes: modelBytes(model) }
  setPhase({ name: 'downloading', ...shown })
  for await (const event of download(model, signal)) {
    if (signal.aborted) throw signal.reason
    if (event.type === 'download-progress') {
      shown = { bytes: event.bytes, ofBytes: event.ofBytes }
      const speed = event.bytesPerSecond
      setPhase({ name: 'downloading', ...shown, ...(speed === undefined ? {} : { bytesPerSecond: speed }) })
    } else if (event.type !== 'download-end') {
      const waiting = waitingFor[event.type]
      if (!waits && waiting === 'offline') throw new FaultError({ code: 'offline' })
      setPhase({ name: 'downloading', ...shown, waiting })
    }
  }
}

/** Loads a step's model into its engine. Files that turn out damaged are dropped: FaultError 'model-damaged'. */
export async function loadStep(
  step: Step,
  engine: Engine,
  weights: Weights,
  check: 'quick' | 'full',
  setPhase: (phase: SessionPhase) => void,
  signal: AbortSignal,
): Promise<LoadEnd> {
  setPhase({ name: 'loading', fraction: 0 })
  const { card, contextTokens } = step
  const own = await weights.files(card)
  if (!own) throw new FaultError({ code: 'model-missing' })
  try {
    const files = [...own, ...(step.processor === 'cpu' ? await adaptersHere(card, weights) : [])]
    for await (const event of engine.load({ card, files, contextTokens, check }, signal)) {
      if (signal.aborted) throw signal.reason
      if (event.type === 'load-end') return event
      setPhase({ name: 'loading', fraction: event.fraction })
    }
  } catch (error) {
    // A wrong answer can be the GPU's fault, or that of one wrong bit in the files.
    const { code } = toFault(error)
    if (signal.aborted || (code !== 'bad-weights' && code !== 'wrong-output')) throw error
    const damaged = await weights.verify(card)
    throw damaged.length > 0 ? new FaultError({ code: 'model-damaged' }) : error
  }
  throw new FaultError({ code: 'crashed', detail: 'the load ended without an end' })
}

/** The files of a model's adapters, as far as they are on this device: it runs without them. */
async function adaptersHere(card: ModelCard, weights: Weights): Promise<ModelFile[]> {
  const found = await Promise.all(
    (card.adapters ?? []).map(adapter => weights.files({ ...card, files: [adapter] })),
  )
  return found.flatMap(files => files ?? [])
}

/**
 * Fetches the adapters of a model that is here. What is wrong then is no fault of the model's: it gives up
 * quietly, and the next start tries again. True where something came.
 */
export async function fetchAdapters(
  card: ModelCard,
  download: Download,
  weights: Weights,
  signal: AbortSignal,
): Promise<boolean> {
  const whole = withAdapters(card)
  const [first, all] = [await weights.state(card), await weights.state(whole)]
  if (first.missing.length > 0 || all.missing.length === 0) return false
  const controller = new AbortController()
  try {
    for await (const event of download(whole, AbortSignal.any([signal, controller.signal]))) {
      // It would wait: for a network, for another tab that may be fetching the same, or for a host that fails.
      if (event.type !== 'download-progress' && event.type !== 'download-end') controller.abort()
    }
    return true
  } catch {
    // The model itself is here: nothing of it is wanted.
    await weights.dropWanted(card.id, false)
    return false
  }
}
