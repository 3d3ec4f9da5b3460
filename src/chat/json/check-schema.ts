import { jsonErrorAt } from './json-error.ts'
import { isObject } from './schema.ts'

/** A part of a schema that the engines cannot write under: where it stands (as a JSON pointer), and its name. */
export interface SchemaPart {
  readonly path: string
  readonly keyword: string
}

/** What can be said of a schema before it is used. */
export type SchemaCheck =
  /** `late` are keywords that an answer is only checked against when it is finished. */
  | { readonly kind: 'good'; readonly late: readonly SchemaPart[] }
  /** `line` and `column` of the first letter that does not belong, from 1. */
  | { readonly kind: 'not-json'; readonly line: number; readonly column: number }
  | { readonly kind: 'not-an-object' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'unsupported'; readonly parts: readonly SchemaPart[] }

/** In characters. A larger schema makes a grammar that takes seconds to prepare for every answer. */
export const longestSchema = 20_000

/** Under these both engines decode: llama.cpp's json-schema-to-grammar and XGrammar. */
const decoded = new Set([
  ...['type', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', '$ref', '$defs', 'definitions'],
  ...['properties', 'required', 'additionalProperties', 'items', 'prefixItems', 'minItems', 'maxItems'],
  ...['pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
])
/** These say nothing about what is valid. */
const remarks = new Set([
  ...['$schema', '$id', '$comment', 'title', 'description', 'default', 'examples', 'deprecated'],
  ...['readOnly', 'writeOnly'],
])
/** The engines write as if these were not there. */
const late = new Set(['format', 'multipleOf', 'uniqueItems', 'minProperties', 'maxProperties'])

/** Looks a schema over, as it was typed. */
export function checkSchema(text: string): SchemaCheck {
  if (text.length > longestSchema) return { kind: 'too-long' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'not-json', ...placeOf(jsonErrorAt(text) ?? text.length, text) }
  }
  if (!isObject(value)) return { kind: 'not-an-object' }
  const parts = partsIn(value, '')
  const unsupported = parts.filter(({ keyword }) => !late.has(keyword))
  return unsupported.length > 0 ? { kind: 'unsupported', parts: unsupported } : { kind: 'good', late: parts }
}

/** Every keyword in a schema and its parts that engines do not decode under. */
function partsIn(schema: unknown, path: string): readonly SchemaPart[] {
  if (!isObject(schema)) return []
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const at = `${path}/${keyword}`
    if (remarks.has(keyword)) return []
    if (!decoded.has(keyword) || isBeyond(keyword, value)) return [{ path: path || '/', keyword }]
    if (keyword === 'properties' || keyword === '$defs' || keyword === 'definitions') {
      return isObject(value)
        ? Object.entries(value).flatMap(([name, part]) => partsIn(part, `${at}/${name}`))
        : []
    }
    if (keyword === 'enum' || keyword === 'const' || keyword === 'required') return []
    if (Array.isArray(value)) return value.flatMap((part, index) => partsIn(part, `${at}/${index}`))
    return partsIn(value, at)
  })
}

/** A use of a known keyword that one of the engines refuses. */
function isBeyond(keyword: string, value: unknown): boolean {
  if (keyword === '$ref') return typeof value !== 'string' || !value.startsWith('#/')
  // llama.cpp wants a pattern of the whole, and neither engine looks ahead or behind.
  return (
    keyword === 'pattern' && (typeof value !== 'string' || !/^\^.*\$$/su.test(value) || value.includes('(?'))
  )
}

/** A place in a text as people count. */
function placeOf(at: number, text: string): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
