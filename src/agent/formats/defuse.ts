/**
 * What opens or closes tools, calls, results, thoughts and turns in any of the forms that models know, whichever is in use: a
 * text that has one of them could pose as what it opens.
 */
const inAngles =
  'tools?|tool_?calls?|tool_?responses?|tool_?results?|function_?calls?|function|parameter|python_?tag|im_start|im_end|start_header_id|end_header_id|eot_id|eom_id|begin_of_text|end_of_text|(?:seed:)?think(?:ing)?|reasoning|thought|(?:start|end)_(?:thinking|action)'
const inSquares =
  'available_?tools|tool_?calls?|tool_?results?|tool_?content|call_?id|args|inst|system_?prompt|think'
const marks = new RegExp(
  String.raw`[<＜](?=[\s|/＜<]*(?:${inAngles})(?![\p{L}\p{N}_]))|[[［](?=[\s/［[]*(?:${inSquares})(?![\p{L}\p{N}_]))`,
  'giu',
)

/** A text that is read as text alone: a space without width stands inside what would open or close something. */
export function defuse(text: string): string {
  return text.replace(marks, bracket => `${bracket}\u200b`)
}

/** The same for every string in a value of plain JSON, the names of its properties among them. */
export function defuseAll(value: unknown): unknown {
  return mapTexts(value, defuse)
}

/** What a model has copied of defused words, as the person wrote it. */
export function undefuseAll(value: unknown): unknown {
  return mapTexts(value, text => text.replace(/(?<=[<＜[［])\u200b/gu, ''))
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map(one => mapTexts(one, change))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, one]) => [change(name), mapTexts(one, change)])
  return Object.fromEntries(entries)
}
