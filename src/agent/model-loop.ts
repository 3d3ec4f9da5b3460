import type { Tool } from '../abilities/tool.ts'
import { canonicalJson } from '../chat/transfer/canonical.ts'
import type { Engine, ToolFormat } from '../engines/engine.ts'
import type { Arguments } from './arguments.ts'
import { type Choosing, chooseByFormat } from './formats/choose-by-format.ts'
import { undefuseAll } from './formats/defuse.ts'
import { type LoopParts, planSteps, runSteps, type Turn, toolNamed } from './loop.ts'
import { type Choice, choicePrompt, choiceSchema, isDecodable, parseChoice } from './model-choice.ts'
import { narrowTools } from './narrow.ts'
import type { Routed } from './parts.ts'
import { mostSteps, type Step } from './step.ts'

/** A model that chooses tools: the session over an engine. */
export interface ModelParts {
  readonly generate: Engine['generate']
  /** The form in which its own template writes tools, once it is loaded; undefined where Hermit knows none. */
  toolFormat?(signal: AbortSignal): Promise<ToolFormat | undefined>
}

/** A turn in which the model chooses. */
export interface ModelTurn extends Turn {
  /** The person's own words. */
  readonly request: string
  /** What they were routed to: all that may be called once something foreign has been read. */
  readonly routed: readonly Routed[]
}

/** Tokens of one choice. */
const longestChoice = 512

/**
 * Has a model choose tool after tool, and yields all steps after each change, as runSteps does. Ends where
 * it chooses none, chooses the same again, or a step waits for the person. A model that cannot choose leaves it to the
 * rules. Throws the signal's reason when it is aborted.
 */
export async function* runByModel(
  turn: ModelTurn,
  parts: LoopParts,
  model: ModelParts,
  signal: AbortSignal,
): AsyncGenerator<readonly Step[]> {
  const { request, routed, place } = turn
  const names = new Set(routed.map(({ tool }) => tool))
  const offered = narrowTools(parts.tools, request, names).filter(isDecodable)
  // The description of a tool from elsewhere is foreign text, as its results are.
  let isForeignRead = offered.some(({ source }) => source !== undefined)
  let steps = turn.steps
  for (;;) {
    for await (const made of runSteps({ ...turn, steps }, parts, signal)) {
      steps = made
      yield steps
    }
    if (steps.some(isWaiting)) return
    isForeignRead ||= steps.some(({ isForeign }) => isForeign)
    const now = new Date(parts.clock()).toString()
    const choice = await chooseTool({ tools: offered, request, steps, now }, model, signal)
    if (choice === 'cannot') {
      if (steps.length > 0 || routed.length === 0) return
      steps = planSteps(routed, parts.tools, parts.newId, place.language)
      continue
    }
    if (choice === 'none' || isRepeated(choice, steps) || steps.length >= mostSteps) return
    const next = stepFor(choice, turn, parts)
    if (isForeignRead && !names.has(choice.tool)) {
      yield [...steps, { ...next, status: 'refused', refusedBy: 'foreign-text' }]
      return
    }
    steps = [...steps, next]
  }
}

/**
 * Has a model choose one tool or none: in the form of its own template where it has one that Hermit knows, else, and where
 * that fails, under a schema. Throws the signal's reason when it is aborted.
 */
export async function chooseTool(
  choosing: Choosing,
  model: ModelParts,
  signal: AbortSignal,
): Promise<Choice | 'none' | 'cannot'> {
  const format = await formatOf(model, signal)
  const own = format ? await chooseByFormat(format, choosing, model.generate, signal) : 'cannot'
  const choice = own === 'cannot' ? await chooseBySchema(choosing, model, signal) : own
  if (typeof choice === 'string') return choice
  // Arguments are the person's words, without the spaces that defused them.
  return { tool: choice.tool, args: undefuseAll(choice.args) as Arguments }
}

async function formatOf(model: ModelParts, signal: AbortSignal): Promise<ToolFormat | undefined> {
  try {
    return await model.toolFormat?.(signal)
  } catch {
    signal.throwIfAborted()
    return undefined
  }
}

async function chooseBySchema(
  { tools, request, steps, now }: Choosing,
  model: ModelParts,
  signal: AbortSignal,
): Promise<Choice | 'none' | 'cannot'> {
  const messages = choicePrompt(tools, request, steps, now)
  let text = ''
  try {
    const asked = { messages, jsonSchema: choiceSchema(tools), temperature: 0, maxTokens: longestChoice }
    for await (const event of model.generate({ ...asked, thinking: false }, signal)) {
      if (event.type === 'text-delta') text += event.text
      if (event.type === 'text-end' && event.reason === 'length') return 'cannot'
    }
  } catch {
    signal.throwIfAborted()
    return 'cannot'
  }
  signal.throwIfAborted()
  return parseChoice(text) ?? 'none'
}

/** The step of a choice, without what the model cannot have from the person: to whom, and where on the web. */
function stepFor({ tool: name, args }: Choice, { request, place }: ModelTurn, parts: LoopParts): Step {
  const [step] = planSteps(
    [{ tool: name, words: request, certainty: 1 }],
    parts.tools,
    parts.newId,
    place.language,
  )
  const tool = toolNamed(parts.tools, name)
  // planSteps gives one step a route.
  return { ...(step as Step), args: tool ? said(tool, args, request) : args }
}

function said(tool: Tool, args: Arguments, request: string): Arguments {
  const words = request.normalize('NFKC').toLowerCase()
  const isInvented = ([name, value]: [string, unknown]) => {
    const kind = tool.slots && Object.hasOwn(tool.slots, name) ? tool.slots[name]?.kind : undefined
    if (kind !== 'person' && kind !== 'url') return false
    return !words.includes(String(value).normalize('NFKC').toLowerCase())
  }
  return Object.fromEntries(Object.entries(args).filter(entry => !isInvented(entry)))
}

function isRepeated({ tool, args }: Choice, steps: readonly Step[]): boolean {
  const isSame = (step: Step) =>
    Object.entries(args).every(([name, value]) => canonicalJson(step.args[name]) === canonicalJson(value))
  return steps.some(step => step.tool === tool && isSame(step))
}

function isWaiting({ status }: Step): boolean {
  return status === 'missing' || status === 'asking'
}
