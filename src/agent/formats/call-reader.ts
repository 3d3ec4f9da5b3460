import type { ToolFormat } from '../../engines/engine.ts'
import { thoughtTags } from '../../engines/thought-tags.ts'

/** What a reply turns out to be, by how it begins; 'open' as long as that cannot be known. */
export type Beginning = 'open' | 'call' | 'answer'

/** How a reply begins that is a call, without blanks. A mark may have been kept back by the engine. */
const beginnings: Readonly<Record<ToolFormat, readonly string[]>> = {
  qwen: ['<tool_call>'],
  hermes: ['<tool_call>'],
  llama3: ['{"name":', '<|python_tag|>{"name":'],
  mistral: ['[TOOL_CALLS]', '[{"name":'],
}

/**
 * What a reply is, or the beginning of one: a call only where it begins with one. What is thought before it does not
 * count, so that a call which the model only thinks of, quotes or puts into a block of code is none.
 */
export function beginningOf(format: ToolFormat, reply: string): Beginning {
  const text = reply.trimStart()
  const tags = thoughtTags.find(({ open }) => text.startsWith(open))
  if (tags) {
    const end = text.indexOf(tags.close)
    return end < 0 ? 'open' : beginningOf(format, text.slice(end + tags.close.length))
  }
  const squeezed = text.replace(/\s+/gu, '')
  if (beginnings[format].some(beginning => squeezed.startsWith(beginning))) return 'call'
  const mayBecome = [...beginnings[format], ...thoughtTags.map(({ open }) => open)]
  return mayBecome.some(beginning => beginning.startsWith(squeezed)) ? 'open' : 'answer'
}
