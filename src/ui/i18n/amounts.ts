import type { Formats } from './formats.ts'

/** How a language puts amounts; the rooms' texts share it with the rest of the house. */
export interface Amounts {
  readonly formats: Formats
  readonly tokens: (value: number) => string
  readonly duration: (ms: number) => string
  /** A number with its noun; languages without a plural give `one` and `many` alike. */
  readonly count: (value: number, one: string, many: string) => string
}
