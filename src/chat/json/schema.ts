import type { JsonSchema } from '../../engines/engine.ts'
import { FaultError } from '../../fault.ts'

/** A schema as text, for the engine. Throws the fault 'schema-unreadable' where it is no JSON object. */
export function parseSchema(text: string): JsonSchema {
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
  } catch {
    // Said below.
  }
  throw new FaultError({ code: 'schema-unreadable' })
}

/** Whether a value is a JSON object: neither a list nor null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
