import { Template } from '@huggingface/jinja'
import {
  EngineError,
  type PromptMessage,
  type PromptTool,
  type PromptTools,
  type ToolFormat,
} from '../engine.ts'
import type { ThoughtTags } from '../thought-tags.ts'
import { callForms, writeCall } from '../tool-format.ts'
import { withThought } from './thought.ts'

/** Writes a chat with tools as a model's own template does. */
export interface ToolTemplate {
  readonly format: ToolFormat
  /** Up to where the reply begins, or the JSON of a call. Throws an EngineError 'unsupported' where it cannot be written. */
  render(messages: readonly PromptMessage[], tools: PromptTools, thinking?: boolean): string
}

/** Values that templates know beside messages and tools. */
export interface TemplateTokens {
  readonly bos_token: string
  readonly eos_token: string
}

/**
 * Fills a template.
 * @param messages With the roles of a chat with tools.
 */
export type Fill = (messages: readonly unknown[], tools: readonly unknown[], thinking?: boolean) => string

/** Undefined where the template writes no tools, or in a form that Hermit does not know. */
export function makeToolTemplate(
  source: string,
  tokens: TemplateTokens,
  tags: ThoughtTags,
): ToolTemplate | undefined {
  if (!source.includes('tool')) return undefined
  let fill: Fill
  try {
    const template = new Template(source)
    fill = (messages, tools, thinking) =>
      template.render({
        ...tokens,
        ...{ messages, tools },
        add_generation_prompt: true,
        ...(thinking === undefined ? {} : { enable_thinking: thinking }),
      })
  } catch {
    return undefined
  }
  const format = toolFormatOf(fill)
  if (!format) return undefined
  return {
    format,
    render(messages, tools, thinking) {
      let prompt: string
      try {
        prompt = fill(...turnsOf(format, messages, tools), thinking)
      } catch (error) {
        // Hermes' template, for one, has no words for an argument of several types.
        throw new EngineError('unsupported', `the template cannot write these tools: ${error}`)
      }
      const begun = thinking === false ? withThought(prompt, undefined, tags) : prompt
      return tools.isCalling ? begun + callForms[format].opening : begun
    },
  }
}

/** What a template is tried with: none of these words is in any. */
const probe = {
  tool: {
    name: 'probe_tool',
    description: 'Probes a hermit.',
    parameters: {
      type: 'object',
      properties: { shell: { type: 'string', description: 'Where it lives.' } },
      required: ['shell'],
    },
  },
  args: { shell: 'whelk' },
  request: 'Probe it, please.',
  result: 'It withdrew.',
} as const

/**
 * The form in which a template writes calls, found by having it write one: what a template's text says may be far from
 * what it does. Undefined where it leaves out the tool, the call or its result, or writes them otherwise.
 */
export function toolFormatOf(fill: Fill): ToolFormat | undefined {
  return formats.find(format => {
    try {
      const call = { name: probe.tool.name, args: probe.args, result: probe.result }
      const tools: PromptTools = { offered: [probe.tool], calls: [call] }
      const text = fill(...turnsOf(format, [{ role: 'user', content: probe.request }], tools))
      const { tool, request, result } = probe
      const isWhole = [tool.description, request, result].every(words => text.includes(words))
      return isWhole && signs[format].test(text) && hasCall(text, format)
    } catch {
      return false
    }
  })
}

/** Where a template writes a result, which is what tells Qwen and Hermes apart. */
const signs: Readonly<Record<ToolFormat, RegExp>> = {
  qwen: /user\s*<tool_response>\s*It withdrew/,
  hermes: /tool\s*<tool_response>\s*It withdrew/,
  llama3: /ipython<\|end_header_id\|>\s*"?It withdrew/,
  mistral: /\[AVAILABLE_TOOLS\][\s\S]*\[TOOL_RESULTS\]/,
}

const formats = ['qwen', 'hermes', 'llama3', 'mistral'] as const satisfies readonly ToolFormat[]

/** Blanks are the template's own; what follows the arguments in a list is an id. */
function hasCall(text: string, format: ToolFormat): boolean {
  const squeezed = text.replace(/\s+/g, '')
  const { opening, closing } = callForms[format]
  const json = writeCall(format, probe.tool.name, probe.args).replace(/\}\]$/, '')
  return squeezed.includes(opening.trim() + json + closing.trim())
}

/** Messages and tools as a template of this form expects them. */
function turnsOf(
  format: ToolFormat,
  messages: readonly PromptMessage[],
  { offered, calls }: PromptTools,
): [messages: readonly unknown[], tools: readonly unknown[]] {
  const turns = calls.flatMap(({ name, args, result }, index) => {
    // Mistral's templates want nine letters or digits.
    const id = `call${String(index).padStart(5, '0')}`
    const call = { id, type: 'function', function: { name, arguments: args } }
    return [
      { role: 'assistant', content: '', tool_calls: [call] },
      {
        role: 'tool',
        name,
        tool_call_id: id,
        content: format === 'mistral' ? JSON.stringify(result) : result,
      },
    ]
  })
  return [
    [...messages.map(({ role, content }) => ({ role, content })), ...turns],
    offered.map(tool => ({ type: 'function', function: declared(format, tool) })),
  ]
}

function declared(format: ToolFormat, { name, description, parameters }: PromptTool): PromptTool {
  // Mistral's templates put it between quotes as it stands.
  if (format === 'mistral') return { name, description: JSON.stringify(description).slice(1, -1), parameters }
  // Hermes' templates cut the blanks off every argument's description, also off one that is not there.
  return { name, description, parameters: format === 'hermes' ? withDescriptions(parameters) : parameters }
}

function withDescriptions(parameters: PromptTool['parameters']): PromptTool['parameters'] {
  const { properties } = parameters
  if (!isRecord(properties)) return parameters
  const described = Object.entries(properties).map(([name, schema]) => [
    name,
    isRecord(schema) ? { description: '', ...schema } : schema,
  ])
  return { ...parameters, properties: Object.fromEntries(described) }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
