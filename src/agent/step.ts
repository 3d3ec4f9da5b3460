import type { Effect } from '../abilities/tool.ts'
import type { Fault } from '../fault.ts'

/**
 * How a step stands. 'planned' comes after those before it. 'missing' waits for an argument and 'asking' for consent:
 * they outlive the page, nothing runs meanwhile. 'refused' was not allowed by the person, or by a rule that `refusedBy`
 * names.
 */
export type StepStatus =
  | 'planned'
  | 'missing'
  | 'asking'
  | 'running'
  | 'done'
  | 'failed'
  | 'stopped'
  | 'refused'

/** One call of a tool within an answer, as it is kept with the conversation. */
export interface Step {
  readonly id: string
  readonly tool: string
  /** As it was called then: the tool may be gone since. */
  readonly title: string
  /** Tool.source. */
  readonly source?: string
  readonly effects: readonly Effect[]
  readonly args: Readonly<Record<string, unknown>>
  readonly status: StepStatus
  /** The words of the request that it was read from: a request may ask for several things. */
  readonly words: string
  /** While 'missing': the argument that is asked for. */
  readonly missing?: string
  /** While 'asking': what the tool itself says that the call would do, its price among it. */
  readonly preview?: string
  /** Milliseconds since the epoch, of the call itself. */
  readonly startedAt?: number
  readonly ms?: number
  readonly said?: string
  /** What "it" is to the step after it, where that is not what was said. */
  readonly plain?: string
  /** Plain JSON; its text at most `longestResult` letters, else cut and `isCut`. */
  readonly result?: unknown
  readonly isCut?: boolean
  readonly isForeign?: boolean
  readonly fault?: Fault
  readonly refusedBy?: 'person' | 'foreign-text' | 'too-many-steps' | 'unknown-tool' | 'wrong-arguments'
  /**
   * The person has allowed this one call, with these arguments. It is in no record: what comes off a disk or out of a file
   * is asked for again.
   */
  readonly isAllowed?: boolean
  /** While 'planned': its arguments are being found by the model, which takes seconds. In no record either. */
  readonly isReading?: boolean
  readonly undo?: unknown
  readonly isUndone?: boolean
}

/** Letters of a result's JSON that are kept. */
export const longestResult = 20_000

/** Steps in one answer; a request that wants more is cut there. */
export const mostSteps = 8

const isOver: Readonly<Record<StepStatus, boolean>> = {
  planned: false,
  missing: false,
  asking: false,
  running: false,
  done: true,
  failed: true,
  stopped: true,
  refused: true,
}

/** How far steps have come: more is further. */
export function progressOf(steps: readonly Step[] = []): number {
  const rank = ({ status, isUndone }: Step) =>
    isUndone ? 5 : isOver[status] ? 4 : status === 'running' ? 3 : status === 'planned' ? 1 : 2
  return steps.reduce((sum, step) => sum + rank(step), 0)
}

/** Steps whose page went away: what ran, and what was to come after it, will not go on by itself. */
export function stoppedSteps(steps: readonly Step[]): readonly Step[] {
  const isLeft = ({ status }: Step) => status === 'running' || status === 'planned'
  return steps.map(step => {
    if (!isLeft(step)) return step
    const { isReading: _, ...rest } = step
    return { ...rest, status: 'stopped' }
  })
}

/** What steps have said: the answer, where no model writes one. */
export function textOfSteps(steps: readonly Step[]): string {
  return steps.flatMap(({ said }) => (said ? [said] : [])).join('\n\n')
}
