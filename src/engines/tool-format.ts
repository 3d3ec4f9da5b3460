import type { ToolFormat } from './engine.ts'

/** What is written of a call. */
export interface CallForm {
  /** Before its JSON. */
  readonly opening: string
  /** After it. */
  readonly closing: string
  /** How the arguments are named in it. */
  readonly argumentsName: 'arguments' | 'parameters'
  /** The JSON is a list of calls, of which there is one. */
  readonly isList: boolean
  /** Tokens that a reply may hold and that an engine would otherwise keep to itself. */
  readonly marks: readonly string[]
}

const tagged: CallForm = {
  opening: '<tool_call>\n',
  closing: '\n</tool_call>',
  argumentsName: 'arguments',
  isList: false,
  marks: ['<tool_call>', '</tool_call>'],
}

/** The forms there are. Qwen and Hermes write calls alike; results are the user's turn to one, a turn of their own to the other. */
export const callForms: Readonly<Record<ToolFormat, CallForm>> = {
  qwen: tagged,
  hermes: tagged,
  llama3: {
    opening: '',
    closing: '',
    argumentsName: 'parameters',
    isList: false,
    marks: ['<|python_tag|>'],
  },
  mistral: {
    opening: '[TOOL_CALLS]',
    closing: '',
    argumentsName: 'arguments',
    isList: true,
    marks: ['[TOOL_CALLS]'],
  },
}

/** The JSON of a call, without what stands before and after it. */
export function writeCall(format: ToolFormat, name: string, args: Readonly<Record<string, unknown>>): string {
  const { argumentsName, isList } = callForms[format]
  const call = { name, [argumentsName]: args }
  return JSON.stringify(isList ? [call] : call)
}
