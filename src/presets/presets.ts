import * as z from 'zod/mini'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Sampling } from '../chat/chat-settings.ts'
import { samplingSchema } from '../chat/records.ts'
import type { Kept } from '../storage/kept.ts'
import { mergeItems, mergeValue } from '../storage/three-way.ts'

/** Who the model is asked to be. */
export interface Persona {
  readonly id: string
  readonly name: string
  readonly instructions: string
  /** A model on this device, by its card's id; it is taken where it is here. */
  readonly modelId?: string
  readonly sampling?: Sampling
}

/** A text that is written by "/" and its name. */
export interface SavedPrompt {
  readonly id: string
  /** What is typed after "/": no blanks. */
  readonly name: string
  /** `{{words}}` in it are places to be filled in. */
  readonly text: string
}

/** What lies in the record: what comes with Hermit is in it only where the person changed or removed it. */
export interface PresetsState {
  readonly personas: readonly Persona[]
  readonly prompts: readonly SavedPrompt[]
  /** Ids of built-in ones that the person does not want to see. */
  readonly removed: readonly string[]
}

/** Key of the record in the database. */
export const presetsKey = 'presets'

/** One persona as it lies on disk and in an export. */
export const personaSchema = z.object({
  id: z.string(),
  name: z.string().check(z.minLength(1)),
  instructions: z.string(),
  modelId: z.optional(z.string()),
  sampling: z.optional(samplingSchema),
})

/** One prompt as it lies on disk and in an export. */
export const promptSchema = z.object({
  id: z.string(),
  name: z.string().check(z.regex(/^\S+$/)),
  text: z.string(),
})

/** The whole record, for an import that is all or nothing. */
export const presetsSchema = z.object({
  personas: z.array(personaSchema),
  prompts: z.array(promptSchema),
  removed: z._default(z.array(z.string()), []),
})

/** The record off the disk: what has another shape is dropped, and the rest is kept. */
export function parsePresets(value: unknown): PresetsState {
  const record = typeof value === 'object' && value !== null ? value : {}
  return {
    personas: listOf(personaSchema, Reflect.get(record, 'personas')) as readonly Persona[],
    prompts: listOf(promptSchema, Reflect.get(record, 'prompts')),
    removed: listOf(z.string(), Reflect.get(record, 'removed')),
  }
}

function listOf<Item>(schema: z.ZodMiniType<Item>, value: unknown): readonly Item[] {
  if (!Array.isArray(value)) return []
  return value.flatMap(one => {
    const parsed = schema.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
}

/** Personas and prompts of this device. */
export interface Presets {
  readonly store: StoreApi<PresetsState>
  /** Takes over what was read from the database. */
  hydrate(value: unknown): void
  /** How the record is kept, and follows what other tabs change. */
  readonly kept: Kept
  /** Adds it, or puts it in the place of the one with its id. */
  savePersona(persona: Persona): void
  /** The same for a prompt. */
  savePrompt(prompt: SavedPrompt): void
  /** Removes a persona or a prompt; gives what brings it back. */
  remove(id: string): () => void
  /** Brings back the built-in ones that were removed. */
  restoreBuiltIns(): void
}

/** Ids of what comes with Hermit begin with this. */
export const builtInPrefix = 'built-in/'

/** Builds the presets. @param onChange Called after each change by the person; it keeps the record. */
export function createPresets(onChange: () => void): Presets {
  const store = createStore<PresetsState>(() => parsePresets(undefined))
  const get = store.getState

  function change(changes: Partial<PresetsState>): void {
    store.setState(changes)
    onChange()
  }

  return {
    store,
    hydrate: value => store.setState(parsePresets(value)),
    kept: {
      owns: key => key === presetsKey,
      snapshot: get,
      takeIn(records) {
        for (const [, value] of records) store.setState(parsePresets(value))
      },
      merge: (_key, { base, mine, theirs }) =>
        mergePresets(parsePresets(base), parsePresets(mine), parsePresets(theirs)),
    },
    savePersona: persona => change({ personas: withItem(get().personas, persona) }),
    savePrompt: prompt => change({ prompts: withItem(get().prompts, prompt) }),
    remove(id) {
      const { personas, prompts, removed } = get()
      const isBuiltIn = id.startsWith(builtInPrefix) && !removed.includes(id)
      change({
        personas: personas.filter(one => one.id !== id),
        prompts: prompts.filter(one => one.id !== id),
        ...(isBuiltIn ? { removed: [...removed, id] } : {}),
      })
      return () =>
        change({
          personas: withItemAt(get().personas, personas, id),
          prompts: withItemAt(get().prompts, prompts, id),
          removed: get().removed.filter(one => one !== id),
        })
    },
    restoreBuiltIns: () => change({ removed: [] }),
  }
}

/** Presets of two tabs, item by item: of one that both have changed, what was changed here last. */
function mergePresets(base: PresetsState, mine: PresetsState, theirs: PresetsState): PresetsState {
  const items = <One extends Item>(list: (state: PresetsState) => readonly One[]) =>
    mergeItems(list(base), list(mine), list(theirs), {
      merge: (was, here, there) => mergeValue(was, here, there, here => here) ?? here,
      isBefore: (a, b) => a.id < b.id,
    })
  const removed = items(state => state.removed.map(id => ({ id }))).map(({ id }) => id)
  return { personas: items(state => state.personas), prompts: items(state => state.prompts), removed }
}

interface Item {
  readonly id: string
}

function withItem<One extends Item>(items: readonly One[], item: One): readonly One[] {
  return items.some(({ id }) => id === item.id)
    ? items.map(one => (one.id === item.id ? item : one))
    : [...items, item]
}

/** The items with one of earlier, where it was. */
function withItemAt<One extends Item>(
  items: readonly One[],
  earlier: readonly One[],
  id: string,
): readonly One[] {
  const at = earlier.findIndex(one => one.id === id)
  const item = earlier[at]
  if (!item || items.some(one => one.id === id)) return items
  return items.toSpliced(at, 0, item)
}
