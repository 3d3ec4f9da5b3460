import * as z from 'zod/mini'
import type { Tool } from '../../abilities/tool.ts'
import type { JsonSchema, ToolFormat } from '../../engines/engine.ts'
import { callForms } from '../../engines/tool-format.ts'
import type { Choice } from '../model-choice.ts'

// Only what other rooms use of zod too: each further part of it would have to come before the first paint.
const fields = z.record(z.string(), z.unknown())
const shape = z.object({ name: z.string(), args: fields })
const list = z.array(z.unknown())

/** What the JSON of a call is decoded under: one of the tools, in the form's own words. */
export function callSchema(format: ToolFormat, tools: readonly Tool[]): JsonSchema {
  const { argumentsName, isList } = callForms[format]
  const calls = tools.map(({ name, parameters }) => ({
    type: 'object',
    properties: { name: { const: name }, [argumentsName]: { additionalProperties: false, ...parameters } },
    required: ['name', argumentsName],
    additionalProperties: false,
  }))
  return isList ? { type: 'array', items: { anyOf: calls }, minItems: 1, maxItems: 1 } : { anyOf: calls }
}

/** A call out of its JSON; undefined where it is none, has more or less in it than a call, or cannot be read. */
export function parseCall(format: ToolFormat, json: string): Choice | undefined {
  const { argumentsName, isList } = callForms[format]
  try {
    const value: unknown = JSON.parse(json)
    const calls = isList ? list.parse(value) : [value]
    const { name, [argumentsName]: args, ...others } = fields.parse(calls[0])
    if (calls.length !== 1 || Object.keys(others).length > 0) return undefined
    const call = shape.parse({ name, args })
    return { tool: call.name, args: call.args }
  } catch {
    return undefined
  }
}
