import type { CallPlace, Tool } from '../abilities/tool.ts'
import { unlessAborted } from '../abort.ts'
import { FaultError, toFault } from '../fault.ts'
import { longestResult, type Step } from './step.ts'

/** Longest time that a call may take where its tool says nothing, in milliseconds. */
const usualLimitMs = 30_000
/** Letters of what a tool says to the person. */
const longestSaid = 4000

/** What a call has made of its step. */
type CallOutcome = Partial<Step> & Pick<Step, 'status'>

/**
 * Calls a tool, in its time, and gives what came of it: whatever goes wrong is an outcome too. Never rejects; a tool that
 * hears no abort is left behind.
 * @param clock Milliseconds since the epoch.
 */
export async function callTool(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  place: CallPlace,
  clock: () => number,
): Promise<CallOutcome> {
  const startedAt = clock()
  const limitMs = tool.limitMs ?? usualLimitMs
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), limitMs)
  const signal = AbortSignal.any([place.signal, late.signal])
  const since = () => ({ startedAt, ms: Math.max(0, clock() - startedAt) })
  try {
    signal.throwIfAborted()
    // A tool cannot change what is shown of its call, nor the other way round.
    const given = structuredClone(args)
    const {
      value,
      said,
      plain: it,
      undo,
      isForeign,
    } = await unlessAborted(tool.run(given, { ...place, signal }), signal)
    const kept = cut(value)
    return {
      status: 'done',
      ...since(),
      said: String(said).slice(0, longestSaid),
      ...(it !== undefined && { plain: String(it).slice(0, longestSaid) }),
      ...kept,
      ...(undo !== undefined && tool.undo ? { undo: plain(undo) } : {}),
      ...(isForeign || tool.source !== undefined ? { isForeign: true } : {}),
    }
  } catch (error) {
    if (place.signal.aborted) return { status: 'stopped', ...since() }
    const seconds = Math.round(limitMs / 1000)
    if (late.signal.aborted) {
      return { status: 'failed', ...since(), fault: { code: 'tool-slow', numbers: { seconds } } }
    }
    const known = error instanceof FaultError
    const fault = known
      ? toFault(error)
      : { code: 'tool-failed' as const, detail: String(error).slice(0, 500) }
    return { status: 'failed', ...since(), fault }
  } finally {
    clearTimeout(timer)
  }
}

/** A result as it is kept: JSON, and where that is long the beginning of its text. */
function cut(value: unknown): Pick<Step, 'result' | 'isCut'> {
  const text = jsonOf(value)
  if (text === undefined) return {}
  if (text.length > longestResult) return { result: text.slice(0, longestResult), isCut: true }
  return { result: JSON.parse(text) }
}

function plain(value: unknown): unknown {
  const text = jsonOf(value)
  return text === undefined ? undefined : JSON.parse(text)
}

/** Undefined where it has no JSON: a function, a loop. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}
