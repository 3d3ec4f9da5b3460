import { isRecord } from './foreign-schema.ts'
import { foreignLine } from './foreign-text.ts'

/** One argument as a person fills it in. All values are texts until they are read. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly kind: 'text' | 'number' | 'switch' | 'choice' | 'json'
  readonly isRequired: boolean
  /** Of a 'choice': all that there is. */
  readonly choices: readonly string[]
  /** What the schema gives in its place; of a 'switch' 'true' or ''. */
  readonly initial: string
}

/** Why a value cannot be sent. */
export type FieldProblem = 'missing' | 'number' | 'json'

/** The arguments of a schema that has passed `readSchema`, in its order. */
export function fieldsOf(schema: Readonly<Record<string, unknown>>): readonly Field[] {
  const properties = isRecord(schema.properties) ? schema.properties : {}
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(properties).map(([name, value]) => {
    const property = isRecord(value) ? value : {}
    const listed: readonly unknown[] = Array.isArray(property.enum) ? property.enum : []
    const choices = listed.filter(one => typeof one === 'string')
    const kind = choices.length > 0 && choices.length === listed.length ? 'choice' : kindOf(property.type)
    return {
      ...{ name, kind, choices },
      label: foreignLine(property.title, 80) || name,
      hint: foreignLine(property.description, 300),
      isRequired: required.includes(name),
      initial: initialOf(property.default, kind),
    }
  })
}

function kindOf(type: unknown): Exclude<Field['kind'], 'choice'> {
  if (type === 'string') return 'text'
  if (type === 'number' || type === 'integer') return 'number'
  return type === 'boolean' ? 'switch' : 'json'
}

function initialOf(value: unknown, kind: Field['kind']): string {
  if (value === undefined) return ''
  if (kind === 'switch') return value === true ? 'true' : ''
  return typeof value === 'string' && kind !== 'json' ? value : JSON.stringify(value)
}

/** What was filled in, as arguments; what is empty and may be is left out. */
export function readFields(
  fields: readonly Field[],
  values: Readonly<Record<string, string>>,
):
  | { readonly args: Readonly<Record<string, unknown>> }
  | { readonly problems: Readonly<Record<string, FieldProblem>> } {
  const args: [string, unknown][] = []
  const problems: [string, FieldProblem][] = []
  for (const { name, kind, isRequired } of fields) {
    const value = values[name] ?? ''
    if (kind === 'switch') args.push([name, value === 'true'])
    else if (value.trim() === '') {
      if (isRequired) problems.push([name, 'missing'])
    } else {
      const read = readValue(kind, value)
      if ('problem' in read) problems.push([name, read.problem])
      else args.push([name, read.value])
    }
  }
  // fromEntries defines own fields, whatever their names are.
  return problems.length > 0 ? { problems: Object.fromEntries(problems) } : { args: Object.fromEntries(args) }
}

function readValue(
  kind: Field['kind'],
  value: string,
): { readonly value: unknown } | { readonly problem: FieldProblem } {
  if (kind === 'number') {
    const number = Number(value.trim())
    return Number.isFinite(number) ? { value: number } : { problem: 'number' }
  }
  if (kind !== 'json') return { value }
  try {
    return { value: JSON.parse(value) as unknown }
  } catch {
    return { problem: 'json' }
  }
}
