import type { Tool } from '../abilities/tool.ts'

/** Tools that come and go: those of an app in a frame, of a server. */
export interface ToolSource {
  list(): readonly Tool[]
  /** Told after each change. Gives what ends it. */
  subscribe(listener: () => void): () => void
}
