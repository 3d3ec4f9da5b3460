import * as z from 'zod/mini'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Kept } from '../storage/kept.ts'
import { mergeItems, mergeValue } from '../storage/three-way.ts'
import type { Standing } from './permission.ts'

/** What the person has said once for all of one tool. */
export interface ConsentEntry {
  /** Of its source and name: `keyOf`. */
  readonly id: string
  readonly tool: string
  readonly source?: string
  /** As it was shown: the tool may be gone since. */
  readonly title: string
  readonly standing: Standing
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** Key of the record in the database. */
export const consentsKey = 'consents'

/** The whole record, for a backup that is all or nothing. */
export const consentsSchema = z.object({
  entries: z.array(
    z.object({
      id: z.string(),
      tool: z.string(),
      source: z.optional(z.string()),
      title: z.string(),
      standing: z.enum(['always', 'never']),
      at: z.number().check(z.nonnegative()),
    }),
  ),
})

/** Entries off the disk. A record of another shape allows nothing. */
export function parseConsents(value: unknown): readonly ConsentEntry[] {
  const parsed = consentsSchema.safeParse(value)
  if (!parsed.success) return []
  // An id that is of another tool than it says would let that one in.
  return (parsed.data.entries as readonly ConsentEntry[]).filter(entry => entry.id === idOf(entry))
}

/** What tools may do without being asked for. */
export interface Consents {
  readonly store: StoreApi<{ readonly entries: readonly ConsentEntry[] }>
  standing(tool: { readonly name: string; readonly source?: string | undefined }): Standing | undefined
  /** Undefined: the person is asked again. */
  set(
    tool: { readonly name: string; readonly source?: string | undefined; readonly title: string },
    standing: Standing | undefined,
  ): void
  /** Takes over what a backup has. */
  restore(entries: readonly ConsentEntry[]): void
  readonly kept: Kept
}

interface ConsentsOptions {
  /** Called after each change by the person; it keeps the record. */
  readonly onChange: () => void
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** Builds them. */
export function createConsents({ onChange, now }: ConsentsOptions): Consents {
  const store = createStore<{ readonly entries: readonly ConsentEntry[] }>(() => ({ entries: [] }))
  const entries = () => store.getState().entries
  return {
    store,
    standing: ({ name, source }) =>
      entries().find(entry => entry.tool === name && entry.source === source)?.standing,
    set({ name: tool, source, title }, standing) {
      const id = idOf({ tool, source })
      const others = entries().filter(entry => entry.id !== id)
      const entry = { id, tool, ...(source !== undefined && { source }), title, at: now() }
      store.setState({ entries: standing ? [...others, { ...entry, standing }] : others })
      onChange()
    },
    restore(restored) {
      store.setState({ entries: restored })
      onChange()
    },
    kept: {
      owns: key => key === consentsKey,
      snapshot: () => store.getState(),
      takeIn(records) {
        for (const [, value] of records) store.setState({ entries: parseConsents(value) })
      },
      merge: (_key, { base, mine, theirs }) => ({
        entries: mergeItems(parseConsents(base), parseConsents(mine), parseConsents(theirs), {
          // Of what was said in two tabs the stricter: nothing runs that was forbidden in one of them.
          merge: (known, a, b) => mergeValue(known, a, b, stricter) ?? a,
          isBefore: (a, b) => a.id < b.id,
        }),
      }),
    },
  }
}

function stricter<Entry extends ConsentEntry | undefined>(a: Entry, b: Entry): Entry {
  if (a?.standing !== b?.standing) return a?.standing === 'never' ? a : b
  return (a?.at ?? 0) >= (b?.at ?? 0) ? a : b
}

function idOf({ tool, source }: { readonly tool: string; readonly source?: string | undefined }): string {
  return JSON.stringify([source ?? '', tool])
}
