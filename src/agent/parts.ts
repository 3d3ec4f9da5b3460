import type { SlotKind, Tool } from '../abilities/tool.ts'
import type { Language } from '../ui/i18n/text.ts'

/** What one clause of a request asks for. */
export interface Routed {
  /** Tool.name. */
  readonly tool: string
  /** The words of the request that ask for it. */
  readonly words: string
  /** 0 to 1. */
  readonly certainty: number
}

/** Finds what a request asks for: in order, one a clause; empty is plain chat. It reads the person's own words only. */
export interface Router {
  /** Fetches what requests are read with, so that the first one need not wait for it. Never rejects. */
  load?(): Promise<void>
  /**
   * @param language Of the request, where it is known.
   * @param tools Those on offer, of which it names one a clause.
   */
  route(
    request: string,
    language: Language | undefined,
    tools: readonly Tool[],
    signal: AbortSignal,
  ): Promise<readonly Routed[]>
}

/** A document of the library, as a request may name it. */
export interface KnownDocument {
  readonly id: string
  readonly title: string
}

/** Where a request is read. */
export interface FillPlace {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** IANA name. */
  readonly timeZone: string
  readonly language: Language
  /** What the step before said: what "it" and "这个" mean in a later clause. */
  readonly before?: string
  readonly documents: readonly KnownDocument[]
}

/** Finds what fills a tool's slots in the words of a request: by slot, in the forms of SlotKind; what is not there is absent. */
export interface Filler {
  fill(
    tool: Tool,
    words: string,
    place: FillPlace,
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, unknown>>>
}

/** Reads a typed answer to the question for a slot of a request; undefined where it cannot be one. */
export type ReadSlot = (kind: SlotKind, words: string, place: FillPlace, request?: string) => unknown

/** Holds arguments against a tool's schema; undefined where nothing is wrong. Never rejects. */
export type Checker = (
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
) => Promise<ArgumentsFault | undefined>

/** What is wrong with arguments. */
export interface ArgumentsFault {
  /** Names of required ones that are not there, in the schema's order. */
  readonly missing: readonly string[]
  /** Where none is missing: the first that is not what the schema asks for ('' is all of them), in the checker's English. */
  readonly wrong?: { readonly name: string; readonly words: string }
}
