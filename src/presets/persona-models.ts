import type { PromptMessage } from '../engines/engine.ts'

/** A model by what a person knows of it. */
export interface PersonaModel {
  readonly id: string
  readonly name: string
}

/** What personas and a chat's settings may know of models. */
export interface PersonaModels {
  readonly inUse: PersonaModel
  /** All on this device, the one in use first. */
  readonly here: readonly PersonaModel[]
  /** Makes another the one in use. */
  use(id: string): void
  /** Absent while no model is ready. */
  readonly countTokens?: (messages: readonly PromptMessage[], signal: AbortSignal) => Promise<number>
}
