import * as z from 'zod/mini'
import type { Tool } from '../../abilities/tool.ts'
import type { JsonSchema, ToolFormat } from '../../engines/engine.ts'
import { callForms } from '../../engines/tool-format.ts'
import type { Choice } from '../model-choice.ts'

const args = z.record(z.string(), z.unknown())
const withArguments = z.pipe(
  z.strictObject({ name: z.string(), arguments: args }),
  z.transform((call): Choice => ({ tool: call.name, args: call.arguments })),
)
const withParameters = z.pipe(
  z.strictObject({ name: z.string(), parameters: args }),
  z.transform((call): Choice => ({ tool: call.name, args: call.parameters })),
)
const listed = z.pipe(
  z.tuple([withArguments]),
  z.transform(([call]) => call),
)
const shapes = {
  qwen: withArguments,
  hermes: withArguments,
  llama3: withParameters,
  mistral: listed,
} as const

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
  try {
    return z.safeParse(shapes[format], JSON.parse(json)).data
  } catch {
    return undefined
  }
}
