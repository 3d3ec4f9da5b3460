import { type Fault, type FaultCode, FaultError } from '../../fault.ts'

/** What should have stood in a field. */
export type Expected =
  | 'string'
  | 'number'
  | 'boolean'
  | 'array'
  | 'object'
  | 'id'
  | 'unique'
  | 'time'
  | 'other'

const expectations: readonly string[] = [
  'string',
  'number',
  'boolean',
  'array',
  'object',
  'id',
  'unique',
  'time',
]

/** A field of a file that is not what it should be: "chats[3].messages[12].createdAt", a number. */
export interface WrongField {
  readonly place: string
  readonly expected: Expected
}

/** Why a file is not taken in, with the place in it where there is one. */
export class ImportRefusal extends FaultError {
  constructor(
    fault: Fault,
    readonly field?: WrongField,
  ) {
    super(fault)
  }
}

/** A refusal by its code. */
export function refuse(code: FaultCode, numbers?: Record<string, number>, detail?: string): ImportRefusal {
  return new ImportRefusal({ code, ...(numbers && { numbers }), ...(detail !== undefined && { detail }) })
}

/** The refusal of one field. */
export function refuseField(place: string, expected: Expected): ImportRefusal {
  return new ImportRefusal(
    { code: 'import-wrong-field', detail: `${place}: expected ${expected}` },
    { place, expected },
  )
}

interface Issue {
  readonly code?: string | undefined
  readonly expected?: unknown
  readonly path: readonly PropertyKey[]
  readonly errors?: readonly (readonly Issue[])[]
}

/** The refusal that the first complaint of a schema is. @param place Where the checked value stands in the file. */
export function refuseIssue(place: string, issues: readonly Issue[]): ImportRefusal {
  const issue = issues[0]
  const where = placeOf(place, issue?.path ?? [])
  // A choice of several shapes: the first is the one that is meant.
  const inner = issue?.errors?.[0]
  if (inner?.[0]) return refuseIssue(where, inner)
  const wanted = String(issue?.expected ?? '')
  const expected = wanted === 'record' ? 'object' : wanted === 'int' ? 'number' : wanted
  // The cast holds: it is one of the list.
  return refuseField(where, expectations.includes(expected) ? (expected as Expected) : 'other')
}

/** The names of a file are the file's own: they are shown shortened. */
const longestName = 40

/** `chats[3]` and `['messages', 12]` as `chats[3].messages[12]`. */
export function placeOf(place: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`
    const name = Array.from(String(key))
    const shown = name.length > longestName ? `${name.slice(0, longestName).join('')}…` : name.join('')
    return before === '' ? shown : `${before}.${shown}`
  }, place)
}
