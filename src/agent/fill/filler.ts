import type { Slot, Tool } from '../../abilities/tool.ts'
import type { Filler, FillPlace } from '../parts.ts'
import { copiedKinds, type FillModel, fillByAdapter } from './adapter.ts'
import { fillByRules } from './rules.ts'
import { slotsFromSchema } from './slots-from-schema.ts'
import { findQuotes, isPronoun } from './strip.ts'

/** What the adapter is asked through: the session over an engine. */
export interface AdapterModel extends FillModel {
  /** Whether the adapter is there now: the engine for processors runs the model that it belongs to. */
  hasAdapter(): boolean
}

type Found = Readonly<Record<string, unknown>>

/** What the adapter is asked about a request, and which of it is taken. */
interface Question {
  /** All slots that are words of a request: what the adapter was trained to be asked. */
  readonly slots: Readonly<Record<string, Slot>>
  readonly taken: readonly string[]
}

/**
 * Fills slots by rules and, where that is there, by the adapter. Hermit's own tools have rules of their own, which were
 * right more often than the adapter: of those it is asked only for what a call needs and no rule has found. For the tools of
 * apps and servers there are rules by kind alone, and it was right more often than they: there it finds all that is words
 * of the request, but for what is quoted, or means what was said before. (Figures: `tools/distil/README.md`.)
 *
 * @param limitMs Longest wait for the adapter.
 */
export function createFiller(model: AdapterModel, limitMs?: number): Filler {
  return {
    takesLong: (tool, words, place) =>
      model.hasAdapter() && questionOf(tool, words, fillByRules(tool, words, place)) !== undefined,
    async fill(tool, words, place: FillPlace, signal) {
      const found = fillByRules(tool, words, place)
      const question = model.hasAdapter() ? questionOf(tool, words, found) : undefined
      if (!question) return found
      const { slots, taken } = question
      const copied = await fillByAdapter(model, tool.name, words, slots, signal, limitMs)
      if (!copied) return found
      const others = Object.entries(found).filter(([name]) => !taken.includes(name))
      const said = taken.flatMap((name): [string, string][] => {
        const value = meant(copied[name], place)
        return value === undefined ? [] : [[name, value]]
      })
      return Object.fromEntries([...others, ...said])
    },
  }
}

function questionOf(tool: Tool, words: string, found: Found): Question | undefined {
  const all: Readonly<Record<string, Slot>> = tool.slots ?? slotsFromSchema(tool.parameters)
  const slots = Object.fromEntries(Object.entries(all).filter(([, { kind }]) => copiedKinds.includes(kind)))
  const { required } = tool.parameters
  const isNeeded = (name: string) => Array.isArray(required) && required.includes(name)
  const quoted = findQuotes(words).map(({ value }) => value)
  const isSure = (value: unknown) =>
    value !== undefined && (quoted.includes(String(value)) || !words.includes(String(value)))
  const taken = Object.keys(slots).filter(name =>
    tool.source === undefined
      ? isNeeded(name) && found[name] === undefined
      : !isSure(Object.hasOwn(found, name) ? found[name] : undefined),
  )
  return taken.length === 0 ? undefined : { slots, taken }
}

/** What asks for something, and no more: 一下, "a reminder". The adapter copies it where there is nothing to be copied. */
const onlyAsks =
  /^(?:(?:an?|the|my|me|it|this|that|them|something|someone|somebody|please|new|reminder|timer|note|message|text|email|mail|file|map|translation)(?:\s+|$))+$|^[我你您请帮给把的了吧吗呢啊呀好一下个条封点东西它这那发写设记存]+$/iu

/** What copied words mean: themselves, what was said before for "it" and 这个, or nothing. */
function meant(copied: string | undefined, { before }: FillPlace): string | undefined {
  if (copied === undefined) return undefined
  if (isPronoun(copied)) return before
  return onlyAsks.test(copied.trim()) ? undefined : copied
}
