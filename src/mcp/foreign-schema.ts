import { offerLimits } from './offer.ts'

/** Nesting of a schema at most, with what it refers to in place. */
const mostDepth = 14
/** Objects and lists in a schema at most. */
const mostNodes = 1500

/**
 * Words that are not taken over. Patterns are run against what a person wrote, and one can be made to run for hours: the
 * server checks them itself. What is defined elsewhere in the schema is put where it is referred to.
 */
const dropped: ReadonlySet<string> = new Set([
  ...['pattern', 'patternProperties', '$schema', '$id', '$comment', '$anchor', '$defs', 'definitions'],
])

/**
 * A tool's schema as it may be used here: of an object, without patterns and references. Undefined where it is none,
 * refers to elsewhere or to itself, or is larger or deeper than any that a person could fill.
 */
export function readSchema(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(value) || value.type !== 'object') return undefined
  const root = value
  let nodes = 0
  try {
    const copied = copy(root, 0, false)
    return isRecord(copied) && JSON.stringify(copied).length <= offerLimits.schema ? copied : undefined
  } catch (error) {
    if (error instanceof NotUsable) return undefined
    throw error
  }

  /** @param isNames Whether the keys of this are names of arguments and no words of JSON Schema. */
  function copy(from: unknown, depth: number, isNames: boolean): unknown {
    if (typeof from !== 'object' || from === null) return from
    nodes += 1
    if (depth > mostDepth || nodes > mostNodes) throw new NotUsable()
    if (Array.isArray(from)) return from.map(one => copy(one, depth + 1, false))
    const made: Record<string, unknown> = {}
    if (!isNames && '$ref' in from) Object.assign(made, copy(targetOf(from.$ref), depth + 1, false))
    for (const [key, inner] of Object.entries(from)) {
      if (key === '__proto__') throw new NotUsable()
      if (!isNames && (dropped.has(key) || key === '$ref')) continue
      if (!isNames && /^\$(dynamic|recursive)/.test(key)) throw new NotUsable()
      made[key] = copy(inner, depth + 1, !isNames && key === 'properties')
    }
    return made
  }

  function targetOf(reference: unknown): unknown {
    if (typeof reference !== 'string' || !reference.startsWith('#/')) throw new NotUsable()
    let found: unknown = root
    for (const part of reference.slice(2).split('/')) {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
      if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) throw new NotUsable()
      found = Reflect.get(found, key)
    }
    return found
  }
}

class NotUsable extends Error {}

/** Whether a value is a plain object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
