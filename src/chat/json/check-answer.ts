import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema'
import { isObject } from './schema.ts'

/** One way in which an answer is not what the schema asks for. */
export interface AnswerError {
  /** Where in the answer, as a JSON pointer; '/' is the whole. */
  readonly path: string
  /** The checker's own words, in English. */
  readonly words: string
}

/** What became of an answer under its schema. */
export type AnswerCheck =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly errors: readonly AnswerError[] }
  /** The text is no JSON, or what was to be checked against is no schema. */
  | { readonly kind: 'not-json' }
  | { readonly kind: 'no-schema' }
  /** It was given up: a pattern can be made to run for ever. */
  | { readonly kind: 'too-slow' }

/** More are not shown. */
const mostErrors = 20

/** Checks an answer against a schema, both as text. May run for very long on a hostile pattern: not on the page. */
export function checkAnswer(schemaText: string, answerText: string): AnswerCheck {
  const schema = parsed(schemaText)
  if (!isObject(schema)) return { kind: 'no-schema' }
  const answer = parsed(answerText)
  if (answer === undefined) return { kind: 'not-json' }
  try {
    // A JSON object is all that the checker asks for; it reads the keywords that it knows.
    const result = new Validator(schema as Schema, '2020-12', false).validate(answer)
    return result.valid ? { kind: 'valid' } : { kind: 'invalid', errors: errorsIn(result.errors) }
  } catch {
    // A reference to nowhere, a pattern that is none.
    return { kind: 'no-schema' }
  }
}

/** Undefined where it is no JSON; JSON itself has no undefined. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The errors themselves, without those that only say that something inside is wrong. */
function errorsIn(units: readonly OutputUnit[]): readonly AnswerError[] {
  const inner = units.filter(
    unit =>
      !units.some(other => other !== unit && other.keywordLocation.startsWith(`${unit.keywordLocation}/`)),
  )
  return inner.slice(0, mostErrors).map(({ instanceLocation, error }) => ({
    path: instanceLocation.replace(/^#/, '') || '/',
    words: error,
  }))
}
