import type { JsonSchema } from './engine.ts'

/** The smallest value that is valid for a schema of the subset that engines decode under. */
export function minimalJson(schema: JsonSchema, root: JsonSchema = schema): unknown {
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  const other = alternative(schema, root)
  if (other) return minimalJson(other, root)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'string':
      return 'a'.repeat(numberOr(schema.minLength, 0))
    case 'integer':
      return Math.ceil(lowest(schema))
    case 'number':
      return lowest(schema)
    case 'boolean':
      return false
    case 'array': {
      const item = minimalJson(asSchema(schema.items) ?? {}, root)
      return Array.from({ length: numberOr(schema.minItems, 0) }, () => item)
    }
    case 'null':
      return null
    default:
      return minimalObject(schema, root)
  }
}

function minimalObject(schema: JsonSchema, root: JsonSchema): unknown {
  const properties = asSchema(schema.properties) ?? {}
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : []
  return Object.fromEntries(
    required
      .filter(name => typeof name === 'string')
      .map(name => [name, minimalJson(asSchema(properties[name]) ?? {}, root)]),
  )
}

function alternative(schema: JsonSchema, root: JsonSchema): JsonSchema | undefined {
  if (typeof schema.$ref === 'string' && schema.$ref.startsWith('#/')) {
    const path = schema.$ref.slice(2).split('/')
    return path.reduce<JsonSchema | undefined>((at, key) => asSchema(at?.[key]), root)
  }
  const list = schema.anyOf ?? schema.oneOf
  return Array.isArray(list) ? asSchema(list[0]) : undefined
}

function lowest(schema: JsonSchema): number {
  return Math.min(
    Math.max(0, numberOr(schema.minimum, 0)),
    numberOr(schema.maximum, Number.POSITIVE_INFINITY),
  )
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

function asSchema(value: unknown): JsonSchema | undefined {
  // A JSON object is what JsonSchema says: keys to anything.
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonSchema)
    : undefined
}
