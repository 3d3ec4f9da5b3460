import type { CodeKind } from './code-theme.ts'
import type { GrammarName } from './languages.ts'

/** Code to be coloured. */
export interface HighlightCall {
  readonly id: number
  readonly code: string
  readonly grammar: GrammarName
}

/** A stretch of code that is of one kind; what no part covers is plain. */
export interface CodePart {
  readonly start: number
  readonly end: number
  readonly kind: CodeKind
}

/** The answer to a call, always one: no parts where it failed. */
export interface ColouredCode {
  readonly id: number
  /** In the order of the code. */
  readonly parts: readonly CodePart[]
}

/** Its grammar is there, and from now on only the code itself takes time. */
export interface ColouringBegun {
  readonly id: number
  readonly isBegun: true
}
