import type { CallPlace, Tool } from '../abilities/tool.ts'
import { inTime, unlessAborted } from '../abort.ts'
import { fromMarkdown } from '../text/markdown-text.ts'
import type { Language } from '../ui/i18n/text.ts'
import { type Arguments, askedFor, parametersOf, withDefaults, withoutEmpty } from './arguments.ts'
import { callTool } from './call.ts'
import type { Checker, Filler, FillPlace, KnownDocument, Routed } from './parts.ts'
import { permissionFor, type Standing } from './permission.ts'
import { mostSteps, type Step, stoppedSteps } from './step.ts'

/** What the loop works with. */
export interface LoopParts {
  /** Those on offer. */
  readonly tools: readonly Tool[]
  readonly filler: Filler
  readonly check: Checker
  readonly standing: (tool: Tool) => Standing | undefined
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  readonly newId: () => string
  /** Told of each call that has ended. */
  readonly onCall: (step: Step) => void
}

/** One turn of the loop: the steps of one answer. */
export interface Turn {
  readonly steps: readonly Step[]
  readonly place: Omit<CallPlace, 'signal' | 'now'>
  readonly documents: readonly KnownDocument[]
}

/** Milliseconds that a tool may take to say what a call would do. */
const previewLimitMs = 5000
/** Letters of it. */
const longestPreview = 500

/** Steps for what a request was routed to. What nobody knows is a step too, which says so. */
export function planSteps(
  routed: readonly Routed[],
  tools: readonly Tool[],
  newId: () => string,
  language: Language,
): readonly Step[] {
  return routed.map(({ tool: name, words }) => {
    const tool = toolNamed(tools, name)
    return {
      id: newId(),
      tool: name,
      title: tool?.title[language] ?? name,
      ...(tool?.source !== undefined && { source: tool.source }),
      effects: tool?.effects ?? [],
      args: {},
      status: 'planned',
      words,
    }
  })
}

/** The tool of a name; the first where several have it. */
export function toolNamed(tools: readonly Tool[], name: string, source?: string): Tool | undefined {
  const named = tools.filter(tool => tool.name === name)
  return named.find(tool => tool.source === source) ?? (source === undefined ? named[0] : undefined)
}

/**
 * Does the steps that are planned, one after the other, and yields all of them after each change. Ends where all are done
 * or one waits for the person; whatever goes wrong is how its step ends, and those after it are gone on with. Throws the
 * signal's reason when it is aborted, after the steps that say so.
 */
export async function* runSteps(
  turn: Turn,
  parts: LoopParts,
  signal: AbortSignal,
): AsyncGenerator<readonly Step[]> {
  let steps = turn.steps
  const change = (step: Step) => {
    steps = steps.map(one => (one.id === step.id ? step : one))
    return steps
  }
  for (;;) {
    const planned = steps.find(({ status }) => status === 'planned')
    if (!planned) return
    const reading = readingOf(planned, steps, turn, parts)
    if (reading) yield change(reading)
    const [step, tool] = await prepare(planned, steps, turn, parts, signal)
    if (signal.aborted) break
    yield change(step)
    if (step.status === 'missing' || step.status === 'asking') return
    if (step.status !== 'running' || !tool) continue
    const place = { ...turn.place, now: parts.clock(), signal }
    const done = { ...step, ...(await callTool(tool, step.args, place, parts.clock)) }
    parts.onCall(done)
    yield change(done)
    if (signal.aborted) break
  }
  yield stoppedSteps(steps)
  throw signal.reason
}

/** Brings a step to where it runs, or waits, or is refused. */
async function prepare(
  planned: Step,
  steps: readonly Step[],
  turn: Turn,
  parts: LoopParts,
  signal: AbortSignal,
): Promise<readonly [Step, Tool?]> {
  const {
    isAllowed = false,
    isReading: _,
    preview: __,
    refusedBy: ___,
    fault: ____,
    missing: _____,
    ...step
  } = planned
  const tool = toolNamed(parts.tools, step.tool, step.source)
  if (!tool) return [{ ...step, status: 'refused', refusedBy: 'unknown-tool' }]
  if (steps.indexOf(planned) >= mostSteps)
    return [{ ...step, status: 'refused', refusedBy: 'too-many-steps' }]
  const before = steps[steps.indexOf(planned) - 1]
  const args = isFilled(planned) ? step.args : await fill(tool, step.words, before, turn, parts, signal)
  if (signal.aborted) return [step]
  const found = withDefaults(tool, withoutEmpty(args))
  const filled = { ...step, args: found }
  const fault = await parts.check(tool, found)
  if (fault) return [askedFor(tool, filled, fault), tool]
  const permission = permissionFor(tool, parts.standing(tool), isAllowed)
  if (permission === 'refuse') return [{ ...filled, status: 'refused', refusedBy: 'person' }]
  if (permission === 'run') return [{ ...filled, status: 'running', startedAt: parts.clock() }, tool]
  return [await asking(tool, filled, turn, parts, signal), tool]
}

/** What a person has seen, or given, is not read from the request again. */
function isFilled({ isAllowed = false, args }: Step): boolean {
  return isAllowed || Object.keys(args).length > 0
}

/** A step as it is shown while its arguments are found, where that takes long. */
function readingOf(
  planned: Step,
  steps: readonly Step[],
  turn: Turn,
  { tools, filler, clock }: LoopParts,
): Step | undefined {
  const tool = toolNamed(tools, planned.tool, planned.source)
  const at = steps.indexOf(planned)
  if (!tool || isFilled(planned) || at >= mostSteps || !filler.takesLong) return undefined
  const isLong = filler.takesLong(tool, planned.words, readPlace(steps[at - 1], turn, clock))
  return isLong ? { ...planned, isReading: true } : undefined
}

function readPlace(
  before: Step | undefined,
  { place, documents }: Turn,
  clock: LoopParts['clock'],
): FillPlace {
  const { language, timeZone } = place
  const said = before?.status === 'done' ? (before.plain ?? fromMarkdown(before.said)) : undefined
  return { now: clock(), timeZone, language, documents, ...(said !== undefined && { before: said }) }
}

/** What the words of a step say of its tool's arguments; nothing where they cannot be read. */
async function fill(
  tool: Tool,
  words: string,
  before: Step | undefined,
  turn: Turn,
  { filler, clock }: LoopParts,
  signal: AbortSignal,
): Promise<Arguments> {
  const read = readPlace(before, turn, clock)
  try {
    const found = await unlessAborted(filler.fill(tool, words, read, signal), signal)
    const known = parametersOf(tool)
    return Object.fromEntries(Object.entries(found).filter(([name]) => known.has(name)))
  } catch {
    return {}
  }
}

/** A step that waits for the person's consent, with what its tool says of it. */
async function asking(
  tool: Tool,
  step: Step,
  { place }: Turn,
  { clock }: LoopParts,
  signal: AbortSignal,
): Promise<Step> {
  const preview = await previewOf(tool, step.args, { ...place, now: clock(), signal })
  return { ...step, status: 'asking', ...(preview !== undefined && { preview }) }
}

/** What a tool says that a call would do; undefined where it has nothing to say of it, or not in time. */
export async function previewOf(tool: Tool, args: Arguments, place: CallPlace): Promise<string | undefined> {
  if (!tool.preview) return undefined
  try {
    const told = async (signal: AbortSignal) => tool.preview?.(structuredClone(args), { ...place, signal })
    const preview = await inTime(told, previewLimitMs, place.signal)
    return String(preview).slice(0, longestPreview)
  } catch {
    return undefined
  }
}
