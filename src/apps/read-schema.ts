import * as z from 'zod/mini'
import type { Both, Slot, SlotKind } from '../abilities/tool.ts'
import type { JsonSchema } from '../engines/engine.ts'

/*
 * An app's schema is foreign: a pattern in it can be made to run for ever, a reference can lead nowhere. What is
 * checked against is built anew from the keywords that do no harm.
 */

const both = z.object({ en: z.string().check(z.maxLength(200)), 'zh-CN': z.string().check(z.maxLength(200)) })
const toolName = z.string().check(z.maxLength(64))
const phrases = z.array(z.string().check(z.maxLength(200))).check(z.maxLength(40))

/** `x-hermit` of a tool's schema: what WebMCP has no word for. */
const toolHints = z.object({
  titles: z.optional(both),
  /** A read-only tool that tells the price of the same arguments. */
  preview: z.optional(toolName),
  /** What takes a call back, and which fields of its result it needs. */
  undo: z.optional(z.object({ tool: toolName, with: z.array(z.string()).check(z.maxLength(8)) })),
  costsMoney: z.optional(z.boolean()),
  examples: z.optional(z.object({ en: phrases, 'zh-CN': phrases })),
})
export type ToolHints = z.infer<typeof toolHints>

/** `x-hermit` of one property. */
const propertyHints = z.object({
  /** Of values of an enum, in both languages. */
  names: z.optional(z.record(z.string(), both)),
  ask: z.optional(both),
  /** What it is called where it is shown. */
  label: z.optional(both),
  kind: z.optional(z.literal('person')),
})

/** An app's schema as Hermit works with it. */
export interface ReadSchema {
  readonly parameters: JsonSchema
  readonly slots: Readonly<Record<string, Slot>>
  readonly hints: ToolHints
  /** Arguments as the app knows them: a choice may have been named in either language. */
  toApp(args: Readonly<Record<string, unknown>>): Record<string, unknown>
  /** Names of arguments that can only be a number, a yes or no, or one of the app's own values. */
  readonly closed: ReadonlySet<string>
}

const harmless = new Set([
  ...['type', 'title', 'description', 'default', 'format', 'enum', 'const', 'required'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems'],
])
const mostProperties = 30
const deepest = 4

/** Reads a schema. What of it makes no sense is left out. */
export function readSchema(schema: Readonly<Record<string, unknown>>): ReadSchema {
  const clean = cleaned(schema, deepest)
  const given = Object.entries(asObject(schema.properties)).slice(0, mostProperties)
  const read = given.map(([name, value]) => [name, readProperty(name, asObject(value))] as const)
  const properties = new Map(read)
  const required = Array.isArray(schema.required) ? schema.required.filter(name => properties.has(name)) : []
  return {
    parameters: {
      ...clean,
      type: 'object',
      properties: Object.fromEntries(read.map(([name, { parameter }]) => [name, parameter])),
      required,
      additionalProperties: false,
    },
    slots: Object.fromEntries(read.flatMap(([name, { slot }]) => (slot ? [[name, slot]] : []))),
    hints: toolHints.safeParse(schema['x-hermit']).data ?? {},
    toApp: args =>
      Object.fromEntries(
        Object.entries(args).map(([name, value]) => [name, properties.get(name)?.valueOf(value) ?? value]),
      ),
    closed: new Set(read.flatMap(([name, { isClosed }]) => (isClosed ? [name] : []))),
  }
}

interface ReadProperty {
  readonly parameter: JsonSchema
  readonly slot: Slot | undefined
  readonly isClosed: boolean
  valueOf(given: unknown): unknown
}

function readProperty(name: string, schema: Readonly<Record<string, unknown>>): ReadProperty {
  const parameter = cleaned(schema, deepest)
  const hints = propertyHints.safeParse(schema['x-hermit']).data ?? {}
  const values = Array.isArray(parameter.enum)
    ? parameter.enum.filter(value => typeof value === 'string')
    : []
  const title = typeof schema.title === 'string' ? schema.title.slice(0, 100) : name.replaceAll('_', ' ')
  const ask = hints.ask ?? { en: `What should “${title}” be?`, 'zh-CN': `“${title}”填什么？` }
  const label = hints.label && { label: hints.label }
  if (values.length > 0) {
    const choices = values.map((value): Both => hints.names?.[value] ?? { en: value, 'zh-CN': value })
    const words = new Map<string, string>()
    for (const [at, value] of values.entries()) {
      for (const word of Object.values(choices[at] ?? {})) words.set(word.toLocaleLowerCase(), value)
    }
    // The app's own values mean themselves, whatever another one is called.
    for (const value of values) words.set(value.toLocaleLowerCase(), value)
    return {
      // In the order of `choices`: what has been chosen is the value that stands at its place.
      parameter: { ...parameter, enum: values },
      slot: { kind: 'choice', ask, ...label, choices },
      isClosed: true,
      valueOf: given => (typeof given === 'string' ? words.get(given.toLocaleLowerCase()) : given),
    }
  }
  const kind = hints.kind ?? kindOf(name, parameter)
  const { format: _, ...withoutFormat } = parameter
  return {
    // "09:30" is a time here, and no whole time of RFC 3339, which a checker would ask for.
    parameter: kind === 'time' || kind === 'moment' ? withoutFormat : parameter,
    slot: kind && { kind, ask, ...label },
    isClosed: kind === 'number' || parameter.type === 'boolean',
    valueOf: given => given,
  }
}

function kindOf(name: string, { type, format }: JsonSchema): SlotKind | undefined {
  if (type === 'number' || type === 'integer') return 'number'
  if (type !== undefined && type !== 'string') return undefined
  const byFormat: Readonly<Record<string, SlotKind>> = {
    ...{ time: 'time', date: 'date', 'date-time': 'moment', duration: 'duration' },
    ...{ uri: 'url', url: 'url', email: 'person' },
  }
  const found = typeof format === 'string' && Object.hasOwn(byFormat, format) ? byFormat[format] : undefined
  return found ?? (/^(.*_)?name$/i.test(name) ? 'person' : 'text')
}

/** The keywords that do no harm. */
function cleaned(schema: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> {
  const kept = Object.entries(schema).filter(([keyword]) => harmless.has(keyword))
  const clean: Record<string, unknown> = Object.fromEntries(kept)
  if (depth === 0) return clean
  const { properties, items } = schema
  if (properties !== undefined) {
    const inner = Object.entries(asObject(properties)).slice(0, mostProperties)
    clean.properties = Object.fromEntries(
      inner.map(([name, value]) => [name, cleaned(asObject(value), depth - 1)]),
    )
  }
  if (items !== undefined) clean.items = cleaned(asObject(items), depth - 1)
  return clean
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}
