import type { Slot, Tool } from '../../abilities/tool.ts'
import type { Filler, FillPlace } from '../parts.ts'
import { copiedKinds, type FillModel, fillByAdapter } from './adapter.ts'
import { fillByRules } from './rules.ts'
import { slotsFromSchema } from './slots-from-schema.ts'

/** What the adapter is asked through: the session over an engine. */
export interface AdapterModel extends FillModel {
  /** Whether the adapter is there now: the engine for processors runs the model that it belongs to. */
  hasAdapter(): boolean
}

/**
 * Fills slots by rules, and what is words of the request and was found by no rule by the adapter, where that is there.
 * What a rule has found stays: on sentences that neither was made from, rules were right more often.
 */
export function createFiller(model: AdapterModel): Filler {
  const open = (tool: Tool, words: string, place: FillPlace) => {
    const found = fillByRules(tool, words, place)
    return { found, left: model.hasAdapter() ? leftOpen(tool, found) : {} }
  }
  return {
    takesLong: (tool, words, place) => Object.keys(open(tool, words, place).left).length > 0,
    async fill(tool, words, place, signal) {
      const { found, left } = open(tool, words, place)
      if (Object.keys(left).length === 0) return found
      const copied = await fillByAdapter(model, tool.name, words, left, signal)
      return { ...copied, ...found }
    },
  }
}

/** The slots that no rule has filled and whose value is words of the request. */
function leftOpen(
  { slots, parameters }: Tool,
  found: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Slot>> {
  const all: Readonly<Record<string, Slot>> = slots ?? slotsFromSchema(parameters)
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name, { kind }]) => copiedKinds.includes(kind) && !Object.hasOwn(found, name),
    ),
  )
}
