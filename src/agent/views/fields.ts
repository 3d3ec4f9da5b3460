import type { SlotKind, Tool } from '../../abilities/tool.ts'
import { isObject } from '../../chat/json/schema.ts'
import type { Language } from '../../ui/i18n/text.ts'
import { type Arguments, parametersOf, requiredOf, slotOf } from '../arguments.ts'

/** How an argument is written by a person. 'moment', 'date' and 'time' are the browser's own fields. */
export type FieldKind =
  | 'text'
  | 'lines'
  | 'number'
  | 'whole'
  | 'boolean'
  | 'choice'
  | 'moment'
  | 'date'
  | 'time'
  | 'json'

/** One argument of a tool, as it is shown and changed. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly kind: FieldKind
  readonly isRequired: boolean
  /** Of a choice: values as JSON, and what is shown of each. */
  readonly options?: readonly (readonly [value: string, label: string])[]
}

/** What a person has written into fields, by name: '' is nothing; a boolean is 'true' or 'false'. */
export type FieldTexts = Readonly<Record<string, string>>

/** What fields say: arguments, or the first field that cannot be read. */
export type ReadFields =
  | { readonly args: Arguments }
  | { readonly wrong: string; readonly reason: 'number' | 'json' | 'empty' }

/** Longer texts, and such with line ends, have a field of several lines. */
const oneLine = 60

/** The fields of a tool, in its schema's order. @param args What is there now. */
export function fieldsOf(tool: Tool, args: Arguments, language: Language): readonly Field[] {
  const required = new Set(requiredOf(tool))
  return [...parametersOf(tool)].map(([name, schema]) => {
    const options = optionsOf(tool, name, schema, language)
    return {
      name,
      label: labelOf(tool, name, language),
      kind: options ? 'choice' : kindOf(schema, slotOf(tool, name)?.kind, args[name]),
      isRequired: required.has(name),
      ...(options && { options }),
    }
  })
}

/** What an argument is called: as its tool says, else by the question for it, else by its name, which is in English. */
export function labelOf(tool: Tool | undefined, name: string, language: Language): string {
  const slot = tool && slotOf(tool, name)
  if (slot?.label) return slot.label[language].slice(0, 60)
  const schema = tool && parametersOf(tool).get(name)
  if (typeof schema?.title === 'string' && schema.title.trim() !== '') return schema.title.slice(0, 60)
  // A server's questions are made of its names: "What should “cup” be?"
  if (slot && tool.source === undefined) return slot.ask[language]
  if (slot && language === 'zh-CN') return slot.ask[language].replace(/[？?]\s*$/u, '')
  const words = name.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Arguments as they are shown in their fields. */
export function textsOf(fields: readonly Field[], args: Arguments): FieldTexts {
  return Object.fromEntries(fields.map(field => [field.name, textOf(field, args[field.name])]))
}

/** Fields as arguments. What was not changed is what it was, letter for letter; so is what has no field. */
export function readFields(fields: readonly Field[], texts: FieldTexts, before: Arguments): ReadFields {
  const args: Record<string, unknown> = { ...before }
  for (const field of fields) {
    const { name, kind, isRequired } = field
    const text = texts[name] ?? ''
    if (Object.hasOwn(before, name) && text === textOf(field, before[name])) continue
    delete args[name]
    if (text.trim() === '') {
      if (isRequired) return { wrong: name, reason: 'empty' }
      continue
    }
    const value = readValue(kind, text)
    if (value === undefined) return { wrong: name, reason: kind === 'json' ? 'json' : 'number' }
    args[name] = value
  }
  return { args }
}

function textOf({ kind, options }: Field, value: unknown): string {
  if (value === undefined) return ''
  if (options) return JSON.stringify(value) ?? ''
  if (kind === 'json') return JSON.stringify(value, null, 1)
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

function readValue(kind: FieldKind, text: string): unknown {
  switch (kind) {
    case 'number':
    case 'whole': {
      const number = Number(text.trim().replace(/,(?=\d{3}\b)/gu, ''))
      return Number.isFinite(number) && (kind === 'number' || Number.isInteger(number)) ? number : undefined
    }
    case 'boolean':
      return text === 'true'
    case 'choice':
    case 'json':
      return parsed(text)
    default:
      return text
  }
}

/** Undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function kindOf(
  { type }: Readonly<Record<string, unknown>>,
  slot: SlotKind | undefined,
  value: unknown,
): FieldKind {
  if (type === 'boolean') return 'boolean'
  if (type === 'integer') return 'whole'
  if (type === 'number') return 'number'
  if (type === 'object' || type === 'array' || isObject(value) || Array.isArray(value)) return 'json'
  if (type !== undefined && type !== 'string') return 'json'
  // Only what such a field can show: it would be empty for anything else.
  const text = value === undefined ? '' : String(value)
  if (slot === 'moment' && /^$|^\d{4}-\d\d-\d\dT\d\d:\d\d$/u.test(text)) return 'moment'
  if (slot === 'date' && /^$|^\d{4}-\d\d-\d\d$/u.test(text)) return 'date'
  if (slot === 'time' && /^$|^\d\d:\d\d$/u.test(text)) return 'time'
  return text.length > oneLine || text.includes('\n') ? 'lines' : 'text'
}

function optionsOf(
  tool: Tool,
  name: string,
  { enum: values }: Readonly<Record<string, unknown>>,
  language: Language,
): Field['options'] {
  if (!Array.isArray(values) || values.length === 0) return undefined
  const choices = slotOf(tool, name)?.choices
  return values.map((value, index) => {
    const label = choices?.length === values.length ? choices[index]?.[language] : undefined
    return [JSON.stringify(value), label ?? String(value)]
  })
}
