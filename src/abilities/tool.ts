import type { JsonSchema } from '../engines/engine.ts'
import type { Language } from '../ui/i18n/text.ts'

/** The same words in every language that Hermit speaks. A tool is loaded with its words: they are in no table. */
export type Both = Readonly<Record<Language, string>>

/** How often a person is asked before a tool runs: never, the first time, each time. */
export type Consent = 'none' | 'once' | 'each-time'

/** What a call does beyond giving an answer; shown where consent is asked. */
export type Effect = 'reads' | 'writes' | 'leaves-device' | 'costs-money'

/**
 * What kind of words fill an argument, and so what finds them in a request. A 'text' is words of the request itself; all
 * others are read by rules (`agent/fill/`), which write them in the form given here.
 */
export type SlotKind =
  | 'text'
  /** A number, as a JSON number. */
  | 'number'
  /** A calculation as it was said: "12% of 80", "(3+4)*2". */
  | 'expression'
  /** A time of day: "09:30". */
  | 'time'
  /** A day: "2026-11-30". */
  | 'date'
  /** A moment, in the person's own time zone: "2026-11-30T18:00". */
  | 'moment'
  /** A length of time, ISO 8601: "PT2H30M", "P3W", "-P1D". */
  | 'duration'
  /** A unit as it was said: "miles", "公里". The tool knows its names. */
  | 'unit'
  /** ISO 4217: "EUR". */
  | 'currency'
  /** BCP 47: "zh", "en". */
  | 'language'
  /** A city or a country, as it was said. */
  | 'place'
  /** Who gets a message: a name, an address or a number, as it was said. */
  | 'person'
  | 'url'
  | 'file'
  /** A document's id, found by its title among those in the library. */
  | 'document'
  /** One of `choices`. */
  | 'choice'

/** One argument of a tool, as it is found in a request and asked for where it is missing. */
export interface Slot {
  readonly kind: SlotKind
  /** The short question where it is required and missing: "When?" */
  readonly ask: Both
  /** What the argument is called where it is shown. Default: the question, of a tool of Hermit's own. */
  readonly label?: Both
  /** Offered as buttons beside the question; of the kind 'choice', all that there is. */
  readonly choices?: readonly Both[]
}

/** Where a tool is called. */
export interface CallPlace {
  readonly signal: AbortSignal
  readonly language: Language
  /** Milliseconds since the epoch. */
  readonly now: number
  /** IANA name. */
  readonly timeZone: string
  readonly conversationId?: string
}

/** What came of a call. */
export interface ToolResult {
  /** Plain JSON, for the model and for those who open the step. */
  readonly value: unknown
  /** A sentence or a few lines of Markdown for the person, in the language of the call: the answer, where no model adds to it. */
  readonly said: string
  /** What "it" is in what is asked for next ("… and put it in a note"), as plain text. Default: `said`, without its signs. */
  readonly plain?: string
  /** Plain JSON that `undo` takes: absent where there is nothing to undo. */
  readonly undo?: unknown
  /** True where words of it come from elsewhere (a document, a page, a server): they can never cause a call. */
  readonly isForeign?: boolean
}

/** Something that a model may call, and that a sentence of a person may be understood as. */
export interface Tool {
  /** In the form that chat templates expect: lower case with underscores. */
  readonly name: string
  /** For the step's card: "Set a reminder". */
  readonly title: Both
  /** For the model: what it does and when to use it, in English. */
  readonly description: string
  /** What arguments it takes; they are checked against this before `run` sees them. */
  readonly parameters: JsonSchema
  /** By the names of `parameters`; those without a slot are never found in a request. */
  readonly slots?: Readonly<Record<string, Slot>>
  readonly consent: Consent
  readonly effects: readonly Effect[]
  /** How people ask for it, a dozen or more a language, of different shapes: what requests are compared with. */
  readonly examples?: Readonly<Record<Language, readonly string[]>>
  /**
   * Whose it is, where it is not Hermit's own: the name of an app or a server, as the person knows it. Its words are
   * foreign, whatever it says of itself.
   */
  readonly source?: string
  /**
   * A line that says what a call would do, with its price where it has one: shown beside the arguments where the person is
   * asked. Changes nothing. Plain text.
   */
  preview?(args: Readonly<Record<string, unknown>>, place: CallPlace): Promise<string>
  /** Longest time that a call may take, in milliseconds. Default: 30,000. */
  readonly limitMs?: number
  /** Throws FaultError; an abort ends it with the signal's reason. */
  run(args: Readonly<Record<string, unknown>>, place: CallPlace): Promise<ToolResult>
  /** Undoes a call by what it gave, at any later time. Throws FaultError. */
  undo?(token: unknown): Promise<void>
}
