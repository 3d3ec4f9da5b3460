import * as z from 'zod/mini'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Kept } from '../../storage/kept.ts'
import { mergeFields } from '../../storage/three-way.ts'

/** Key of the record in the database. */
export const translateKey = 'translate'

/** The whole record, for a backup that is all or nothing. */
export const translateSchema = z.object({
  /** A language's code, or 'detect'. */
  from: z._default(z.string().check(z.regex(/^(detect|[a-z]{2})$/)), 'detect'),
  /** Empty until it was chosen: then it is the language that Hermit speaks. */
  to: z._default(z.string().check(z.regex(/^([a-z]{2})?$/)), ''),
})

/** From which language into which a person has translated last. */
export type TranslateDirection = z.infer<typeof translateSchema>

/** That choice, kept, and followed where another tab makes it. */
export interface TranslateChoice {
  readonly store: StoreApi<TranslateDirection>
  set(changes: Partial<TranslateDirection>): void
  readonly kept: Kept
}

/** Builds it. @param onChange Called after each change by set(); it keeps the record. */
export function createTranslateChoice(onChange: () => void): TranslateChoice {
  const store = createStore<TranslateDirection>(() => parse(undefined))
  return {
    store,
    set(changes) {
      store.setState(changes)
      onChange()
    },
    kept: {
      owns: key => key === translateKey,
      snapshot: store.getState,
      takeIn(records) {
        for (const [, value] of records) store.setState(parse(value))
      },
      merge: (_key, { base, mine, theirs }) =>
        mergeFields(parse(base), parse(mine), parse(theirs), here => here),
    },
  }
}

/** The record off the disk: one of another shape counts as none. */
function parse(value: unknown): TranslateDirection {
  return translateSchema.safeParse(value).data ?? translateSchema.parse({})
}
