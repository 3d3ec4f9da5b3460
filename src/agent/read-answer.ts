import type { Tool } from '../abilities/tool.ts'
import { isObject } from '../chat/json/schema.ts'
import { parametersOf, slotOf } from './arguments.ts'
import type { SchemaSlot } from './fill/slots-from-schema.ts'
import type { FillPlace, ReadSlot } from './parts.ts'
import type { Step } from './step.ts'

/**
 * What the person has said for the argument that a step asks for: one of its choices, what its kind is read as, or, where the
 * tool says nothing of it, a value of the type that its schema wants. Undefined where the words cannot be that.
 */
export function readAnswer(
  tool: Tool,
  { missing: name = '', words: request }: Step,
  words: string,
  place: FillPlace,
  readSlot: ReadSlot,
): unknown {
  const said = words.trim()
  if (said === '') return undefined
  const slot = slotOf(tool, name)
  const schema = parametersOf(tool).get(name) ?? {}
  const choice =
    slot?.choices?.findIndex(both => Object.values(both).some(label => isSame(label, said))) ?? -1
  const chosen = slot?.choices?.[choice]
  if (slot?.kind === 'choice') return chosen && choiceValue(slot, schema, choice, chosen.en)
  if (slot) return readSlot(slot.kind, said, place, request)
  return byType(schema, said)
}

/** Choices stand for the values that the schema lists, in its order; else for their English words. */
function choiceValue(
  slot: SchemaSlot,

  { enum: values }: Readonly<Record<string, unknown>>,
  index: number,
  english: string,
): unknown {
  if (slot.values) return slot.values[index]
  return Array.isArray(values) ? values[index] : english
}

function byType(schema: Readonly<Record<string, unknown>>, said: string): unknown {
  const { type, enum: values, anyOf } = schema
  if (Array.isArray(values)) return values.find(value => isSame(String(value), said))
  if (Array.isArray(anyOf)) {
    const read = anyOf.filter(isObject).map(one => byType(one, said))
    return read.find(value => value !== undefined)
  }
  if (type === 'number' || type === 'integer') {
    const number = Number(said)
    return Number.isFinite(number) ? number : undefined
  }
  if (type === 'boolean') return booleans.get(said.toLowerCase())
  return type === 'object' || type === 'array' ? undefined : said
}

const booleans = new Map([
  ...['true', 'yes', '是', '要', '好'].map(word => [word, true] as const),
  ...['false', 'no', '否', '不要', '不'].map(word => [word, false] as const),
])

function isSame(a: string, b: string): boolean {
  return a.normalize('NFKC').trim().toLowerCase() === b.normalize('NFKC').trim().toLowerCase()
}
