import * as z from 'zod/mini'
import type { StoreApi } from 'zustand/vanilla'

/** Letters of one message, one schema or one result, as JSON. More is refused unread. */
export const longestMessage = 200_000
/** Tools of one app; more are a mistake or an attack. */
export const mostTools = 40
/** Longest that an app may take for one call, in milliseconds. */
export const callLimitMs = 30_000

/** A tool as an app offers it, by WebMCP or by the bridge. All of its words are the app's. */
export const offeredToolSchema = z.object({
  name: z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,64}$/)),
  title: z.optional(z.string().check(z.maxLength(100))),
  description: z.string().check(z.maxLength(1000)),
  inputSchema: z._default(z.record(z.string(), z.unknown()), {}),
  annotations: z._default(
    z.object({
      readOnlyHint: z.optional(z.boolean()),
      consequentialHint: z.optional(z.boolean()),
      untrustedContentHint: z.optional(z.boolean()),
    }),
    {},
  ),
})

export type OfferedTool = z.infer<typeof offeredToolSchema>

/** What was not taken, and why: shown to the person, who may wonder. */
export type Ignored = 'origin' | 'window' | 'version' | 'too-large' | 'malformed' | 'unasked'

/** 'waiting': nothing heard yet. 'silent': for too long. 'closed': for good. */
export type LinkStatus = 'waiting' | 'open' | 'silent' | 'closed'

export interface LinkState {
  readonly status: LinkStatus
  readonly tools: readonly OfferedTool[]
  /** How often each was ignored. */
  readonly ignored: Readonly<Partial<Record<Ignored, number>>>
}

/** What tools of one app are called through. */
export interface AppLink {
  readonly store: Pick<StoreApi<LinkState>, 'getState' | 'subscribe'>
  /** Gives plain JSON. Throws FaultError; an abort ends it with the signal's reason. */
  call(name: string, args: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<unknown>
  /** The frame has loaded a page: perhaps another one than before. */
  loaded(): void
  close(): void
}

const deepest = 32
const unsafeKeys = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * A value out of JSON as text, or undefined: where it is no text, too long, no JSON, nested beyond reason, or has a key
 * that means a prototype to careless code.
 */
export function parseJson(text: unknown): unknown {
  if (typeof text !== 'string' || text.length > longestMessage) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isPlain(value, deepest) ? value : undefined
  } catch {
    return undefined
  }
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (depth === 0) return false
  return Object.keys(value).every(key => !unsafeKeys.has(key) && isPlain(Reflect.get(value, key), depth - 1))
}

/** Tools of which no two have the same name, at most `mostTools`. */
export function distinctTools(tools: readonly OfferedTool[]): readonly OfferedTool[] {
  return [...new Map(tools.map(tool => [tool.name, tool])).values()].slice(0, mostTools)
}

/**
 * Waits for an answer, but no longer than the limit nor past an abort. `late` makes the error of the limit.
 * @param limitMs Milliseconds.
 */
export function withinTime<Value>(
  answer: Promise<Value>,
  { signal, limitMs, late }: { signal: AbortSignal; limitMs: number; late: () => Error },
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(late())), limitMs)
    const onAbort = () => end(() => reject(signal.reason))
    const end = (then: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      then()
    }
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort)
    answer.then(
      value => end(() => resolve(value)),
      reason => end(() => reject(reason)),
    )
  })
}
