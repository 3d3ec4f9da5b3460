import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Sampling } from '../chat/chat-settings.ts'

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

export interface PresetsState {
  readonly personas: readonly Persona[]
  readonly prompts: readonly SavedPrompt[]
}

/** Key of the record in the database. */
export const presetsKey = 'presets'

/** Personas and prompts of this device. */
export interface Presets {
  readonly store: StoreApi<PresetsState>
  /** Takes over what was read from the database. */
  hydrate(value: unknown): void
}

/** Builds the presets. @param onChange Called after each change by the person; it keeps the record. */
export function createPresets(_onChange: () => void): Presets {
  const store = createStore<PresetsState>(() => ({ personas: [], prompts: [] }))
  return { store, hydrate() {} }
}
