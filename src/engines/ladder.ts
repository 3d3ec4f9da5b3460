import { type ModelCard, type ModelLibraryCard, withLibrary } from '../models/model.ts'
import type { Capabilities, GpuAdapter } from './capabilities.ts'
import type { EngineErrorCode } from './engine.ts'

/** What computes: the graphics processor or the central one. */
export type Processor = 'gpu' | 'cpu'

/** One way to run a model here. Its card's files are all that it needs on the device. */
export interface Step {
  readonly engineId: string
  readonly processor: Processor
  readonly card: ModelCard
  readonly contextTokens: number
}

/** Why the first step is the first; a sentence for each is in ui/i18n. */
export type ChoiceReason =
  | 'asked'
  | 'faster-gpu'
  | 'no-webgpu'
  | 'software-gpu'
  | 'small-gpu'
  | 'slow-gpu'
  | 'failed-gpu'
  | 'no-gpu-build'
  /** The model has builds for one kind of processor only. */
  | 'cpu-model'
  | 'gpu-model'

/** A step that went wrong on this device. */
export interface StepFailure {
  readonly key: string
  readonly code: EngineErrorCode
}

/** Steps in the order in which they are tried. */
export interface Ladder {
  readonly steps: readonly Step[]
  readonly reason: ChoiceReason
}

interface LadderRow {
  readonly id: string
  readonly processor: Processor
  requires(capabilities: Capabilities): boolean
}

export interface LadderInput {
  /** The model that the person wants, then smaller ones that are on the device. */
  readonly models: readonly ModelCard[]
  readonly rows: readonly LadderRow[]
  readonly capabilities: Capabilities
  /** The engine that the person asked for, if one. */
  readonly asked?: string | undefined
  /** Tokens a second of the wanted model, measured or predicted; where one is unknown, speed decides nothing. */
  readonly rates: { readonly gpu?: number | undefined; readonly cpu?: number | undefined }
  readonly failures: readonly StepFailure[]
}

/** A context below this is too small for a conversation. */
const leastContextTokens = 1024

/** Names a step in what is remembered of a device. */
export function stepKey(step: Step): string {
  return `${step.engineId}:${step.card.id}:${step.contextTokens}`
}

/** Puts every way to run the models in order: the chosen processor first, then each next step down. */
export function buildLadder(input: LadderInput): Ladder {
  const { models, rows, capabilities, asked, rates, failures } = input
  const { gpu } = capabilities
  const [wanted] = models
  const all = rows
    .filter(row => row.requires(capabilities))
    .flatMap(row => models.flatMap(card => stepsOf(row, card, gpu)))
  const able = all.filter(step => !isRuledOut(step, failures))
  const isWanted = (step: Step) => step.card.id === wanted?.id
  const mine = (processor: Processor) => able.filter(step => step.processor === processor && isWanted(step))
  const others = (processor: Processor) =>
    able.filter(step => step.processor === processor && !isWanted(step))

  if (able.some(step => step.engineId === asked && isWanted(step))) {
    const rest = able.filter(step => step.engineId !== asked)
    return { steps: [...able.filter(step => step.engineId === asked), ...rest], reason: 'asked' }
  }
  const reason = judge()
  const isGpuGood = gpu !== undefined && gpu.shortfall === undefined && !gpu.isSoftware
  const otherGpu = isGpuGood ? others('gpu') : []
  if (reason === 'faster-gpu' || reason === 'gpu-model') {
    return { steps: [...mine('gpu'), ...otherGpu, ...mine('cpu'), ...others('cpu')], reason }
  }
  if (reason === 'cpu-model') return { steps: [...mine('cpu'), ...otherGpu, ...others('cpu')], reason }
  const onCpu = [...mine('cpu'), ...others('cpu')]
  if (reason === 'failed-gpu') return { steps: [...otherGpu, ...onCpu], reason }
  // A GPU that is not preferred is still better than nothing.
  return { steps: onCpu.length > 0 ? onCpu : [...mine('gpu'), ...others('gpu')], reason }

  function judge(): ChoiceReason {
    const hasBuild = (processor: Processor) =>
      rows.some(row => row.processor === processor && wanted?.engines.includes(row.id))
    if (!hasBuild('gpu') && mine('cpu').length > 0) return 'cpu-model'
    if (!gpu) return 'no-webgpu'
    if (gpu.shortfall !== undefined) return 'small-gpu'
    if (!hasBuild('cpu') && mine('gpu').length > 0) return 'gpu-model'
    if (gpu.isSoftware) return 'software-gpu'
    if (mine('gpu').length === 0)
      return all.some(step => step.processor === 'gpu' && isWanted(step)) ? 'failed-gpu' : 'no-gpu-build'
    if (rates.gpu !== undefined && rates.cpu !== undefined && rates.gpu < rates.cpu) return 'slow-gpu'
    return 'faster-gpu'
  }
}

/** The steps left when one has failed. Empty where nothing is below it. */
export function stepsBelow(steps: readonly Step[], failed: Step, code: EngineErrorCode): Step[] {
  const failure: StepFailure = { key: stepKey(failed), code }
  const at = steps.findIndex(step => stepKey(step) === failure.key)
  return steps.slice(at + 1).filter(step => !isRuledOut(step, [failure]))
}

/** Faults that a smaller context does not mend: the model does not run on this processor at all. */
const hopeless: readonly EngineErrorCode[] = ['wrong-output', 'unsupported', 'bad-weights']

function isRuledOut(step: Step, failures: readonly StepFailure[]): boolean {
  const key = stepKey(step)
  const family = `${step.engineId}:${step.card.id}:`
  return failures.some(
    failure => failure.key === key || (hopeless.includes(failure.code) && failure.key.startsWith(family)),
  )
}

function stepsOf(row: LadderRow, card: ModelCard, gpu: GpuAdapter | undefined): Step[] {
  if (!card.engines.includes(row.id)) return []
  const base = { engineId: row.id, processor: row.processor }
  if (row.processor === 'cpu') return [{ ...base, card, contextTokens: card.contextTokens }]
  // A WebLLM folder of the prebuilt list has its library among its files.
  const library = gpu && libraryFor(card, gpu)
  if (card.libraries && !library) return []
  if (usesF16(card) && !gpu?.f16) return []
  const whole = library ? withLibrary(card, library) : card
  const half = Math.floor(card.contextTokens / 2)
  const contexts = half >= leastContextTokens ? [card.contextTokens, half] : [card.contextTokens]
  return contexts.map(contextTokens => ({ ...base, card: whole, contextTokens }))
}

/** The best of a model's compiled libraries for an adapter. */
export function libraryFor(card: ModelCard, gpu: GpuAdapter): ModelLibraryCard | undefined {
  return card.libraries?.find(library =>
    library.needs.every(need => (need === 'shader-f16' ? gpu.f16 : !gpu.isSoftware)),
  )
}

/** WebLLM's own list does not say so for most of them: the id does ("…-q4f16_1-MLC"). */
function usesF16(card: ModelCard): boolean {
  return card.format === 'mlc' && /f16/.test(card.id)
}
