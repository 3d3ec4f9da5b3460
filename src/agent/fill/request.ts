import type { FillPlace } from '../parts.ts'

/** A request as rules read it. */
export interface Request {
  /** Without the courtesies round it. */
  readonly words: string
  /** The same folded (`reading.ts`): letters have the same places. */
  readonly folded: string
  readonly place: FillPlace
}

/** What was found, by slot; undefined is what was not. */
export type Found = Readonly<Record<string, unknown>>

/** Fills the slots of one of Hermit's own tools. */
export type Fill = (request: Request) => Found
