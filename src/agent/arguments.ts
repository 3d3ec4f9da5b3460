import type { Tool } from '../abilities/tool.ts'
import { isObject } from '../chat/json/schema.ts'
import { type SchemaSlot, slotsFromSchema } from './fill/slots-from-schema.ts'
import type { ArgumentsFault } from './parts.ts'
import type { Step } from './step.ts'

/** Arguments by name. */
export type Arguments = Readonly<Record<string, unknown>>

/** What a tool takes, by name, in the schema's order. Its names are its own: none is looked up on an object's prototype. */
export function parametersOf({ parameters }: Tool): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const properties = isObject(parameters.properties) ? parameters.properties : {}
  return new Map(Object.entries(properties).map(([name, schema]) => [name, isObject(schema) ? schema : {}]))
}

/** How an argument is asked for and read: as the tool says, or as its schema does. */
export function slotOf({ slots, parameters }: Tool, name: string): SchemaSlot | undefined {
  const known: Readonly<Record<string, SchemaSlot>> = slots ?? slotsFromSchema(parameters)
  return Object.hasOwn(known, name) ? known[name] : undefined
}

/** Names of what it must be given. */
export function requiredOf({ parameters }: Tool): readonly string[] {
  const { required } = parameters
  return Array.isArray(required) ? required.filter(name => typeof name === 'string') : []
}

/** Arguments with the tool's own defaults for what is not there. */
export function withDefaults(tool: Tool, args: Arguments): Arguments {
  const defaults = [...parametersOf(tool)].flatMap(([name, schema]) =>
    'default' in schema && !Object.hasOwn(args, name) ? [[name, schema.default] as const] : [],
  )
  return defaults.length === 0 ? args : { ...args, ...Object.fromEntries(defaults) }
}

/** Arguments without what is empty: an empty text fills nothing. */
export function withoutEmpty(args: Arguments): Arguments {
  const isEmpty = (value: unknown) =>
    value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
  return Object.fromEntries(Object.entries(args).filter(([, value]) => !isEmpty(value)))
}

/**
 * What a step becomes where its arguments are not right: the person is asked for one that is missing, or that can be said
 * anew; otherwise it is refused.
 */
export function askedFor(tool: Tool, step: Step, fault: ArgumentsFault): Step {
  const [missing] = fault.missing
  if (missing !== undefined) return { ...step, status: 'missing', missing }
  const { name, words } = fault.wrong ?? { name: '', words: '' }
  if (parametersOf(tool).has(name)) {
    const { [name]: _, ...others } = step.args
    return { ...step, args: others, status: 'missing', missing: name }
  }
  const detail = name === '' ? words : `${name}: ${words}`
  return { ...step, status: 'refused', refusedBy: 'wrong-arguments', fault: { code: 'tool-failed', detail } }
}
