import * as z from 'zod/mini'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { stepSchema } from '../chat/records.ts'
import type { Kept } from '../storage/kept.ts'
import { mergeItems } from '../storage/three-way.ts'
import type { Step } from './step.ts'

/** One call as the log has it: its step without the result, which is with its conversation. */
export interface Call {
  /** Of its step. */
  readonly id: string
  readonly conversationId: string
  readonly step: Step
}

/** Key of the record in the database. */
export const callsKey = 'calls'
/** Older ones go. */
export const mostCalls = 500
/** Letters of one argument, and of what was said, that are kept here. */
const longestText = 500

/** The whole record, for a backup that is all or nothing. */
export const callsSchema = z.object({
  calls: z.array(z.object({ id: z.string(), conversationId: z.string(), step: stepSchema })),
})

/** Calls off the disk, oldest first; a record of another shape has none. */
export function parseCalls(value: unknown): readonly Call[] {
  const parsed = callsSchema.safeParse(value)
  // The schema checks every field; only a fault's code is wider there.
  return parsed.success ? (parsed.data.calls as readonly Call[]) : []
}

/** All calls that were made, newest last. */
export interface CallLog {
  readonly store: StoreApi<{ readonly calls: readonly Call[] }>
  /** Adds a call, or puts it in the place of the one before of the same step. */
  add(conversationId: string, step: Step): void
  markUndone(stepId: string): void
  clear(): void
  /** Takes over what a backup has. */
  restore(calls: readonly Call[]): void
  readonly kept: Kept
}

/** Builds it. @param onChange Called after each change; it keeps the record. */
export function createCallLog(onChange: () => void): CallLog {
  const store = createStore<{ readonly calls: readonly Call[] }>(() => ({ calls: [] }))
  const change = (calls: readonly Call[]) => {
    store.setState({ calls: calls.slice(-mostCalls) })
    onChange()
  }
  const get = () => store.getState().calls
  return {
    store,
    add: (conversationId, step) =>
      change([
        ...get().filter(({ id }) => id !== step.id),
        { id: step.id, conversationId, step: short(step) },
      ]),
    markUndone: stepId =>
      change(
        get().map(call => (call.id === stepId ? { ...call, step: { ...call.step, isUndone: true } } : call)),
      ),
    clear: () => change([]),
    restore: change,
    kept: {
      owns: key => key === callsKey,
      snapshot: () => store.getState(),
      takeIn(records) {
        for (const [, value] of records) store.setState({ calls: parseCalls(value) })
      },
      merge: (_key, { base, mine, theirs }) => ({
        calls: mergeItems(parseCalls(base), parseCalls(mine), parseCalls(theirs), {
          // What was undone in one tab is undone.
          merge: (_known, a, b) => (b.step.isUndone ? b : a),
          isBefore: (a, b) => startOf(a) < startOf(b) || (startOf(a) === startOf(b) && a.id < b.id),
        }).slice(-mostCalls),
      }),
    },
  }
}

const startOf = ({ step }: Call) => step.startedAt ?? 0

/** A step without its result, and with no long texts. */
function short({ result: _, isCut: __, ...step }: Step): Step {
  const args = Object.fromEntries(
    Object.entries(step.args).map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      return [
        name,
        text !== undefined && text.length > longestText ? `${text.slice(0, longestText)}…` : value,
      ]
    }),
  )
  const said = step.said?.slice(0, longestText)
  return { ...step, args, ...(said !== undefined && { said }) }
}
