import type { Both, Slot, SlotKind } from '../../abilities/tool.ts'
import type { JsonSchema } from '../../engines/engine.ts'

/** A slot that was read off a schema: `values` are what the tool takes for each of `choices`. */
export interface SchemaSlot extends Slot {
  readonly values?: readonly unknown[]
}

/** More properties than this no sentence fills. */
const mostSlots = 40
const longestQuestion = 120
const formats: Readonly<Record<string, SlotKind>> = {
  time: 'time',
  date: 'date',
  'date-time': 'moment',
  duration: 'duration',
  email: 'person',
  'idn-email': 'person',
  uri: 'url',
  url: 'url',
  'uri-reference': 'url',
  iri: 'url',
}
const known = new Set<string>(
  'text number expression time date moment duration unit currency language place person url file document choice'.split(
    ' ',
  ),
)
/** Words in the name of a property, or in what is said about it, by which its kind is told: the first that fits. */
const byName: readonly (readonly [RegExp, SlotKind])[] = [
  [
    /(?:^|_)(?:e_?mail|recipient|customer|contact|person|attendee|who|phone|guest_name|full_name|first_name|last_name|user_?name|pickup_name|姓名|收件人)(?:_|$)|(?:^|_)name$(?<!file_name|filename|item_name|product_name|event_name|project_name|branch_name|repo_name|tool_name|list_name|city_name)/,
    'person',
  ],
  [/(?:^|_)(?:urls?|link|website|href|uri)$/, 'url'],
  [/(?:^|_)(?:file_?name|file|path)$/, 'file'],
  [/(?:^|_)(?:language|lang|locale)(?:_code)?$/, 'language'],
  [/(?:^|_)currency(?:_code)?$/, 'currency'],
  [/(?:^|_)(?:city|location|place|country|town|destination|where)$/, 'place'],
  [/(?:^|_)(?:date_?time|moment|at|when|starts?_at|ends?_at|due_at|deadline|timestamp)$/, 'moment'],
  [/(?:^|_)(?:date|day|birthday|due|due_date|check_?in|check_?out|departure|arrival)$/, 'date'],
  [/(?:^|_)(?:time|hour|pickup_time|start_time|end_time)$/, 'time'],
  [/(?:^|_)duration$/, 'duration'],
]

/**
 * The slots of a tool that states none, by its JSON schema: numbers, choices, formats, and what the names of its
 * properties say. It may say more of itself under "x-hermit": `kind`, `ask`, and `names` of what is chosen among. All of
 * it is foreign and may be anything; what cannot be read is passed over.
 */
export function slotsFromSchema(schema: JsonSchema): Readonly<Record<string, SchemaSlot>> {
  const properties = recordOf(schema.properties)
  if (properties === undefined) return {}
  const slots: [string, SchemaSlot][] = []
  for (const [name, value] of Object.entries(properties).slice(0, mostSlots)) {
    const property = recordOf(value)
    const slot = property === undefined ? undefined : slotOf(name, property)
    if (slot !== undefined) slots.push([name, slot])
  }
  return Object.fromEntries(slots)
}

/** A choice with what the tool takes for it: the values of its schema in the order of `choices`, else their English words. */
export function withValues(slot: SchemaSlot, name: string, parameters: JsonSchema): SchemaSlot {
  if (slot.kind !== 'choice' || slot.values !== undefined) return slot
  const properties = recordOf(parameters.properties)
  const values =
    properties !== undefined && Object.hasOwn(properties, name)
      ? listOf(recordOf(properties[name])?.enum)
      : undefined
  return values !== undefined && values.length >= (slot.choices?.length ?? 0) ? { ...slot, values } : slot
}

function slotOf(name: string, property: JsonSchema): SchemaSlot | undefined {
  const said = recordOf(property['x-hermit'])
  const ask = bothOf(said?.ask) ?? questionOf(name, property)
  const chosen = choicesOf(property, recordOf(said?.names))
  if (chosen !== undefined) return { kind: 'choice', ask, ...chosen }
  const kind =
    typeof said?.kind === 'string' && known.has(said.kind) ? (said.kind as SlotKind) : kindOf(name, property)
  return kind === undefined || kind === 'choice' ? undefined : { kind, ask }
}

function kindOf(name: string, property: JsonSchema): SlotKind | undefined {
  const types = [property.type].flat().filter(type => type !== 'null')
  if (types.includes('number') || types.includes('integer')) return 'number'
  // Lists and objects are not filled from a sentence, and neither is yes or no.
  if (types.length > 0 && !types.includes('string')) return undefined
  const byFormat = typeof property.format === 'string' ? formats[property.format] : undefined
  if (byFormat !== undefined) return byFormat
  const snake = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll('-', '_')
    .slice(0, 60)
  return byName.find(([pattern]) => pattern.test(snake))?.[1] ?? 'text'
}

/** What may be chosen: "enum", or "oneOf" and "anyOf" of constants with titles. */
function choicesOf(
  property: JsonSchema,
  names: JsonSchema | undefined,
): { choices: Both[]; values: unknown[] } | undefined {
  const variants = listOf(property.oneOf) ?? listOf(property.anyOf)
  const constants = variants?.map(recordOf).filter(one => one !== undefined && 'const' in one)
  const values =
    listOf(property.enum) ??
    (constants !== undefined && constants.length > 0 ? constants.map(one => one?.const) : undefined)
  if (values === undefined || values.length === 0) return undefined
  const titles = listOf(property.enumNames)
  const choices = values.map((value, index): Both => {
    const title = constants?.[index]?.title ?? titles?.[index]
    const plain = typeof title === 'string' ? title : String(value)
    const both = bothOf(names?.[String(value)])
    return both ?? { en: plain, 'zh-CN': plain }
  })
  return { choices, values: [...values] }
}

/** A question in the tool's own words: its title, what is said about it, or its name. */
function questionOf(name: string, property: JsonSchema): Both {
  const said = [property.title, property.description].find(
    (one): one is string => typeof one === 'string' && one.trim() !== '',
  )
  const words = (
    said ??
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replace(/[_-]+/g, ' ')
      .toLowerCase()
  ).trim()
  const first = (/^[^\n。]+?(?:[.!?](?=\s)|[.!?。]|$)/.exec(words.slice(0, 300))?.[0] ?? words).replace(
    /[.。!?？]$/,
    '',
  )
  const short = first.length > longestQuestion ? `${first.slice(0, longestQuestion - 1)}…` : first
  return { en: `${short[0]?.toUpperCase() ?? ''}${short.slice(1)}?`, 'zh-CN': `${short}？` }
}

function bothOf(value: unknown): Both | undefined {
  const record = recordOf(value)
  const en = record?.en
  const zh = record?.['zh-CN']
  return typeof en === 'string' && typeof zh === 'string' ? { en, 'zh-CN': zh } : undefined
}

function recordOf(value: unknown): JsonSchema | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonSchema)
    : undefined
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value.slice(0, 500) : undefined
}
