import type { Capabilities } from '../engines/capabilities.ts'
import { buildLadder, type Ladder } from '../engines/ladder.ts'
import { predict } from '../engines/prediction.ts'
import type { EngineRow } from '../engines/registry.ts'
import { type DeviceSpeed, isSpeedOf } from '../engines/speed-record.ts'
import type { DeviceMemory } from './device-memory.ts'
import { type ModelCard, modelBytes } from './model.ts'
import type { Weights } from './weights/types.ts'

export interface PlanOptions {
  /** The model that the person wants. */
  readonly model: ModelCard
  /** What else could run in its place, whole on this device or not. */
  readonly others: readonly ModelCard[]
  readonly rows: readonly EngineRow[]
  readonly capabilities: () => Promise<Capabilities>
  readonly measureSpeed: () => Promise<DeviceSpeed | undefined>
  readonly memory: DeviceMemory
  readonly weights: Promise<Weights>
  /** The engine that the person asked for, if one. */
  readonly asked: () => string | undefined
  /** Which browser this is; a new one is asked anew. */
  readonly browser: string
}

/** Puts the ladder for this device together, measuring its speed where that was never done and matters. */
export async function makePlan(options: PlanOptions): Promise<Ladder> {
  const { model, rows, memory } = options
  const capabilities = await options.capabilities()
  // A browser whose GPU process has crashed too often has no GPU until it is started again: the same device still.
  if (capabilities.gpu) memory.identify(`${capabilities.gpu.name}; ${options.browser}`)
  const asked = options.asked()
  const ladder = (rates: { gpu?: number | undefined; cpu?: number | undefined }, models: ModelCard[]) =>
    buildLadder({ models, rows, capabilities, asked, rates, failures: memory.failures() })

  const models = [model, ...(await smallerHere(options))]
  const first = ladder({}, models)
  // Only where a GPU would be used for want of anything against it is its speed a question.
  return first.reason === 'faster-gpu' ? ladder(await rates(options, capabilities), models) : first
}

async function rates(options: PlanOptions, capabilities: Capabilities) {
  const { model, rows, memory } = options
  const measured = (processor: EngineRow['processor']) => {
    const row = rows.find(candidate => candidate.processor === processor)
    return row && memory.rate(row.id, model.id)
  }
  const known = { gpu: measured('gpu'), cpu: measured('cpu') }
  if (known.gpu !== undefined && known.cpu !== undefined) return known
  const before = memory.speed()
  const current = before && isSpeedOf(before, capabilities) ? before : undefined
  const speed = current ?? (await options.measureSpeed())
  if (!speed) return known
  if (!current) memory.setSpeed(speed, Date.now())
  const work = { ...model, bytesPerToken: modelBytes(model) }
  const rate = (processor: EngineRow['processor']) => predict(speed, processor, work)?.tokensPerSecond
  return { gpu: known.gpu ?? rate('gpu'), cpu: known.cpu ?? rate('cpu') }
}

/** Models that are on the device whole and smaller than the wanted one: what is left when that does not run. */
async function smallerHere({ model, others, weights }: PlanOptions): Promise<ModelCard[]> {
  const smaller = others.filter(card => card.id !== model.id && card.parametersM < model.parametersM)
  const here = await Promise.all(
    smaller.map(async card => (await (await weights).state(card)).missing.length === 0),
  )
  return smaller.filter((_, at) => here[at]).toSorted((a, b) => b.parametersM - a.parametersM)
}
